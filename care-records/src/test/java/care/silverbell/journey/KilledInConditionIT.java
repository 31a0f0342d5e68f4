package care.silverbell.journey;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.sim.wire.Sample;
import care.silverbell.testing.BackTested;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A condition that has not lasted long enough yet when the service is killed. */
class KilledInConditionIT extends ServiceStory {
  private static final Duration LASTING = Duration.ofSeconds(60);

  KilledInConditionIT() {
    super("condition");
  }

  @Test
  void killedInTheSixthTenthOfItsTimeAConditionRingsAtItsEndOnce() throws Exception {
    String person = mother().getString("id");
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
