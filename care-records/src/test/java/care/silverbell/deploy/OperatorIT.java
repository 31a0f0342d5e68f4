package care.silverbell.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.ingest.testing.RealInflux;
import care.silverbell.ingest.testing.RealMosquitto;
import care.silverbell.journey.WornBand;
import care.silverbell.sim.wire.Sample;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the operator of a service on real parts is told: which part ails, and what is counted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int METRICS_PORT = ServiceProcess.freePort();

  private RealMosquitto mosquitto;
  private RealInflux influx;
  private ServiceProcess service;

  @BeforeAll
  void start(@TempDir Path folder) {
    mosquitto = RealMosquitto.start(folder);
    influx = RealInflux.start();
    service =
        new ServiceProcess(
                "operator",
                Map.of(
                    "SILVERBELL_BROKER_URL",
                    mosquitto.settings().url(),
                    "SILVERBELL_INFLUX_URL",
                    influx.url(),
                    "SILVERBELL_METRICS_PORT",
                    "" + METRICS_PORT,
                    "SILVERBELL_CANARY",
                    "true"))
            .filled();
    service.start();
  }

  @AfterAll
  void stop() {
    if (service != null) {
      service.close();
    }
    if (influx != null) {
      influx.close();
    }
    if (mosquitto != null) {
      mosquitto.close();
    }
  }

  @Test
  void healthNamesThePartThatFailsAndIsWellAgainWithIt() {
    assertThat(failing()).isEmpty();

    influx.kill();
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(failing()).containsExactly("telemetry store"));
    mosquitto.kill();
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(failing()).containsExactlyInAnyOrder("broker", "telemetry store"));
    assertThat(nobody().get("/health/live").status()).isEqualTo(200);

    mosquitto.start();
    influx.startAgain();
    await().atMost(LONG).untilAsserted(() -> assertThat(failing()).isEmpty());
    assertThat(nobody().get("/health/ready").json().getString("status")).isEqualTo("ready");
  }

  @Test
  void everyFigureThatADashboardAsksForIsCounted() throws Exception {
    live();
    collectGarbage();

    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(names()).containsAll(DashboardTest.METRICS));
  }

  @Test
  void theFiguresBearTheirLabels() throws Exception {
    live();
    String figures = metrics().body();

    bear(figures, "messages_total{kind", "call", "cancel", "fall", "vitals", "location", "status");
    bear(figures, "rejected_total{reason", "unreadable", "unknown-topic", "no-wearer", "fault");
    bear(figures, "lane_depth{road", "calls", "telemetry");
    bear(figures, "intake_retries_total{road", "calls", "telemetry");
    bear(figures, "broker_connected{connection", "calls", "telemetry");
    bear(figures, "incidents_open{severity", "emergency", "urgent", "notice");
    assertThat(figures)
        .containsPattern("silverbell_store_write_seconds_bucket\\{[^}]*store=\"influxdb\"");
  }

  @Test
  void withAPortOfTheirOwnTheFiguresAreNotOnThePagesPort() {
    assertThat(nobody().get("/metrics").status()).isEqualTo(404);
    assertThat(metrics().contentType()).startsWith("text/plain");
  }

  @Test
  void whatTheStoreWillNotTakeIsKeptSaidAndStoredOnceTheCauseIsMended() throws Exception {
    SignedIn admin = SignedIn.as(service.url(), "admin");
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    String line = "vitals,person=somebody spo2=\"high\" " + now.toEpochMilli();
    assertThat(influx.post("/write?db=silverbell&precision=ms", "text/plain", line).statusCode())
        .isEqualTo(204);
    try (WornBand band = WornBand.on(mosquitto.port(), "demo-0001", "silverbell")) {
      band.say(List.of(new Sample.Vitals(now, null, 93, null, null, null, null, null, null)));
    }
    JsonObject kept =
        await()
            .atMost(LONG)
            .until(
                () -> admin.get("/api/rejected").json().getJsonArray("items"),
                items -> !items.isEmpty())
            .getJsonObject(0);
    assertThat(kept.getString("reason")).contains("field type conflict");
    assertThat(kept.getString("payload")).startsWith("vitals,person=").contains(" spo0=00i ");

    String replay = "/api/rejected/" + kept.getLong("id") + "/replay";
    JsonObject tooEarly = admin.postText(replay, "").json();
    assertThat(tooEarly.getBoolean("taken")).isFalse();
    assertThat(tooEarly.getString("reason")).contains("field type conflict");

    influx.post(
        "/query?db=silverbell", "application/x-www-form-urlencoded", "q=DROP+MEASUREMENT+vitals");
    assertThat(admin.postText(replay, "").json())
        .isEqualTo(
            new JsonObject().put("id", kept.getLong("id")).put("taken", true).putNull("reason"));
    assertThat(
            admin
                .get("/api/rejected")
                .json()
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("replayedAt"))
        .isNotNull();
    SignedIn doctor = SignedIn.as(service.url(), "doctor");
    String person =
        admin.get("/api/bands/demo-0001").json().getJsonObject("wearer").getString("id");
    assertThat(
            doctor
                .get("/api/people/" + person + "/latest")
                .json()
                .getJsonObject("spo2")
                .getDouble("value"))
        .isEqualTo(93);
  }

  /** A call, a reading and a viewer, so that everything has been counted once. */
  private void live() throws Exception {
    try (AutoCloseable _ = SignedIn.as(service.url(), "grid").live(null, (_, _) -> {});
        WornBand band = WornBand.on(mosquitto.port(), "demo-0001", "silverbell")) {
      band.press("figures-" + System.nanoTime());
      band.say(List.of(Sample.Vitals.ofHeartRate(Instant.now(), 72)));
      await()
          .atMost(LONG)
          .until(() -> metrics().body().contains("silverbell_store_write_seconds_bucket"));
    }
  }

  /** Pauses of the collector are counted from the first one on. */
  private void collectGarbage() throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    assertThat(new Program(jcmd.toString(), "" + service.pid(), "GC.run").run())
        .contains("successfully");
  }

  private Set<String> names() {
    return metrics()
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceFirst("[{ ].*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void bear(String figures, String metricAndLabel, String... values) {
    for (String value : values) {
      assertThat(figures).contains("silverbell_" + metricAndLabel + "=\"" + value + "\"}");
    }
  }

  private SignedIn.Answer metrics() {
    return SignedIn.nobody("http://127.0.0.1:" + METRICS_PORT).get("/metrics");
  }

  private List<String> failing() {
    return nobody().get("/health/ready").json().getJsonArray("failing").stream()
        .map(it -> ((JsonObject) it).getString("part"))
        .toList();
  }

  private SignedIn nobody() {
    return SignedIn.nobody(service.url());
  }
}
