package care.silverbell.ingest.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The machine's own {@code influxd} 1.x with its data in a temporary folder. It can be stopped,
 * killed and started again on the same data and port.
 */
public final class RealInflux implements AutoCloseable {
  private static final Duration STARTUP = Duration.ofSeconds(30);
  private static final int STOP_SECONDS = 15;

  private final Path program;
  private final Path folder;
  private final int port = freePort();
  private final int backupPort = freePort();
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable Process process;

  private RealInflux(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** Starts a server of its own; skips the calling test where the machine has no influxd. */
  public static RealInflux start() {
    Path program = MachineParts.program("influxd", "influxdb");
    try {
      Path folder = Files.createTempDirectory("silverbell-influx");
      var influx = new RealInflux(program, folder);
      Files.writeString(folder.resolve("influxdb.conf"), influx.configuration());
      influx.startAgain();
      return influx;
    } catch (IOException e) {
      throw new UncheckedIOException("laying out InfluxDB's folder", e);
    }
  }

  /** Starts the stopped or killed server on what it had kept, and waits until it answers. */
  public void startAgain() {
    try {
      Path conf = folder.resolve("influxdb.conf");
      Process started =
          new ProcessBuilder(program.toString(), "run", "-config", conf.toString())
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("influxd.log").toFile()))
              .start();
      process = started;
      Awaitility.await("influxd answers")
          .atMost(STARTUP)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> !started.isAlive() || answers());
      if (!started.isAlive()) {
        throw new IllegalStateException(
            "influxd ended: " + Files.readString(folder.resolve("influxd.log")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("starting influxd", e);
    }
  }

  /** Ends the server as an administrator would, and waits until it is gone. */
  public void stop() {
    end(false);
  }

  /** Ends the server as a power cut would, and waits until it is gone. */
  public void kill() {
    end(true);
  }

  /** Stops the server from doing anything while its connections stay open, as a hung disk would. */
  public void freeze() {
    signal("-STOP");
  }

  /** Lets a frozen server go on. */
  public void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("influxd is not running");
    }
    try {
      int code = new ProcessBuilder("kill", signal, "" + running.pid()).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill " + signal + " answered " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("sending a signal to influxd", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where it answers, running or not. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Gets a path with its query, and gives back the answer. */
  public HttpResponse<String> get(String pathAndQuery) {
    return send(HttpRequest.newBuilder(URI.create(url() + pathAndQuery)).build());
  }

  /** Posts a body to a path, and gives back the answer. */
  public HttpResponse<String> post(String path, String contentType, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private boolean answers() {
    try {
      return get("/ping").statusCode() == 204;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ConnectException) {
        return false;
      }
      throw e;
    }
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void end(boolean atOnce) {
    Process running = process;
    if (running == null) {
      return;
    }
    try {
      if (atOnce) {
        running.destroyForcibly();
      } else {
        running.destroy();
      }
      if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process = null;
  }

  private String configuration() {
    return """
    reporting-disabled = true
    bind-address = "127.0.0.1:%1$d"
    [meta]
      dir = "%3$s/meta"
    [data]
      dir = "%3$s/data"
      wal-dir = "%3$s/wal"
      index-version = "tsi1"
      query-log-enabled = false
    [monitor]
      store-enabled = false
    [http]
      bind-address = "127.0.0.1:%2$d"
      log-enabled = false
    """
        .formatted(backupPort, port, folder);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("looking for a free port", e);
    }
  }

  @Override
  public void close() {
    kill();
    http.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("removing InfluxDB's folder", e);
    }
  }
}
