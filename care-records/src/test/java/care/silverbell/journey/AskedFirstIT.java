package care.silverbell.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.sim.wire.BandCommand;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A fall about which the wearer is asked first, also through a kill. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AskedFirstIT extends ServiceStory {
  AskedFirstIT() {
    super("asked");
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
      await().atMost(PATIENCE).until(() -> isAsked(band));
      band.fine();
      await()
          .atMost(PATIENCE)
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
      await().atMost(PATIENCE).until(() -> isAsked(band));
      Thread.sleep(Math.max(0, Duration.between(Instant.now(), opened.plusSeconds(10)).toMillis()));

      service.kill();
      service.start();

      JsonObject rung =
          await()
              .atMost(PATIENCE)
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
}
