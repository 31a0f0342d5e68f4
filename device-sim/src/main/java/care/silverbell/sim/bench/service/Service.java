package care.silverbell.sim.bench.service;

import care.silverbell.sim.bench.part.CannotStart;
import care.silverbell.sim.bench.part.Loopback;
import care.silverbell.sim.bench.part.RunningProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service under test: a process of its own, as an operator would start it. */
public final class Service implements AutoCloseable {
  private static final int KEY_BYTES = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int OK = 200;
  private static final int KILOBYTES_PER_MEGABYTE = 1024;
  private static final double MILLIS_PER_SECOND = 1000;

  private final int port;
  private final RunningProgram program;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Service(int port, RunningProgram program) {
    this.port = port;
    this.program = program;
  }

  /**
   * How the service is started.
   *
   * @param jar {@code silverbell.jar}
   * @param java the launcher it runs on
   * @param javaOptions for the launcher, such as {@code -Xmx256m}
   */
  public record Launch(Path jar, Path java, List<String> javaOptions) {
    public Launch {
      javaOptions = List.copyOf(javaOptions);
    }

    private List<String> command(String... arguments) throws CannotStart {
      if (!Files.isRegularFile(jar)) {
        throw new CannotStart(
            jar + " is not there: build it with `mvn package`, or name it with --service-jar");
      }
      List<String> command = new ArrayList<>(List.of(java.toString()));
      command.addAll(javaOptions);
      command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
      command.addAll(List.of(arguments));
      return command;
    }

    /**
     * Starts one of its commands, such as {@code serve}, by the first word of which it is called.
     */
    public RunningProgram run(Path folder, Map<String, String> settings, String... arguments)
        throws CannotStart {
      return RunningProgram.start(arguments[0], command(arguments), folder, settings);
    }
  }

  /**
   * Starts the service on a port of its own and waits until it says that it is ready.
   *
   * @param settings beside port, data folder and demo mode, which are set here
   * @param folder for its data and its log
   */
  public static Service start(Launch launch, Map<String, String> settings, Path folder)
      throws CannotStart, IOException, InterruptedException {
    int port = Loopback.freePort();
    Map<String, String> all = new HashMap<>(settings);
    all.put("SILVERBELL_HTTP_PORT", Integer.toString(port));
    all.put("SILVERBELL_DATA_DIR", folder.resolve("data").toString());
    all.put("SILVERBELL_DEMO", "true");
    all.put("SILVERBELL_DEMO_TOWN", "false");
    // One database serves several services in turn, each on a folder of its own.
    all.put("SILVERBELL_RECORD_KEY", Base64.getEncoder().encodeToString(new byte[KEY_BYTES]));
    Service service = new Service(port, launch.run(folder, all, "serve"));
    try {
      service.program.awaitReady(service::isReady, PATIENCE);
      return service;
    } catch (CannotStart | InterruptedException e) {
      service.close();
      throw e;
    }
  }

  private boolean isReady() {
    try {
      return get("/health/ready").statusCode() == OK;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(5)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  public URI at(String path) {
    return URI.create("http://" + Loopback.HOST + ":" + port + path);
  }

  public ServiceMetrics metrics() throws IOException, InterruptedException {
    HttpResponse<String> response = get("/metrics");
    if (response.statusCode() != OK) {
      throw new IOException("/metrics answered " + response.statusCode());
    }
    return ServiceMetrics.parse(response.body());
  }

  /** Stops its process where it stands (SIGSTOP): it neither reads nor answers until resumed. */
  public void pause() throws IOException, InterruptedException {
    program.signal("STOP");
  }

  public void resume() throws IOException, InterruptedException {
    program.signal("CONT");
  }

  /** Resident memory in megabytes, as the kernel counts it. */
  public double residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + program.pid() + "/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow(() -> new IOException("the service has ended"))
        / KILOBYTES_PER_MEGABYTE;
  }

  /** Seconds of processor time that its process has taken, as the kernel counts it. */
  public double processorSeconds() throws IOException {
    return ProcessHandle.of(program.pid())
            .flatMap(process -> process.info().totalCpuDuration())
            .orElseThrow(() -> new IOException("the service has ended"))
            .toMillis()
        / MILLIS_PER_SECOND;
  }

  /** What it spends its processor time on, from now on. */
  public ProcessorProfile profile() throws IOException, InterruptedException {
    return ProcessorProfile.begin(program.pid());
  }

  @Override
  public void close() {
    http.shutdownNow();
    program.close();
  }
}
