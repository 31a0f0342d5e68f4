package care.silverbell.deploy;

import care.silverbell.ingest.testing.MachineParts;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * A real Prometheus with the repository's own configuration and rules, in hurried copies: what is
 * asked every 15 seconds there is asked every second here.
 */
final class RealPrometheus implements AutoCloseable {
  private final Process process;
  private final int port;

  private RealPrometheus(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param service the host and port that it asks in the service's place
   * @param rules the rules file, with its times changed
   */
  static RealPrometheus start(Path folder, String service, String rules) {
    try {
      Files.writeString(
          folder.resolve("alerts.yml"), rules.replace("interval: 15s", "interval: 1s"));
      String configuration =
          Files.readString(new DeployFile("grafana/prometheus/prometheus.yml").onDisk())
              .replace("silverbell:8080", service)
              .replaceAll("(scrape|evaluation)_interval: 15s", "$1_interval: 1s")
              .replace("scrape_timeout: 10s", "scrape_timeout: 1s");
      Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
      int port = ServiceProcess.freePort();
      Process process =
          new ProcessBuilder(
                  MachineParts.program("prometheus", "prometheus").toString(),
                  "--config.file=" + file,
                  "--storage.tsdb.path=" + folder.resolve("tsdb"),
                  "--web.listen-address=127.0.0.1:" + port)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("prometheus.log").toFile())
              .start();
      RealPrometheus prometheus = new RealPrometheus(process, port);
      Awaitility.await("prometheus is ready")
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> prometheus.ask("/-/ready").status() == 200);
      return prometheus;
    } catch (IOException e) {
      throw new UncheckedIOException("starting prometheus", e);
    }
  }

  /** The names of the alerts that fire now. */
  List<String> firing() {
    return ask("/api/v1/alerts").json().getJsonObject("data").getJsonArray("alerts").stream()
        .map(JsonObject.class::cast)
        .filter(alert -> alert.getString("state").equals("firing"))
        .map(alert -> alert.getJsonObject("labels").getString("alertname"))
        .toList();
  }

  private SignedIn.Answer ask(String path) {
    return SignedIn.nobody("http://127.0.0.1:" + port).get(path);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
