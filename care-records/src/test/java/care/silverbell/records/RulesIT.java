package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.journey.CommandLineBand;
import care.silverbell.testing.BackTested;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From what a band says to the incident that a rule opens, through the running service. */
class RulesIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final String name = "rules-" + UUID.randomUUID().toString().substring(0, 8);
  private final VisibleTown around = new VisibleTown(name);
  private final String serial = name + "-walks";
  private CommandLineBand band = CommandLineBand.of(RunningService.mqttPort(), serial);

  @BeforeEach
  void wearABand() {
    JsonObject made =
        VisibleTown.ok(
                201, around.as("admin").post("/api/bands", new JsonObject().put("serial", serial)))
            .json();
    VisibleTown.ok(
        200,
        around
            .as("admin")
            .put(
                "/api/bands/" + serial + "/wearer",
                new JsonObject()
                    .put("person", around.below)
                    .put("since", "" + Instant.now().minus(Duration.ofHours(1)))));
    band = band.withSecret(made.getString("secret"));
  }

  @AfterEach
  void close() {
    around.close();
  }

  private void say(String what, JsonArray samples) {
    assertThat(
            band.publish("silverbell/v1/bands/" + serial + "/" + what, "-m", samples.encode())
                .code())
        .isZero();
  }

  private Optional<JsonObject> incident(String kind, String state) {
    return RunningService.items(around.as("grid"), "/api/incidents?limit=100")
        .filter(it -> kind.equals(it.getString("kind")))
        .filter(it -> state.equals(it.getString("state")))
        .filter(it -> around.below.equals(it.getJsonObject("person").getString("id")))
        .findFirst();
  }

  private static JsonArray fixes(double latitude, Instant from) {
    JsonArray fixes = new JsonArray();
    for (int i = 0; i < 4; i++) {
      fixes.add(
          new JsonObject()
              .put("at", from.plusSeconds(5L * i).toEpochMilli())
              .put("lat", latitude)
              .put("lon", 121.4)
              .put("accuracy", 8));
    }
    return fixes;
  }

  @Test
  void aRacingHeartOpensAnIncidentThatSaysWhyInBothLanguages() {
    JsonArray beats = new JsonArray();
    Instant from = Instant.now().minusSeconds(90);
    for (int second = 0; second <= 85; second += 5) {
      beats.add(
          new JsonObject()
              .put("at", from.plusSeconds(second).toEpochMilli())
              .put("heartRate", 151)
              .put("worn", true)
              .put("atRest", true));
    }
    say("vitals", beats);
    JsonObject incident =
        await()
            .atMost(LONG)
            .until(() -> incident("heart-rate-high", "open"), Optional::isPresent)
            .orElseThrow();
    assertThat(incident.getString("severity")).isEqualTo("urgent");
    assertThat(incident.getString("why"))
        .isEqualTo("heart rate 151 for 60 s at rest; the general limit is 131");
    assertThat(incident.getString("whyZh")).contains("静息心率 151 次/分");
    assertThat(incident.getJsonArray("readings").isEmpty()).isFalse();
  }

  @Test
  void outsideOfTheZoneTheBandIsToldToReportOftenAndHomeEndsTheSearch() {
    JsonObject around300 = new JsonObject().put("lat", 37.5).put("lon", 121.4).put("radius", 300);
    BackTested.zone(
        around.as("admin"),
        "/api/people/" + around.below + "/zones",
        new JsonObject().put("name", "家").put("circle", around300));
    try (CommandLineBand.Ear ear = band.listenToCommands()) {
      Instant from = Instant.now().minusSeconds(60);
      say("location", fixes(37.51, from));
      JsonObject incident =
          await()
              .atMost(LONG)
              .until(() -> incident("wandering", "open"), Optional::isPresent)
              .orElseThrow();
      assertThat(incident.getString("severity")).isEqualTo("emergency");
      assertThat(incident.getString("why")).contains("has left the zone");
      say("location", fixes(37.5, from.plusSeconds(30)));
      await().atMost(LONG).until(() -> incident("wandering", "resolved"), Optional::isPresent);
      await().atMost(LONG).until(() -> ear.heard().size() == 2);
      assertThat(ear.heard())
          .extracting(it -> new JsonObject(it).getInteger("seconds"))
          .containsExactly(30, 300);
    }
  }
}
