package care.silverbell.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.ingest.testing.RealMosquitto;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service's own band presses through the whole chain; when it cannot, a real Prometheus says
 * so, and says when it can again.
 */
class CanaryAlertIT {
  private static final Duration LONG = Duration.ofSeconds(90);

  /** Three minutes of a band that presses each minute are 15 s of one that presses every 5 s. */
  private static final Map<String, String> FAST = Map.of("> 180", "> 15", "for: 1m", "for: 5s");

  @Test
  void whenTheBrokerIsKilledTheAlertFiresAndWhenItIsBackTheAlertClears(
      @TempDir Path brokerFolder, @TempDir Path prometheusFolder) throws Exception {
    try (RealMosquitto broker = RealMosquitto.start(brokerFolder);
        ServiceProcess service =
            new ServiceProcess(
                    "canary",
                    Map.of(
                        "SILVERBELL_BROKER_URL",
                        broker.settings().url(),
                        "SILVERBELL_CANARY",
                        "true",
                        "SILVERBELL_CANARY_SECONDS",
                        "5"))
                .filled()) {
      service.start();
      await("a press comes through").atMost(LONG).until(() -> came(service, "ok") > 1);
      showsNobodyTheCanary(service);
      String rules = Files.readString(new DeployFile("grafana/prometheus/alerts.yml").onDisk());
      for (Map.Entry<String, String> time : FAST.entrySet()) {
        assertThat(rules).contains(time.getKey());
        rules = rules.replace(time.getKey(), time.getValue());
      }
      try (RealPrometheus prometheus =
          RealPrometheus.start(prometheusFolder, service.url().replace("http://", ""), rules)) {
        Thread.sleep(Duration.ofSeconds(8));
        assertThat(prometheus.firing())
            .doesNotContain("CanaryNotHeard", "BrokerAway", "ServiceDown");

        Instant killed = Instant.now();
        broker.kill();
        await("the alert fires").atMost(LONG).until(() -> heard(prometheus));
        Instant fired = Instant.now();
        await("the cause is named")
            .atMost(LONG)
            .until(() -> prometheus.firing().contains("BrokerAway"));
        // The press under way waits longer for the broker than the alert, made fast here, does.
        await("a press that did not come through is counted")
            .atMost(LONG)
            .until(() -> came(service, "away") + came(service, "not-heard") > 0);
        Instant back = Instant.now();
        broker.start();
        await("the alerts clear")
            .atMost(LONG)
            .until(() -> !heard(prometheus) && !prometheus.firing().contains("BrokerAway"));
        System.out.printf(
            "canary: broker killed, the alert fired after %d ms; broker back, it cleared after %d ms%n",
            Duration.between(killed, fired).toMillis(),
            Duration.between(back, Instant.now()).toMillis());
      }
    }
  }

  private static boolean heard(RealPrometheus prometheus) {
    return prometheus.firing().contains("CanaryNotHeard");
  }

  /** Not on the desk's board, in no list of bands, in no message that was rejected. */
  private static void showsNobodyTheCanary(ServiceProcess service) {
    SignedIn desk = SignedIn.as(service.url(), "desk");
    SignedIn admin = SignedIn.as(service.url(), "admin");
    JsonArray all = desk.get("/api/incidents?state=all&limit=500").json().getJsonArray("items");
    assertThat(all.encode()).doesNotContain("canary");
    assertThat(admin.get("/api/bands?q=canary").json().getJsonArray("items")).isEmpty();
    assertThat(admin.get("/api/rejected").body()).doesNotContain("canary");
    assertThat(
            admin
                .get("/api/incidents/answer-times?severity=all")
                .json()
                .getJsonObject("total")
                .getInteger("incidents"))
        .isZero();
  }

  private static long came(ServiceProcess service, String result) {
    return SignedIn.nobody(service.url())
        .get("/metrics")
        .body()
        .lines()
        .filter(
            line -> line.startsWith("silverbell_canary_presses_total{result=\"" + result + "\"}"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf('}') + 1).strip()))
        .sum();
  }
}
