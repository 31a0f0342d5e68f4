package care.silverbell.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.sim.wire.BandCommand;
import care.silverbell.sim.wire.Sample;
import care.silverbell.testing.BackTested;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What waits before it rings, in a process that is killed ({@code kill -9}) while it waits: a fall
 * about which the wearer is asked, and a condition that has not lasted long enough.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AskedFirstIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration LASTING = Duration.ofSeconds(60);

  private final ServiceProcess service = new ServiceProcess("asked", Map.of());

  @BeforeAll
  void start() {
    service.start();
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private SignedIn api(String account) {
    return SignedIn.as(service.url(), account);
  }

  private WornBand band(String serial) {
    return WornBand.on(service.mqttPort(), serial, "silverbell");
  }

  private Optional<JsonObject> open(String kind) {
    return api("desk")
        .get("/api/incidents?state=open&limit=100")
        .json()
        .getJsonArray("items")
        .stream()
        .map(JsonObject.class::cast)
        .filter(it -> kind.equals(it.getString("kind")))
        .findFirst();
  }

  private JsonObject awaitOpen(String kind) {
    return await().atMost(LONG).until(() -> open(kind), Optional::isPresent).orElseThrow();
  }

  private static List<JsonObject> lines(JsonObject incident, String what) {
    return incident.getJsonArray("timeline").stream()
        .map(JsonObject.class::cast)
        .filter(it -> what.equals(it.getString("what")))
        .toList();
  }

  private void resolve(JsonObject incident) {
    assertThat(
            api("desk")
                .post(
                    "/api/incidents/" + incident.getString("id") + "/resolve",
                    new JsonObject().put("outcome", "helped"))
                .status())
        .isEqualTo(200);
  }

  private static boolean isAsked(WornBand band) {
    return band.orders().stream().anyMatch(BandCommand.Ring.class::isInstance)
        && band.orders().stream()
            .anyMatch(it -> it instanceof BandCommand.Message(String text) && text.contains("摔倒"));
  }

  @Test
  @Order(1)
  void whoeverFallsIsAskedOnTheBandAndWhenTheyAreFineNobodyRings() throws Exception {
    try (WornBand band = band("demo-0001")) {
      band.fall();
      JsonObject fall = awaitOpen("fall");
      assertThat(fall.getString("askingUntil")).isNotNull();
      await().atMost(LONG).until(() -> isAsked(band));
      band.fine();
      await()
          .atMost(LONG)
          .until(() -> open("fall").orElseThrow().getString("severity").equals("notice"));

      Thread.sleep(35_000);

      JsonObject after = awaitOpen("fall");
      assertThat(lines(after, "asked")).isEmpty();
      assertThat(lines(after, "wearer-fine")).hasSize(1);
      assertThat(notices(after)).isEmpty();
      resolve(after);
    }
  }

  private JsonArray notices(JsonObject incident) {
    return api("desk").get("/api/incidents/" + incident.getString("id") + "/notices").array();
  }

  @Test
  @Order(2)
  void killedWhileTheWearerIsAskedItRingsAtItsTimeAfterTheRestartOnce() throws Exception {
    try (WornBand band = band("demo-0001")) {
      band.fall();
      JsonObject fall = awaitOpen("fall");
      Instant opened = Instant.parse(fall.getString("openedAt"));
      await().atMost(LONG).until(() -> isAsked(band));
      Thread.sleep(Math.max(0, Duration.between(Instant.now(), opened.plusSeconds(10)).toMillis()));

      service.kill();
      service.start();

      JsonObject rung =
          await()
              .atMost(LONG)
              .until(() -> open("fall").orElseThrow(), it -> !lines(it, "asked").isEmpty());
      Instant asked = Instant.parse(lines(rung, "asked").getFirst().getString("at"));
      System.out.printf(
          "killed 10 s into the 30: others were asked %d ms after the fall%n",
          Duration.between(opened, asked).toMillis());
      assertThat(asked).isBetween(opened.plusSeconds(30), opened.plusSeconds(33));
      assertThat(lines(rung, "wearer-silent")).hasSize(1);
      assertThat(rung.getString("askingUntil")).isNull();
      List<String> first =
          notices(rung).stream()
              .map(JsonObject.class::cast)
              .filter(it -> it.getInteger("step", 1) == 1)
              .map(it -> it.getString("name") + " " + it.getString("purpose"))
              .toList();
      assertThat(first).isNotEmpty().doesNotHaveDuplicates();
      resolve(rung);
    }
  }

  @Test
  @Order(3)
  void killedInTheSixthTenthOfItsTimeAConditionRingsAtItsEndOnce() throws Exception {
    String person =
        api("family")
            .get("/api/people")
            .json()
            .getJsonArray("items")
            .getJsonObject(0)
            .getString("id");
    JsonObject limit =
        new JsonObject()
            .put("sign", "heartRate")
            .put("high", 100)
            .put("lastingSeconds", LASTING.toSeconds())
            .put("reason", "房颤");
    var _ = BackTested.seen(api("doctor"), "/api/people/" + person + "/back-tests", limit);
    assertThat(api("doctor").post("/api/people/" + person + "/limits", limit).status())
        .isEqualTo(201);
    try (WornBand band = band("demo-0001")) {
      Instant first = Instant.now();
      beat(band, first, first.plusSeconds(36));
      assertThat(open("heart-rate-high")).isEmpty();

      service.kill();
      Thread starting = Thread.ofVirtual().start(service::start);
      beat(band, Instant.now(), first.plus(LASTING).plusSeconds(8));
      starting.join();

      JsonObject rung = awaitOpen("heart-rate-high");
      Instant opened = Instant.parse(rung.getString("openedAt"));
      System.out.printf(
          "killed at 36 s of 60: it rang %d ms after the condition began%n",
          Duration.between(first, opened).toMillis());
      assertThat(opened).isBetween(first.plus(LASTING), first.plus(LASTING).plusSeconds(6));
      assertThat(lines(rung, "found")).hasSize(1);

      service.kill();
      service.start();
      beat(band, Instant.now(), Instant.now().plusSeconds(10));

      List<JsonObject> all =
          api("desk").get("/api/incidents?limit=100").json().getJsonArray("items").stream()
              .map(JsonObject.class::cast)
              .filter(it -> "heart-rate-high".equals(it.getString("kind")))
              .toList();
      assertThat(all).hasSize(1);
      assertThat(lines(all.getFirst(), "found")).hasSize(1);
      assertThat(lines(all.getFirst(), "found-again")).isEmpty();
    }
  }

  /** A fast heart at rest, every two seconds as time goes by. */
  private static void beat(WornBand band, Instant from, Instant until) throws InterruptedException {
    for (Instant at = from; at.isBefore(until); at = at.plusSeconds(2)) {
      Thread.sleep(Math.max(0, Duration.between(Instant.now(), at).toMillis()));
      band.mention(
          List.of(new Sample.Vitals(Instant.now(), 121, null, null, null, null, null, true, true)));
    }
  }
}
