package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Answers by a link, the truth of notices, and what comes after, on the running service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AfterIT {
  private VisibleTown town;

  @BeforeAll
  void begin() {
    town = new VisibleTown("after-" + System.nanoTime());
  }

  @AfterAll
  void end() {
    town.close();
  }

  @Test
  void whoeverIsNoContactAnyMoreAnswersNothingAndSeesNobody() {
    String incident = town.press();
    String link = "/a/" + Planted.linkOfAFormerContact(incident);
    HttpResponse<String> page = RunningService.call("GET", link, null);
    assertThat(page.statusCode()).isEqualTo(410);
    assertThat(page.body()).doesNotContain("幸福路 1 号", "<form");
    var _ = answer(link, "answer=accept");
    assertThat(state(incident)).isEqualTo("open");
    town.resolve(incident);
  }

  @Test
  void aLinkIsLookedAtOftenAndAnswersOnce() {
    String incident = town.press();
    String link = "/a/" + Planted.link(incident);
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> page = RunningService.call("GET", link, null);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("幸福路 1 号", "我去", "按了呼叫键");
      assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(page.headers().firstValue("X-Robots-Tag"))
          .hasValueSatisfying(it -> assertThat(it).contains("noindex"));
      assertThat(page.headers().allValues("Content-Security-Policy"))
          .singleElement()
          .asString()
          .startsWith("default-src 'none'");
      assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    }
    assertThat(state(incident)).as("looking answers nothing").isEqualTo("open");

    HttpResponse<String> answered = answer(link, "answer=accept");
    assertThat(answered.body())
        .contains("记下了：您去")
        .doesNotContain("value=\"accept\"", "value=\"pass\"");
    assertThat(state(incident)).isEqualTo("acknowledged");
    HttpResponse<String> again = answer(link, "answer=pass");
    assertThat(again.body()).contains("记下了：您去");
    assertThat(state(incident)).isEqualTo("acknowledged");
    assertThat(town.as("grid").get("/api/incidents/" + incident).json().getString("answeredBy"))
        .isEqualTo("李邻居");
    assertThat(answer(link, "answer=nonsense").body()).contains("记下了：您去");

    String second = "/a/" + Planted.link(incident);
    assertThat(RunningService.call("GET", second, null).body()).contains("李邻居");
    town.resolve(incident);
    HttpResponse<String> over = RunningService.call("GET", second, null);
    assertThat(over.statusCode()).isEqualTo(410);
    assertThat(over.body()).doesNotContain("幸福路").contains("已经办结");
    assertThat(answer(second, "answer=accept").statusCode()).isEqualTo(410);
  }

  @Test
  void whoeverGoesByLinkSaysThatTheyAreThereOrCannotGoAfterAll() {
    String incident = town.press();
    String link = "/a/" + Planted.link(incident);
    assertThat(answer(link, "answer=arrive").body())
        .as("they have not said that they go")
        .contains("我去");
    assertThat(state(incident)).isEqualTo("open");

    assertThat(answer(link, "answer=accept").body()).contains("我到了", "我去不了了", "幸福路 1 号");
    assertThat(answer(link, "answer=withdraw").body()).contains("正在找下一个人").doesNotContain("<form");
    assertThat(state(incident)).as("nobody has it").isEqualTo("open");
    assertThat(answer(link, "answer=arrive").body()).contains("正在找下一个人");
    assertThat(state(incident)).isEqualTo("open");

    String second = "/a/" + Planted.link(incident);
    var _ = answer(second, "answer=accept");
    for (int i = 0; i < 2; i++) {
      assertThat(answer(second, "answer=arrive").body())
          .contains("记下了：您到了")
          .doesNotContain("<form");
      assertThat(state(incident)).isEqualTo("arrived");
    }
    JsonObject seen = town.as("grid").get("/api/incidents/" + incident).json();
    assertThat(
            seen.getJsonArray("timeline").stream()
                .map(JsonObject.class::cast)
                .filter(it -> it.getString("what").equals("arrived"))
                .map(it -> it.getString("by")))
        .containsExactly("李邻居");
    assertThat(answer(second, "answer=withdraw").body()).as("they are there").contains("您到了");
    assertThat(state(incident)).isEqualTo("arrived");
    town.resolve(incident);
  }

  @Test
  void whoPassesByLinkLetsTheIncidentGoOn() {
    String incident = town.press();
    HttpResponse<String> passed = answer("/a/" + Planted.link(incident), "answer=pass&why=太远");
    assertThat(passed.body()).contains("正在找下一个人");
    assertThat(state(incident)).isEqualTo("open");
    assertThat(town.as("desk").get("/api/incidents/" + incident).body()).contains("\"passed\"");

    String expired = "/a/" + Planted.expiredLink(incident);
    assertThat(RunningService.call("GET", expired, null).statusCode()).isEqualTo(410);
    assertThat(answer(expired, "answer=accept").statusCode()).isEqualTo(410);
    assertThat(state(incident)).isEqualTo("open");
    town.resolve(incident);
  }

  @Test
  void whomANoticeReachedIsShownWithMaskedAddressesAndToFamilyWithNone() {
    String incident = town.press();
    Planted.sent(incident, "sms", "ref-" + incident);
    String path = "/api/incidents/" + incident + "/notices";

    JsonObject seen = neighbour(town.as("desk").get(path).array());
    assertThat(seen.getJsonArray("dispatches").getJsonObject(0).getString("address"))
        .isEqualTo("138******05");
    assertThat(town.as("desk").get(path).body()).doesNotContain("13812345605");
    JsonObject family = neighbour(town.as("family").get(path).array());
    assertThat(family.fieldNames())
        .containsExactlyInAnyOrder("step", "name", "purpose", "at", "state");
    assertThat(town.as("family").get("/api/incidents/" + UUID.randomUUID() + "/notices").status())
        .isEqualTo(404);
    town.resolve(incident);
  }

  @Test
  void aGatewaysReceiptIsWrittenToItsNotice() {
    String incident = town.press();
    String reference = "receipt-" + incident;
    Planted.sent(incident, "sms", reference);
    receipt(reference, "delivered");
    receipt(reference, "delivered");

    JsonObject notice =
        neighbour(town.as("desk").get("/api/incidents/" + incident + "/notices").array());
    assertThat(notice.getString("state")).isEqualTo("delivered");
    assertThat(notice.getJsonArray("dispatches").getJsonObject(0).getJsonArray("events").stream())
        .filteredOn(it -> ((JsonObject) it).getString("what").equals("delivered"))
        .as("the same receipt twice is one")
        .hasSize(1);

    Planted.sent(incident, "voice", "voice-" + incident);
    receipt("voice", "voice-" + incident, "1");
    assertThat(state(incident)).isEqualTo("acknowledged");
    town.resolve(incident);

    String large = "x".repeat(65_537);
    String path = "/gateway/generic/receipt?token=" + RunningService.GATEWAY_TOKEN;
    assertThat(RunningService.call("POST", path, large).statusCode()).isEqualTo(413);
  }

  @Test
  void aMissIsListedUntilSomebodySaysWhyAndTheBookIsOnesOwnCells() {
    String late = Planted.lateIncident(UUID.fromString(town.own), Duration.ofSeconds(200));
    SignedIn grid = town.as("grid");
    assertThat(misses(grid, "false")).contains(late);

    JsonObject book = grid.get("/api/incidents/answer-times").json();
    JsonObject answer = book.getJsonObject("total").getJsonObject("answer");
    assertThat(answer.getJsonArray("bars").getJsonObject(1).getString("bar"))
        .isEqualTo("answer-180");
    assertThat(answer.getJsonArray("bars").getJsonObject(1).getInteger("within"))
        .isLessThan(answer.getJsonArray("bars").getJsonObject(1).getInteger("counted"));
    SignedIn stranger = RunningService.as("grid");
    assertThat(misses(stranger, "false")).doesNotContain(late);
    assertThat(town.as("doctor").get("/api/incidents/answer-times").status()).isEqualTo(403);
    assertThat(town.as("family").get("/api/incidents/misses").status()).isEqualTo(403);

    JsonObject reason = new JsonObject().put("reason", "way-in").put("note", "=cmd|'门锁'!A0");
    VisibleTown.ok(200, grid.post("/api/incidents/" + late + "/miss-reason", reason));
    assertThat(misses(grid, "false")).doesNotContain(late);
    assertThat(misses(grid, "true")).contains(late);
    String sheet = grid.get("/api/incidents/answer-times.csv?by=grid&lang=en").body();
    assertThat(sheet).startsWith("\uFEFFname,incidents");
    Planted.run("delete from miss_reason where incident = $1", UUID.fromString(late));
    Planted.run("delete from incident where id = $1", UUID.fromString(late));
  }

  @Test
  void aCellThatIsNamedLikeAFormulaIsDefusedInTheSheet() {
    SignedIn admin = RunningService.as("admin");
    String cell =
        VisibleTown.ok(201, admin.post("/api/grid", new JsonObject().put("name", "=1+1")))
            .json()
            .getString("id");
    Planted.run(
        "update person set cell = $2 where id = $1",
        UUID.fromString(town.other),
        UUID.fromString(cell));
    String late = Planted.lateIncident(UUID.fromString(town.other), Duration.ofSeconds(5));

    assertThat(admin.get("/api/incidents/answer-times.csv").body())
        .contains("'=1+1")
        .doesNotContain("\n=1+1");
    Planted.run("delete from incident where id = $1", UUID.fromString(late));
  }

  @Test
  void bothSidesSayHowItWentAndSomebodyLooksInAgain() {
    String incident = town.press();
    JsonObject word = new JsonObject().put("side", "person").put("stars", 5).put("note", "来得快");
    String path = "/api/incidents/" + incident;
    assertThat(town.as("family").post(path + "/assessment", word).status()).isEqualTo(409);
    town.resolve(incident);
    VisibleTown.ok(200, town.as("family").post(path + "/assessment", word));
    assertThat(
            town.as("family")
                .post(path + "/assessment", word.copy().put("side", "responder"))
                .status())
        .isEqualTo(403);
    JsonObject both =
        VisibleTown.ok(
                200,
                town.as("grid")
                    .post(
                        path + "/assessment", word.copy().put("side", "responder").put("stars", 3)))
            .json();
    assertThat(both.getJsonArray("assessments")).hasSize(2);

    String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
    String visit =
        VisibleTown.ok(
                201, town.as("grid").post(path + "/follow-up", new JsonObject().put("on", today)))
            .json()
            .getString("id");
    assertThat(due(town.as("grid"))).contains(visit);
    assertThat(due(RunningService.as("grid"))).as("another's cell").doesNotContain(visit);
    VisibleTown.ok(
        200,
        town.as("grid")
            .post("/api/follow-ups/" + visit + "/done", new JsonObject().put("note", "好")));
    assertThat(due(town.as("grid"))).doesNotContain(visit);
  }

  @Test
  void anAnnouncedPressIsATestAndTheBandWasTried() {
    SignedIn grid = town.as("grid");
    assertThat(tried(grid).getBoolean("overdue")).isFalse();
    JsonObject test =
        new JsonObject()
            .put("person", town.own)
            .put("to", Instant.now().plusSeconds(600).toString());
    String id = VisibleTown.ok(201, grid.post("/api/test-presses", test)).json().getString("id");
    assertThat(grid.post("/api/test-presses", test.copy().put("person", town.other)).status())
        .as("not theirs")
        .isEqualTo(400);
    String incident = town.press();
    assertThat(tried(grid).getString("incident")).isEqualTo(incident);
    assertThat(grid.get("/api/incidents/" + incident).json().getString("purpose"))
        .isEqualTo("test");
    assertThat(grid.get("/api/incidents/answer-times?severity=all").json().encode())
        .doesNotContain(incident);
    assertThat(misses(grid, "true")).doesNotContain(incident);
    town.resolve(incident);

    VisibleTown.ok(204, grid.delete("/api/test-presses/" + id));
    String real = town.press();
    assertThat(tried(grid).getString("incident")).isEqualTo(incident);
    town.resolve(real);
  }

  private JsonObject tried(SignedIn caller) {
    return caller.get("/api/test-presses").json().getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .filter(it -> town.own.equals(it.getJsonObject("person").getString("id")))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> due(SignedIn caller) {
    return caller.get("/api/follow-ups").json().getJsonArray("items").stream()
        .map(it -> ((JsonObject) it).getString("id"))
        .toList();
  }

  private static List<String> misses(SignedIn caller, String explained) {
    return caller
        .get("/api/incidents/misses?limit=500&explained=" + explained)
        .json()
        .getJsonArray("items")
        .stream()
        .map(it -> ((JsonObject) it).getString("incident"))
        .toList();
  }

  private static JsonObject neighbour(JsonArray notices) {
    return notices.stream()
        .map(JsonObject.class::cast)
        .filter(it -> "李邻居".equals(it.getString("name")))
        .findFirst()
        .orElseThrow();
  }

  private static void receipt(String reference, String what) {
    receipt("sms", reference, what);
  }

  private static void receipt(String channel, String reference, String what) {
    JsonArray body =
        new JsonArray()
            .add(
                new JsonObject()
                    .put("kind", channel)
                    .put("id", reference)
                    .put(what.equals("1") ? "pressed" : "status", what));
    HttpResponse<String> answer =
        RunningService.call(
            "POST",
            "/gateway/generic/receipt?token=" + RunningService.GATEWAY_TOKEN,
            body.encode(),
            "Content-Type",
            "application/json");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static HttpResponse<String> answer(String link, String form) {
    return RunningService.call(
        "POST", link, form, "Content-Type", "application/x-www-form-urlencoded");
  }

  private String state(String incident) {
    return town.as("grid").get("/api/incidents/" + incident).json().getString("state");
  }
}
