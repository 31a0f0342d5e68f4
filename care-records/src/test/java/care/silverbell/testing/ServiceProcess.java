package care.silverbell.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The service as it is shipped: the jar in a process of its own, on a folder and ports of its own,
 * with the demo sub-district but no simulated bands. It can be killed and started again on the same
 * folder and ports. As an extension it runs for all tests of a class.
 */
public final class ServiceProcess implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
  static final Path JAR = Path.of("target", "silverbell.jar");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A service that lives for a minute is done sooner when little is compiled: half the start. */
  private static final List<String> QUICK =
      List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final List<String> AS_SHIPPED = List.of("-Xmx512m");

  private final Path folder;
  private final Map<String, String> settings = new TreeMap<>();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private @Nullable Process process;
  private List<String> java = QUICK;

  /** Not yet started; the folder is made new under target. */
  public ServiceProcess(String name, Map<String, String> settings) {
    try {
      this.folder =
          Files.createTempDirectory(Files.createDirectories(Path.of("target", "services")), name);
      shareUnpackedPostgres(Files.createDirectories(folder.resolve("data")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.settings.put("SILVERBELL_DATA_DIR", folder.resolve("data").toAbsolutePath().toString());
    this.settings.put("SILVERBELL_HTTP_PORT", Integer.toString(freePort()));
    this.settings.put("SILVERBELL_MQTT_PORT", Integer.toString(freePort()));
    this.settings.put("SILVERBELL_DEMO", "true");
    this.settings.put("SILVERBELL_DEMO_TOWN", "false");
    this.settings.putAll(settings);
    SecretsSeen.in(settings);
  }

  /** To unpack PostgreSQL takes four seconds: the first service does it for all. */
  private static void shareUnpackedPostgres(Path data) throws IOException {
    Path programs = Files.createDirectories(Path.of("target", "postgres-programs"));
    Path there = Files.createDirectories(data.resolve("postgres")).resolve("programs");
    var _ = Files.createSymbolicLink(there, programs.toAbsolutePath());
  }

  /** With the demo sub-district in its database before it starts, which is then done sooner. */
  public ServiceProcess filled() {
    FilledFolder.copyInto(folder.resolve("data"));
    return this;
  }

  /** Compiled as at an office: for those who judge milliseconds. */
  public ServiceProcess asShipped() {
    java = AS_SHIPPED;
    return this;
  }

  /** As shipped, with an option more for the JVM. */
  public ServiceProcess withJava(String option) {
    java = Stream.concat(AS_SHIPPED.stream(), Stream.of(option)).toList();
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    var _ = start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  /** Starts it and waits until it says it is ready. */
  public ServiceProcess start() {
    launch();
    awaitReady();
    return this;
  }

  /** Starts it and does not wait. */
  public void launch() {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(
          JAR.toAbsolutePath() + " is not there: run the tests with mvn verify");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(java);
    command.addAll(List.of("-jar", JAR.toAbsolutePath().toString(), "serve"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().keySet().removeIf(key -> key.startsWith("SILVERBELL_"));
    builder.environment().putAll(settings);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until GET /health/ready answers 200. */
  public void awaitReady() {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      if (process == null || !process.isAlive()) {
        throw new AssertionError("the service ended at its start:\n" + tail());
      }
      try {
        if (status("/health/ready") == 200) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (IOException e) {
        // not listening yet
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("the service was not ready in " + PATIENCE + ":\n" + tail());
  }

  /** Kills it as a power cut would ({@code kill -9}). */
  public void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  /** The process id, for those who stop it for a moment or look at its memory. */
  public long pid() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process.pid();
  }

  /** Where its page is. */
  public String url() {
    return "http://127.0.0.1:" + settings.get("SILVERBELL_HTTP_PORT");
  }

  /** Where its embedded broker is, if it has one. */
  public int mqttPort() {
    return Integer.parseInt(settings.getOrDefault("SILVERBELL_MQTT_PORT", "0"));
  }

  /** Its folder: data and log. */
  public Path folder() {
    return folder;
  }

  /** Everything it has said. */
  public Path log() {
    return folder.resolve("log.txt");
  }

  private int status(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(5)).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      return "(no log)";
    }
  }

  /** Stops it in order. */
  @Override
  public void close() {
    if (process != null) {
      process.destroy();
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          kill();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        kill();
      }
    }
  }

  /** A port that is free now. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
