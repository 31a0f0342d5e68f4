package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.testing.BackTested;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A limit is tried at the running service, by those who may, and set when that was seen. */
class BackTestIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int MINUTES = 30;

  private final String name = "tried-" + UUID.randomUUID().toString().substring(0, 8);
  private final VisibleTown town = new VisibleTown(name);
  private final SignedIn doctor = town.as("doctor");
  private final String person = "/api/people/" + town.own;
  private final JsonObject limit =
      new JsonObject().put("sign", "heartRate").put("high", 100).put("lastingSeconds", 300);

  @AfterEach
  void close() {
    town.close();
  }

  private JsonObject tried(String path) {
    town.sayOfLate(MINUTES, 104);
    return await("all that was said is stored")
        .atMost(LONG)
        .until(
            () -> BackTested.seen(doctor, path, limit).getJsonObject("answer"),
            it -> it.getInteger("readings") == MINUTES);
  }

  @Test
  void theDoctorSeesWhatItWouldHaveRungAndThenSetsIt() {
    JsonObject asked = limit.copy().put("reason", "房颤");
    SignedIn.Answer refused = doctor.post(person + "/limits", asked);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().getString("type")).isEqualTo("back-test-needed");

    JsonObject answer = tried(person + "/back-tests");
    assertThat(answer.getInteger("rings")).isEqualTo(1);
    assertThat(answer.getInteger("ringsNow")).isZero();
    JsonObject ring = answer.getJsonArray("found").getJsonObject(0);
    assertThat(ring.getString("why"))
        .isEqualTo("heart rate 104 for 5 min at rest; the doctor's limit is 100");
    assertThat(ring.getString("whyZh")).contains("静息心率 104 次/分");
    assertThat(ring.getBoolean("ringsNow")).isFalse();
    assertThat(town.as("family").openIncidents()).as("nothing has rung for it").isEmpty();

    JsonObject sharper = asked.copy().put("high", 99);
    assertThat(doctor.post(person + "/limits", sharper).status()).isEqualTo(409);
    JsonObject set = VisibleTown.ok(201, doctor.post(person + "/limits", asked)).json();
    assertThat(set.getJsonObject("tried").getInteger("rings")).isEqualTo(1);
    assertThat(set.getJsonObject("tried").getInteger("readings")).isEqualTo(MINUTES);
    assertThat(doctor.get(person + "/limits").body()).contains("\"ringsNow\":0");

    JsonObject again = BackTested.seen(doctor, person + "/back-tests", limit);
    assertThat(again.getJsonObject("answer").getInteger("ringsNow"))
        .as("now it is in force")
        .isEqualTo(1);
  }

  @Test
  void onlyTheirDoctorMayAndTheFamilyReadsThatItWasDone() {
    for (String role : new String[] {"admin", "grid", "family", "desk"}) {
      assertThat(town.as(role).post(person + "/back-tests", limit).status())
          .as(role)
          .isEqualTo(403);
      assertThat(town.as(role).post("/api/back-tests", limit).status()).as(role).isEqualTo(403);
    }
    SignedIn stranger = RunningService.as("doctor");
    assertThat(stranger.post(person + "/back-tests", limit).status()).isEqualTo(404);
    String id = BackTested.seen(doctor, person + "/back-tests", limit).getString("id");
    assertThat(stranger.get(person + "/back-tests/" + id).status()).isEqualTo(404);
    assertThat(stranger.get("/api/back-tests/" + id).status()).isEqualTo(404);
    assertThat(stranger.delete("/api/back-tests/" + id).status()).isEqualTo(404);

    String own = "/api/people/" + RunningService.mother() + "/back-tests/" + id;
    assertThat(stranger.get(own).status()).isEqualTo(404);
    assertThat(town.as("family").get(person + "/access-log").json().encode())
        .contains(name + "-doctor")
        .contains("back-tests");
  }

  @Test
  void everybodyMeansTheCallersOwnPeopleAndEachLookIsInTheLog() {
    JsonObject answer = tried("/api/back-tests");

    assertThat(answer.getInteger("withReadings")).isEqualTo(1);
    assertThat(answer.getInteger("peopleRung")).isEqualTo(1);
    assertThat(answer.getJsonArray("people").getJsonObject(0).getString("name"))
        .isEqualTo(name + " own");
    String id = doctor.post("/api/back-tests?cell=" + town.cell, limit).json().getString("id");
    assertThat(doctor.get("/api/back-tests/" + id).json().getInteger("total")).isEqualTo(1);
    id = doctor.post("/api/back-tests?cell=" + UUID.randomUUID(), limit).json().getString("id");
    assertThat(doctor.get("/api/back-tests/" + id).json().getInteger("total")).isZero();
    assertThat(town.as("family").get(person + "/access-log").json().encode())
        .contains("back-tests");
  }
}
