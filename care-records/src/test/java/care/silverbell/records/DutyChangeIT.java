package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a change of duty would leave open is told before it is made; leave and serving end. */
class DutyChangeIT {
  private final SignedIn admin = RunningService.as("admin");
  private String cell = "";
  private String an = "";
  private String bo = "";

  @BeforeEach
  void aCellHeldByOneWithNobodyToStandIn() {
    cell = made("/api/grid", new JsonObject().put("name", "改班试验网格"));
    an = staff("安");
    bo = staff("薄");
    assertThat(admin.put("/api/grid/" + cell + "/rota", wholeWeek(an)).status()).isEqualTo(200);
  }

  @Test
  void leaveThatLeavesNobodyIsSaidAndNotWrittenWhileItIsOnlyTried() {
    Instant starts = Instant.now().plus(Duration.ofDays(2));
    JsonObject leave = leave(an, starts, starts.plus(Duration.ofHours(3)));

    JsonObject told = admin.post("/api/leave?dry-run=true", leave).json();

    assertThat(told.getJsonArray("gaps")).hasSize(1);
    JsonObject gap = told.getJsonArray("gaps").getJsonObject(0);
    assertThat(gap.getString("cell")).isEqualTo(cell);
    assertThat(gap.getString("gap")).isEqualTo("on-leave");
    assertThat(gap.getBoolean("new")).isTrue();
    assertThat(leaveOf(an)).isEmpty();
    assertThat(admin.post("/api/leave", leave).status()).isEqualTo(201);
    assertThat(leaveOf(an)).hasSize(1);
    assertThat(admin.post("/api/leave?dry-run=true", leave).status()).isEqualTo(409);
  }

  @Test
  void aRotaThatIsOnlyTriedChangesNothing() {
    JsonObject none = new JsonObject().put("rows", new JsonArray());
    JsonObject told = admin.put("/api/grid/" + cell + "/rota?dry-run=true", none).json();

    assertThat(told.getJsonArray("gaps").getJsonObject(0).getString("gap")).isEqualTo("no-staff");
    assertThat(onDuty()).isEqualTo("安");
    assertThat(admin.get("/api/grid/" + cell + "/rota").json().getJsonArray("rows")).hasSize(7);
  }

  @Test
  void leaveThatHasBegunEndsNowAndComingLeaveIsGone() {
    Instant now = Instant.now();
    String begun = made("/api/leave", leave(an, now.minusSeconds(3_600), now.plusSeconds(3_600)));
    String coming = made("/api/leave", leave(an, now.plusSeconds(7_200), now.plusSeconds(10_800)));
    assertThat(onDuty()).isEqualTo("on-leave");

    assertThat(admin.delete("/api/leave/" + begun + "?dry-run=true").status()).isEqualTo(200);
    assertThat(onDuty()).isEqualTo("on-leave");
    assertThat(admin.delete("/api/leave/" + begun).status()).isEqualTo(204);
    assertThat(onDuty()).isEqualTo("安");
    assertThat(admin.delete("/api/leave/" + begun).status()).isEqualTo(404);
    assertThat(leaveOf(an)).containsExactly(coming);
    assertThat(admin.delete("/api/leave/" + coming).status()).isEqualTo(204);
    assertThat(leaveOf(an)).isEmpty();
  }

  @Test
  void aGridWorkerSeesAndTakesBackTheirOwnLeaveOnly() {
    SignedIn grid = RunningService.as("grid");
    Instant starts = Instant.now().plus(Duration.ofDays(900));
    String others = made("/api/leave", leave(an, starts, starts.plusSeconds(60)));
    JsonObject own = leave("", starts, starts.plusSeconds(60));
    own.remove("staff");
    SignedIn.Answer answer = grid.post("/api/leave", own);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    String mine = answer.json().getString("id");

    assertThat(grid.get("/api/leave").body()).contains(mine).doesNotContain(others);
    assertThat(grid.get("/api/leave?staff=" + an).json().getJsonArray("items")).isEmpty();
    assertThat(grid.delete("/api/leave/" + others).status()).isEqualTo(403);
    assertThat(grid.delete("/api/leave/" + mine).status()).isEqualTo(204);
    assertThat(admin.delete("/api/leave/" + others).status()).isEqualTo(204);
  }

