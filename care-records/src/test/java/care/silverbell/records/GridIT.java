package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grid, its staff and their duty as the world outside meets them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GridIT {
  private static final List<String> ROLES = List.of("admin", "doctor", "grid", "family", "nobody");
  private static final JsonObject NOTHING = new JsonObject();

  private final SignedIn admin = RunningService.as("admin");
  private String community = "";
  private String cell = "";
  private String other = "";
  private String an = "";
  private String bo = "";
  private String cui = "";

  @BeforeAll
  void draw() {
    community = cell("试验社区", null);
    cell = cell("试验网格", community);
    other = cell("别的网格", community);
    an = staff("T-1", "安", "grid");
    bo = staff("T-2", "薄", null);
    cui = staff("T-3", "崔", null);
    assertThat(serving(an, cell).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    // method, path, admin, doctor, grid, family, nobody
    "GET, /api/grid, 200, 200, 200, 200, 401",
    "GET, /api/grid/cell-at?lat=1&lon=1, 200, 200, 200, 200, 401",
    "POST, /api/grid, 400, 403, 403, 403, 401",
    "PUT, /api/grid/{cell}, 400, 403, 403, 403, 401",
    "GET, /api/staff, 200, 403, 200, 403, 401",
    "POST, /api/staff, 400, 403, 403, 403, 401",
    "PUT, /api/staff/{an}, 400, 403, 403, 403, 401",
    "PUT, /api/staff/{an}/serving, 400, 403, 403, 403, 401",
    "GET, /api/grid/{cell}/rota, 200, 404, 200, 404, 401",
    "PUT, /api/grid/{cell}/rota, 400, 403, 403, 403, 401",
    "GET, /api/grid/{cell}/holidays, 200, 200, 200, 200, 401",
    "PUT, /api/grid/{cell}/holidays, 400, 403, 403, 403, 401",
    "POST, /api/grid/{cell}/swaps, 400, 403, 400, 403, 401",
    "POST, /api/grid/{other}/swaps, 400, 403, 403, 403, 401",
    "DELETE, /api/swaps/00000000-0000-0000-0000-000000000000, 404, 403, 404, 403, 401",
    "GET, /api/grid/{cell}, 200, 404, 200, 404, 401",
    "PUT, /api/grid/{cell}/holidays/2026-10-01, 400, 403, 403, 403, 401",
    "DELETE, /api/grid/{cell}/holidays/2026-10-01, 404, 403, 403, 403, 401",
    "GET, /api/servings?cell={cell}, 200, 403, 403, 403, 401",
    "POST, /api/servings, 400, 403, 403, 403, 401",
    "PUT, /api/servings/00000000-0000-0000-0000-000000000000, 400, 403, 403, 403, 401",
    "DELETE, /api/servings/00000000-0000-0000-0000-000000000000, 404, 403, 403, 403, 401",
    "GET, /api/leave, 200, 403, 200, 403, 401",
    "DELETE, /api/leave/00000000-0000-0000-0000-000000000000, 404, 403, 404, 403, 401",
    "POST, /api/leave, 400, 403, 400, 403, 401"
  })
  void everyRoleMayDoWhatIsItsOwn(
      String method, String path, int asAdmin, int doctor, int grid, int family, int nobody) {
    List<Integer> expected = List.of(asAdmin, doctor, grid, family, nobody);
    for (String role : ROLES) {
      SignedIn caller = RunningService.as(role);
      String named = path.replace("{cell}", cell).replace("{other}", other).replace("{an}", an);
      SignedIn.Answer answer =
          switch (method) {
            case "GET" -> caller.get(named);
            case "POST" -> caller.post(named, NOTHING);
            case "PUT" -> caller.put(named, NOTHING);
            case "DELETE" -> caller.delete(named);
            default -> throw new IllegalArgumentException(method);
          };
      assertThat(answer.status())
          .as("%s %s as %s: %s", method, path, role, answer.body())
          .isEqualTo(expected.get(ROLES.indexOf(role)));
    }
  }

  @Test
  void aCellCannotStandBelowItself() {
    String top = cell("上", null);
    String under = cell("下", top);

    assertThat(change(top, "上", under).status()).isEqualTo(409);
    assertThat(change(top, "上", top).status()).isEqualTo(409);
    assertThat(change(under, "下面", null).json().getString("name")).isEqualTo("下面");
    assertThat(change(top, "上", under).json().getString("parent")).isEqualTo(under);
  }

  @Test
  void theDemosGridWorkerStillServesTheirCell() {
    assertThat(RunningService.items(admin, "/api/grid"))
        .anySatisfy(it ->
            assertThat(it.getJsonArray("servedBy").encode()).contains("\"account\":\"grid\""));
    JsonObject mine = onePlace(cell);
    assertThat(mine.getJsonArray("servedBy").encode()).contains("\"account\":\"grid\"", "安");
  }

  @Test
  void aCellIsFoundFromAPlaceOnTheMap() {
    JsonArray ring = new JsonArray("[[50.0,10.0],[50.2,10.0],[50.2,10.2],[50.0,10.2],[50.0,10.0]]");
    JsonObject outline =
        new JsonObject().put("type", "Polygon").put("coordinates", new JsonArray().add(ring));
    JsonObject body = new JsonObject().put("name", "画了的网格").put("outline", outline);
    String drawn = admin.post("/api/grid", body).json().getString("id");

    assertThat(cellAt(10.1, 50.1)).isEqualTo(drawn);
    assertThat(cellAt(10.0, 50.0)).isEqualTo(drawn);
    assertThat(cellAt(10.3, 50.1)).isNull();
    assertThat(change(drawn, "还画着", null).json().getJsonObject("outline")).isEqualTo(outline);
    assertThat(
            admin
                .put("/api/grid/" + drawn, new JsonObject().put("name", "没了").putNull("outline"))
                .status())
        .isEqualTo(200);
    assertThat(cellAt(10.1, 50.1)).isNull();
  }

  @Test
  void aSwapTakesEffectAtItsMinuteAndCanBeTakenBack() {
    String place = cell("换班网格", community);
    assertThat(rota(place, an, bo).status()).isEqualTo(200);
    assertThat(onDuty(place)).isEqualTo("安 薄");

    Instant now = Instant.now();
    JsonObject past = swap(now.minusSeconds(3600), now.minusSeconds(60), an, cui);
    assertThat(admin.post("/api/grid/" + place + "/swaps", past).status()).isEqualTo(201);
    assertThat(onDuty(place)).isEqualTo("安 薄");

    JsonObject current = swap(now.minusSeconds(60), now.plusSeconds(3600), an, cui);
    SignedIn.Answer added = admin.post("/api/grid/" + place + "/swaps", current);
    assertThat(added.status()).isEqualTo(201);
    assertThat(onDuty(place)).isEqualTo("崔 薄");
    assertThat(admin.post("/api/grid/" + place + "/swaps", current).status()).isEqualTo(409);

    String id = added.json().getString("id");
    assertThat(RunningService.as("grid").delete("/api/swaps/" + id).status()).isEqualTo(403);
    assertThat(admin.delete("/api/swaps/" + id).status()).isEqualTo(204);
    assertThat(onDuty(place)).isEqualTo("安 薄");
  }

  @Test
  void aGridWorkerSwapsWhereTheyServeAndTakesTheirOwnLeaveOnly() {
    SignedIn grid = RunningService.as("grid");
    JsonObject swap =
        new JsonObject().put("starts", "2031-01-06T13:00").put("ends", "2031-01-06T15:00");
    swap.put("away", an).put("instead", bo);
    SignedIn.Answer added = grid.post("/api/grid/" + cell + "/swaps", swap);
    assertThat(added.status()).as(added.body()).isEqualTo(201);
    assertThat(grid.post("/api/grid/" + other + "/swaps", swap).status()).isEqualTo(403);
    JsonObject week = grid.get("/api/grid/" + cell + "/rota?week=2031-01-08").json();
    assertThat(week.getBoolean("mayArrange")).isTrue();
    assertThat(week.getJsonArray("swaps").getJsonObject(0).getString("from"))
        .isEqualTo("2031-01-06T13:00:00+08:00");
    assertThat(grid.delete("/api/swaps/" + added.json().getString("id")).status()).isEqualTo(204);

    JsonObject leave =
        new JsonObject().put("starts", "2031-02-01T00:00").put("ends", "2031-02-02T00:00");
    assertThat(grid.post("/api/leave", leave.copy().put("staff", bo)).status()).isEqualTo(403);
    assertThat(grid.post("/api/leave", leave.copy().put("staff", an)).status()).isEqualTo(201);
    assertThat(admin.post("/api/leave", leave.copy().put("staff", bo)).status()).isEqualTo(201);
  }

  @Test
  void theWeekShowsWhoReallyIsOnDutyWithoutAHole() {
    String place = cell("一周网格", community);
    assertThat(rota(place, an, bo).status()).isEqualTo(200);
    JsonObject swap =
        new JsonObject().put("starts", "2032-03-03T13:00").put("ends", "2032-03-03T15:00");
    assertThat(
            admin
                .post("/api/grid/" + place + "/swaps", swap.put("away", an).put("instead", cui))
                .status())
        .isEqualTo(201);
    JsonObject leave =
        new JsonObject().put("starts", "2032-03-04T08:00").put("ends", "2032-03-04T09:00");
    assertThat(admin.post("/api/leave", leave.put("staff", bo)).status()).isEqualTo(201);

    JsonObject week = admin.get("/api/grid/" + place + "/rota?week=2032-03-05").json();
    assertThat(week.getString("week")).isEqualTo("2032-03-01");
    assertThat(week.getJsonArray("days")).hasSize(7);
    assertThat(spans(week, 2)).containsExactly("00:00 安 薄", "13:00 崔 薄", "15:00 安 薄");
    assertThat(spans(week, 3)).containsExactly("00:00 安 薄", "08:00 安 -", "09:00 安 薄");
    OffsetDateTime next = OffsetDateTime.parse("2032-03-01T00:00:00+08:00");
    for (int day = 0; day < 7; day++) {
      JsonArray spans = week.getJsonArray("days").getJsonObject(day).getJsonArray("spans");
      for (int i = 0; i < spans.size(); i++) {
        assertThat(OffsetDateTime.parse(spans.getJsonObject(i).getString("from"))).isEqualTo(next);
        next = OffsetDateTime.parse(spans.getJsonObject(i).getString("to"));
      }
    }
    assertThat(Duration.between(OffsetDateTime.parse("2032-03-08T00:00:00+08:00"), next)).isZero();
  }

  @Test
  void aHolidayHoldsForTheCellsBelowAndAGapHasItsName() {
    String top = cell("过节社区", null);
    String place = cell("过节网格", top);
    assertThat(rota(place, an, null).status()).isEqualTo(200);
    JsonArray days =
        new JsonArray()
            .add(new JsonObject().put("day", "2032-10-01").put("name", "国庆").put("treatedAs", 8));
    SignedIn.Answer written =
        admin.put("/api/grid/" + top + "/holidays", new JsonObject().put("items", days));
    assertThat(written.json().getJsonArray("items")).isEqualTo(days);

    JsonObject friday =
        admin
            .get("/api/grid/" + place + "/rota?week=2032-10-01")
            .json()
            .getJsonArray("days")
            .getJsonObject(4);
    assertThat(friday.getJsonObject("holiday").getString("name")).isEqualTo("国庆");
    assertThat(friday.getJsonArray("spans").getJsonObject(0).getString("gap"))
        .isEqualTo("no-rota-now");
    assertThat(onePlace(cell("没人网格", top)).getJsonObject("onDuty").getString("gap"))
        .isEqualTo("no-staff");
  }

  @Test
  void whoServesNoMoreIsNoLongerOnDutyAndWhoHasLeftIsNone() {
    String place = cell("换人网格", community);
    String dai = staff("T-4", "戴", null);
    assertThat(serving(dai, place).status()).isEqualTo(200);
    assertThat(onDuty(place)).isEqualTo("戴 -");
    JsonObject left =
        new JsonObject()
            .put("code", "T-4")
            .put("name", "戴")
            .put("role", "assistant")
            .put("leftOn", "2026-01-01");
    assertThat(admin.put("/api/staff/" + dai, left).status()).isEqualTo(200);
    assertThat(onDuty(place)).isEqualTo("left");
    assertThat(serving(dai).status()).isEqualTo(200);
    assertThat(onDuty(place)).isEqualTo("no-staff");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "PUT  | /api/grid/{cell}/rota     | {'rows':'none'}                            | rows is"
            + " missing",
        "PUT  | /api/grid/{cell}/rota     | {'rows':[7]}                               | item 1",
        "PUT  | /api/grid/{cell}/rota     |"
            + " {'rows':[{'weekday':9,'a':'{an}','starts':'08:00','ends':'09:00','validFrom':'2026-01-01'}]}"
            + " | weekday",
        "PUT  | /api/grid/{cell}/rota     |"
            + " {'rows':[{'weekday':1,'a':'{an}','b':'{an}','starts':'08:00','ends':'09:00','validFrom':'2026-01-01'}]}"
            + " | the same",
        "PUT  | /api/grid/{cell}/rota     |"
            + " {'rows':[{'weekday':1,'a':'{cell}','starts':'08:00','ends':'09:00','validFrom':'2026-01-01'}]}"
            + " | not there",
        "PUT  | /api/grid/{cell}/rota     |"
            + " {'rows':[{'weekday':1,'a':'{an}','starts':'25:00','ends':'09:00','validFrom':'2026-01-01'}]}"
            + " | item 1",
        "PUT  | /api/grid/{cell}/rota     |"
            + " {'rows':[{'weekday':1,'a':'{an}','starts':'08:00','ends':'09:00','validFrom':'2026-01-02','validTo':'2026-01-01'}]}"
            + " | validTo",
        "PUT  | /api/grid/{cell}/holidays | {'items':[{'day':'1 May','name':'x','treatedAs':8}]} |"
            + " day is not a day",
        "PUT  | /api/grid/{cell}          | {'name':'x','outline':{'type':'Point'}}    |"
            + " coordinates",
        "PUT  | /api/grid/{cell}          | {'name':'x','parent':'{an}'}               | parent",
        "POST | /api/grid/{cell}/swaps    | {'away':'{an}','instead':'{an}'}           | the same",
        "POST | /api/grid/{cell}/swaps    |"
            + " {'away':'{an}','instead':'{bo}','starts':'2026-01-02T08:00','ends':'2026-01-02T08:00'}"
            + " | ends is not after",
        "POST | /api/grid/{cell}/swaps    |"
            + " {'away':'{an}','instead':'{bo}','starts':'tomorrow','ends':'2026-01-02T08:00'} |"
            + " starts is not a time",
        "POST | /api/staff                | {'code':'T-9','name':'x','role':'king'}    | role is"
            + " one of",
        "POST | /api/staff                |"
            + " {'code':'T-9','name':'x','role':'station','account':'nobody'} | no account",
        "PUT  | /api/staff/{an}/serving   | {'cells':['{an}']}                         | not there"
      })
  void whatCannotBeMeantIsSaidInWords(String method, String path, String body, String word) {
    SignedIn.Answer answer =
        method.equals("PUT")
            ? admin.put(named(path), new JsonObject(named(body.replace('\'', '"'))))
            : admin.post(named(path), new JsonObject(named(body.replace('\'', '"'))));
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().getString("detail")).contains(word);
  }

  @Test
  void aCodeIsOneStaffsOnly() {
    JsonObject again = new JsonObject().put("code", "T-1").put("name", "x").put("role", "station");
    assertThat(admin.post("/api/staff", again).status()).isEqualTo(409);
    assertThat(admin.put("/api/staff/" + bo, again).status()).isEqualTo(409);
    assertThat(admin.put("/api/staff/" + UUID.randomUUID(), again).status()).isEqualTo(404);
  }

  private String named(String text) {
    return text.replace("{cell}", cell).replace("{an}", an).replace("{bo}", bo);
  }

  private String cell(String name, @Nullable String parent) {
    SignedIn.Answer answer =
        admin.post("/api/grid", new JsonObject().put("name", name).put("parent", parent));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().getString("id");
  }

  private SignedIn.Answer change(String id, String name, @Nullable String parent) {
    return admin.put("/api/grid/" + id, new JsonObject().put("name", name).put("parent", parent));
  }

  private String staff(String code, String name, @Nullable String account) {
    JsonObject body = new JsonObject().put("code", code).put("name", name).put("account", account);
    SignedIn.Answer answer = admin.post("/api/staff", body.put("role", "grid_worker"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().getString("id");
  }

  private SignedIn.Answer serving(String staff, String... cells) {
    return admin.put(
        "/api/staff/" + staff + "/serving",
        new JsonObject().put("cells", new JsonArray(List.of(cells))));
  }

  /** The whole of every day. */
  private SignedIn.Answer rota(String cell, String a, @Nullable String b) {
    JsonArray rows = new JsonArray();
    IntStream.rangeClosed(1, 7)
        .mapToObj(weekday ->
            new JsonObject()
                .put("weekday", weekday)
                .put("starts", "00:00")
                .put("ends", "00:00")
                .put("a", a)
                .put("b", b)
                .put("validFrom", "2026-01-01"))
        .forEach(rows::add);
    return admin.put("/api/grid/" + cell + "/rota", new JsonObject().put("rows", rows));
  }

  private static JsonObject swap(Instant starts, Instant ends, String away, String instead) {
    return new JsonObject()
        .put("starts", starts.toString())
        .put("ends", ends.toString())
        .put("away", away)
        .put("instead", instead);
  }

  private JsonObject onePlace(String id) {
    return RunningService.items(admin, "/api/grid")
        .filter(it -> it.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private String onDuty(String id) {
    return who(onePlace(id).getJsonObject("onDuty"));
  }

  private @Nullable String cellAt(double latitude, double longitude) {
    JsonObject found =
        admin
            .get("/api/grid/cell-at?lat=" + latitude + "&lon=" + longitude)
            .json()
            .getJsonObject("cell");
    return found == null ? null : found.getString("id");
  }

  private static List<String> spans(JsonObject week, int day) {
    return week.getJsonArray("days").getJsonObject(day).getJsonArray("spans").stream()
        .map(JsonObject.class::cast)
        .map(span -> span.getString("from").substring(11, 16) + " " + who(span))
        .toList();
  }

  private static String who(JsonObject duty) {
    JsonObject a = duty.getJsonObject("a");
    JsonObject b = duty.getJsonObject("b");
    return a == null
        ? duty.getString("gap")
        : a.getString("name") + " " + (b == null ? "-" : b.getString("name"));
  }
}
