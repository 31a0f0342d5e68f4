package care.silverbell.records;

import static care.silverbell.records.VisibleTown.ok;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whoever opens a file with a reason reads it and changes nothing, also where the person is not in
 * the path: a call that they "answered" would ring for nobody any more.
 */
@Tag("core")
class OpenedFileIT {
  private static final JsonObject NOTHING = new JsonObject();
  private static final JsonObject HELPED = new JsonObject().put("outcome", "helped");

  @Test
  void aCallIsReadAndNotAnsweredAndGoesOnRinging() {
    try (VisibleTown town = new VisibleTown("opened-call")) {
      String search = Planted.search(UUID.fromString(town.other));
      String path = "/api/incidents/" + search;
      town.open("grid", town.other);
      town.open("doctor", town.other);
      ok(200, town.as("grid").get(path + "/search"));

      Map<String, JsonObject> deeds =
          Map.of(
              "acknowledge", NOTHING,
              "depart", NOTHING,
              "arrive", NOTHING,
              "resolve", HELPED,
              "note", new JsonObject().put("note", "在路上"),
              "pass", NOTHING,
              "seen", NOTHING,
              "search-cards", VisibleTown.card());
      deeds.forEach((deed, body) -> refused(town.as("grid").post(path + "/" + deed, body)));
      refused(town.as("doctor").post(path + "/acknowledge", NOTHING));

      JsonObject call = ok(200, town.as("grid").get(path)).json();
      assertThat(call.getString("state")).isEqualTo("open");
      assertThat(call.getJsonArray("timeline").encode())
          .doesNotContain("opened-call-grid", "opened-call-doctor");
      assertThat(town.as("grid").get(path + "/search").json().getJsonArray("cards")).isEmpty();
      ok(200, town.as("desk").post(path + "/resolve", HELPED));
    }
  }

  @Test
  void aPressIsNotMadeATest() {
    try (VisibleTown town = new VisibleTown("opened-test")) {
      town.open("grid", town.other);
      JsonObject test =
          new JsonObject()
              .put("person", town.other)
              .put("to", "" + Instant.now().plus(Duration.ofHours(4)));
      refused(town.as("grid").post("/api/test-presses", test));
      assertThat(town.as("desk").get("/api/test-presses").json().getJsonArray("announced").encode())
          .doesNotContain(town.other);
      ok(201, town.as("grid").post("/api/test-presses", test.put("person", town.own)));
    }
  }

  @Test
  void aVisitThatIsDueIsNotSaidToBeDone() {
    try (VisibleTown town = new VisibleTown("opened-visit")) {
      String late = Planted.lateIncident(UUID.fromString(town.other), Duration.ofSeconds(100));
      JsonObject visit = new JsonObject().put("on", "" + LocalDate.now(ZoneId.of("Asia/Shanghai")));
      String followUp =
          ok(201, town.as("desk").post("/api/incidents/" + late + "/follow-up", visit))
              .json()
              .getString("id");
      town.open("grid", town.other);
      String path = "/api/incidents/" + late;
      refused(town.as("grid").post(path + "/follow-up", visit));
      refused(town.as("grid").post("/api/follow-ups/" + followUp + "/done", NOTHING));
      refused(
          town.as("grid").post(path + "/miss-reason", new JsonObject().put("reason", "traffic")));
      refused(
          town.as("grid")
              .post(
                  path + "/assessment", new JsonObject().put("side", "responder").put("stars", 1)));
      ok(200, town.as("desk").post("/api/follow-ups/" + followUp + "/done", NOTHING));
    }
  }

  /** The page has words of its own for that kind. */
  private static void refused(SignedIn.Answer answer) {
    assertThat(ok(403, answer).json().getString("type")).isEqualTo("opened-with-a-reason");
  }
}