  @Test
  void whoServesIsKnownFromWhenToWhen() {
    Instant now = Instant.now();
    JsonObject served =
        new JsonObject()
            .put("staff", bo)
            .put("cell", cell)
            .put("since", now.minusSeconds(3_600).toString())
            .put("until", now.plusSeconds(3_600).toString());
    String serving = made("/api/servings", served);

    assertThat(admin.post("/api/servings", served).status()).isEqualTo(409);
    assertThat(admin.get("/api/staff").body()).contains(cell);
    assertThat(admin.delete("/api/servings/" + serving).status()).isEqualTo(204);
    JsonArray items = admin.get("/api/servings?cell=" + cell).json().getJsonArray("items");
    assertThat(items).hasSize(1);
    Instant until =
        java.time.OffsetDateTime.parse(items.getJsonObject(0).getString("until")).toInstant();
    assertThat(until).isBetween(now.minusSeconds(1), Instant.now().plusSeconds(1));
    assertThat(admin.get("/api/staff").body()).doesNotContain(cell);
  }

  @Test
  void aHolidayOfTheCellIsAddedChangedAndTakenAway() {
    String path = "/api/grid/" + cell + "/holidays";
    JsonObject day = new JsonObject().put("name", "元旦").put("treatedAs", 8);

    JsonObject told = admin.put(path + "/" + soon() + "?dry-run=true", day).json();
    assertThat(told.getJsonArray("gaps")).isNotEmpty();
    assertThat(admin.get(path).json().getJsonArray("items")).isEmpty();
    assertThat(admin.put(path + "/" + soon(), day).status()).isEqualTo(200);
    assertThat(admin.put(path + "/" + soon(), day.put("name", "新年")).status()).isEqualTo(200);
    assertThat(admin.get(path).body()).contains("新年").doesNotContain("元旦");
    assertThat(admin.delete(path + "/" + soon()).status()).isEqualTo(204);
    assertThat(admin.get(path).json().getJsonArray("items")).isEmpty();
  }

  private static String soon() {
    return Instant.now().plus(Duration.ofDays(10)).toString().substring(0, 10);
  }

  private List<String> leaveOf(String staff) {
    return RunningService.items(admin, "/api/leave?staff=" + staff)
        .map(it -> it.getString("id"))
        .toList();
  }

  private String onDuty() {
    JsonObject duty = admin.get("/api/grid/" + cell).json().getJsonObject("onDuty");
    JsonObject a = duty.getJsonObject("a");
    return a == null ? duty.getString("gap") : a.getString("name");
  }

  private String staff(String name) {
    JsonObject one = new JsonObject().put("name", name).put("role", "grid_worker");
    return made("/api/staff", one.put("code", "dc-" + UUID.randomUUID()));
  }

  private String made(String path, JsonObject what) {
    SignedIn.Answer answer = admin.post(path, what);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().getString("id");
  }

  private static JsonObject leave(String staff, Instant starts, Instant ends) {
    return new JsonObject()
        .put("staff", staff)
        .put("starts", starts.toString())
        .put("ends", ends.toString());
  }

  /** One worker at all hours, with nobody to stand in. */
  static JsonObject wholeWeek(String a) {
    JsonArray rows = new JsonArray();
    for (int weekday = 1; weekday <= 7; weekday++) {
      rows.add(
          new JsonObject()
              .put("weekday", weekday)
              .put("starts", "00:00")
              .put("ends", "00:00")
              .put("a", a)
              .put("validFrom", "2026-01-01"));
    }
    return new JsonObject().put("rows", rows);
  }
}
