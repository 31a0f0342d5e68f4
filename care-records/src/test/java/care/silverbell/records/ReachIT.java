package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Who would come, asked before anybody presses: what each role sees of it, and how a number is
 * verified.
 */
class ReachIT {
  private final SignedIn admin = RunningService.as("admin");

  private String person(String code) {
    return RunningService.items(admin, "/api/people?q=" + code)
        .findFirst()
        .orElseThrow()
        .getString("id");
  }

  @Test
  void theOfficeSeesThePlantedHolesWithTheirReasonsAndTheGridWorkerOnlyTheirOwnPeoples() {
    Map<String, String> reasons =
        Map.of(
            "A0092", "no-family",
            "A0093", "no-family",
            "A0094", "family-unverified",
            "A0095", "only-desk");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(RunningService.items(admin, "/api/unreachable")).isNotEmpty());
    reasons.forEach((code, reason) -> {
      JsonObject line =
          RunningService.items(admin, "/api/unreachable")
              .filter(it -> it.getJsonObject("person").getString("id").equals(person(code)))
              .findFirst()
              .orElseThrow();
      assertThat(line.getString("reason")).as(code).isEqualTo(reason);
      assertThat(line.getBoolean("now")).as(code).isTrue();
    });
    SignedIn grid = RunningService.as("grid");
    assertThat(RunningService.items(grid, "/api/unreachable"))
        .allMatch(it ->
            grid.get("/api/people/" + it.getJsonObject("person").getString("id")).status() == 200);
    assertThat(RunningService.as("doctor").get("/api/unreachable").status()).isEqualTo(403);
    await()
        .atMost(Duration.ofSeconds(5)) // counted after the list is kept
        .untilAsserted(() ->
            assertThat(admin.get("/metrics").body())
                .containsPattern(
                    "silverbell_unreachable_people\\{reason=\"only-desk\",when=\"now\"} [1-9]"));
  }

  @Test
  void theDaughterSeesWhoWouldComeAndNobodysWholeNumber() {
    SignedIn.Answer answer =
        RunningService.as("family").get("/api/people/" + RunningService.mother() + "/reach");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getBoolean("reachable")).isTrue();
    assertThat(answer.json().getJsonArray("holes")).isEmpty();
    assertThat(answer.body())
        .contains("\"role\":\"family\"", "\"role\":\"on-duty\"", "****")
        .doesNotContainPattern("[^0-9-]1000[0-9]{7}[^0-9]");
    assertThat(
            RunningService.as("family").get("/api/people/" + person("A0050") + "/reach").status())
        .isEqualTo(404);
  }

  @Test
  void aNumberIsVerifiedByTheCodeThatWasSentToIt() {
    String phone =
        "1" + (1_000_000_000L + Math.floorMod(UUID.randomUUID().hashCode(), 900_000_000L));
    SignedIn doctor = RunningService.as("doctor");
    assertThat(
            doctor
                .put("/api/me/reach", new JsonObject().put("phones", new JsonArray().add(phone)))
                .json()
                .getJsonArray("ways")
                .encode())
        .contains("{\"channel\":\"sms\",\"to\":\"" + phone + "\",\"verified\":false}");
    SignedIn.Answer sent =
        doctor.post(
            "/api/verifications",
            new JsonObject().put("owner", "me").put("channel", "sms").put("to", phone));
    assertThat(sent.status()).as(sent.body()).isEqualTo(201);
    assertThat(sent.body()).doesNotContain(phone);

    SignedIn.Answer said =
        doctor.post(
            "/api/verifications/" + sent.json().getString("id"),
            new JsonObject().put("code", ContractResponse.codeSentTo(phone)));

    assertThat(said.status()).as(said.body()).isEqualTo(200);
    assertThat(doctor.get("/api/me/reach").json().getJsonArray("ways").encode())
        .contains("{\"channel\":\"voice\",\"to\":\"" + phone + "\",\"verified\":true}");
    assertThat(doctor.put("/api/me/reach", new JsonObject()).status()).isEqualTo(200);
  }

  @Test
  void whoIsInvitedUnderAContactsNameIsThatContact() {
    String name = "邀请" + UUID.randomUUID().toString().substring(0, 6);
    String cell = RunningService.mothersCell();
    JsonObject contact =
        new JsonObject().put("name", name).put("relation", "女儿").put("phone", "10000000003");
    String elder =
        admin
            .post(
                "/api/people",
                new JsonObject()
                    .put("name", "被邀请的老人")
                    .put("sex", "female")
                    .put("birthDate", "1941-03-02")
                    .put("address", "幸福路 2 号")
                    .put("cell", cell)
                    .put("risk", "key")
                    .put("contacts", new JsonArray().add(contact)))
            .json()
            .getString("id");
    String code =
        admin
            .post(
                "/api/people/" + elder + "/invitations",
                new JsonObject().put("relation", "女儿").put("name", name))
            .json()
            .getString("code");
    String account = "invited-" + UUID.randomUUID().toString().substring(0, 6);
    assertThat(
            RunningService.as("nobody")
                .post(
                    "/api/invitations/redeem",
                    new JsonObject()
                        .put("code", code)
                        .put("account", account)
                        .put("name", "小于")
                        .put("password", "four words of its own"))
                .status())
        .isEqualTo(201);

    JsonObject family = step(elder, "family");
    assertThat(family.getString("name")).isEqualTo("小于");
    assertThat(family.getJsonArray("channels").encode()).contains("page", "voice", "sms");
    String id =
        RunningService.items(admin, "/api/people/" + elder + "/contacts")
            .findFirst()
            .orElseThrow()
            .getString("id");
    JsonObject reach = admin.get("/api/people/" + elder + "/contacts/" + id + "/reach").json();
    assertThat(reach.getString("account")).isEqualTo("小于");
    assertThat(reach.getString("recipient")).startsWith("account:");
  }

  /** The only one of that role whom a press would ask. */
  private JsonObject step(String person, String role) {
    List<JsonObject> who =
        admin.get("/api/people/" + person + "/reach").json().getJsonArray("steps").stream()
            .flatMap(it -> ((JsonObject) it).getJsonArray("who").stream())
            .map(JsonObject.class::cast)
            .filter(it -> it.getString("role").equals(role))
            .toList();
    assertThat(who).hasSize(1);
    return who.getFirst();
  }
}
