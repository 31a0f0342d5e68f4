package care.silverbell.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.testing.Chromium;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is on duty, as it is written and read on the pages, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DutyPagesIT {
  private static final ZoneId OFFICE = ZoneId.of("Asia/Shanghai");
  private static final double PATIENCE_MILLIS = 30_000;
  private static final int TURN_MILLIS = 5_000;

  @RegisterExtension
  private final ServiceProcess service =
      new ServiceProcess("duty", Map.of("SILVERBELL_REQUESTS_PER_SECOND", "1000")).filled();

  @RegisterExtension private final Chromium chromium = new Chromium();

  @Test
  void theGridWorkersSwapTakesEffectAtItsMinuteOnThePageAsItStands() {
    JsonObject cell = cellOf("grid");
    JsonObject other = staff("G005");
    try (Screen grid = screen("grid", 390, 844);
        Screen desk = screen("desk", 1280, 900)) {
      grid.go("grid");
      open(grid, cell);
      Locator first = grid.part("duty-now").getByTestId("duty-a");
      grid.expect(first).hasText("王网格员");
      desk.go("grid");
      open(desk, cell);
      desk.expect(row(desk, cell)).containsText("王网格员");

      Instant turn = nextMinute(Duration.ofSeconds(30));
      grid.part("swap-away").selectOption(staff("G001").getString("id"));
      grid.part("swap-instead").selectOption(other.getString("id"));
      grid.part("swap-starts").fill(onTheWall(turn));
      grid.part("swap-ends").fill(onTheWall(turn.plus(2, ChronoUnit.HOURS)));
      grid.part("add-swap").click();
      grid.expect(grid.part("swap-row")).hasCount(1);

      waitUntil(grid, turn.minusMillis(1_500));
      assertThat(millisUntil(turn)).as("the swap was written in time").isPositive();
      grid.expect(first).hasText("王网格员", soon(1_000));

      waitUntil(grid, turn);
      grid.expect(first).hasText(other.getString("name"), soon(TURN_MILLIS));
      grid.expect(grid.page().locator(".span-now")).containsText(other.getString("name"));
      desk.expect(desk.part("duty-now").getByTestId("duty-a"))
          .hasText(other.getString("name"), soon(TURN_MILLIS));
      desk.expect(row(desk, cell)).containsText(other.getString("name"), within(TURN_MILLIS));
      assertThat(grid.wasReloaded() || desk.wasReloaded()).isFalse();
      assertThat(onDuty(cell)).isEqualTo(other.getString("name"));
      assertThat(grid.overflows()).isFalse();

      grid.part("take-swap-back").click();
      grid.expect(first).hasText("王网格员");
      assertThat(grid.faults()).isEmpty();
      assertThat(desk.faults()).isEmpty();
    }
  }

  @Test
  void anAdministratorAddsACellWritesItsRotaAndSeesTheGapVanish() {
    try (Screen admin = screen("admin", 1280, 900)) {
      admin.go("grid");
      admin.part("add-cell").click();
      admin.part("code").fill("FHT-01-1");
      admin.part("save-cell").click();
      admin.expect(admin.part("fault-cellName")).isVisible();
      admin.expect(admin.part("fault-code")).isVisible();
      admin.part("cellName").fill("新设网格");
      admin.part("code").fill("");
      admin.part("outline").fill("[1, 2]");
      admin.part("save-cell").click();
      admin.expect(admin.part("fault-outline")).isVisible();
      admin
          .part("outline")
          .fill(
              "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[121.3,37.5],[121.31,37.5],[121.31,37.51],[121.3,37.5]]]}}");
      admin.expect(admin.part("outline-map").locator(".map-outline")).isVisible();
      admin.part("save-cell").click();
      admin.expect(admin.part("duty-now").getByTestId("gap")).isVisible();
      admin.expect(admin.page().locator(".glance-bar .glance-gap").first()).isVisible();

      admin.part("edit-rota").click();
      admin.part("add-span").click();
      admin.part("save-rota").click();
      admin.expect(admin.part("fault-a")).isVisible();
      admin.part("span-a").selectOption(staff("G003").getString("id"));
      admin.part("span-starts").fill("00:00");
      admin.part("span-ends").fill("00:00");
      admin.part("span-validFrom").fill("2026-01-01");
      admin.expect(admin.part("gaps-left")).isVisible();
      admin.part("span-day-6").check();
      admin.part("span-day-7").check();
      admin.expect(admin.part("no-gaps")).isVisible();
      admin.part("save-rota").click();

      admin.expect(admin.part("duty-now").getByTestId("duty-a")).isVisible();
      admin.expect(admin.page().locator(".glance-bar .glance-gap")).hasCount(0);
      admin
          .expect(admin.page().locator("[data-testid=cell-row][aria-current=true]"))
          .not()
          .hasText(Pattern.compile("无人值班"));
      leaveAGap(admin);
      assertThat(admin.faults()).isEmpty();
    }
  }

  /** It is said first, and done when asked a second time. */
  private void leaveAGap(Screen admin) {
    admin.part("edit-rota").click();
    admin.part("span-ends").fill("12:00");
    admin.part("save-rota").click();
    admin.expect(admin.part("gaps-left").first()).isVisible();
    assertThat(SignedIn.as(service.url(), "admin").get("/api/grid").body()).contains("新设网格");
    assertThat(rowsOf("新设网格")).allMatch(ends -> ends.equals("00:00"));
    admin.part("span-ends").fill("18:00");
    admin.part("save-rota").click();
    admin.expect(admin.page().locator(".save-warned")).isVisible();
    admin.part("save-rota").click();
    admin.expect(admin.page().locator(".glance-bar .glance-gap").first()).isVisible();
    assertThat(rowsOf("新设网格")).allMatch(ends -> ends.equals("18:00"));
  }

  @Test
  void nothingTypedIsLostWhenSavingFailsTheScreenIsTurnedOrTheReaderLooksElsewhere() {
    try (Screen admin = screen("admin", 390, 844)) {
      admin.go("staff");
      admin.part("staff-search").fill("g002");
      admin.part("staff-row").first().click();
      admin.part("staffPhone").fill("10099990002");
      admin.part("staffCode").fill("G003");
      admin.part("save-staff").click();
      admin.expect(admin.part("fault-staffCode")).isVisible();
      admin.expect(admin.part("staffPhone")).hasValue("10099990002");

      admin.page().setViewportSize(1280, 900);
      admin.expect(admin.page().locator(".columns")).isVisible();
      admin.expect(admin.part("staffPhone")).hasValue("10099990002");
      admin.page().setViewportSize(390, 844);
      admin.go("board");
      admin.page().goBack();
      admin.expect(admin.part("staffPhone")).hasValue("10099990002");
      admin.part("staffCode").fill("G002");
      admin.part("save-staff").click();
      admin.expect(admin.page().locator(".toast")).isVisible();
      await()
          .untilAsserted(
              () -> assertThat(staff("G002").getString("phone")).isEqualTo("10099990002"));
      assertThat(admin.overflows()).isFalse();
      assertThat(admin.faults()).isEmpty();
    }
  }

  @Test
  void aGridWorkerTakesLeaveAndTakesItBackOnThePhone() {
    Instant starts = nextMinute(Duration.ofDays(3));
    try (Screen grid = screen("grid", 390, 844)) {
      grid.go("leave");
      grid.part("leave-starts").fill(onTheWall(starts));
      grid.part("leave-ends").fill(onTheWall(starts.minus(1, ChronoUnit.HOURS)));
      grid.part("add-leave").click();
      grid.expect(grid.part("fault-ends")).isVisible();
      grid.part("leave-ends").fill(onTheWall(starts.plus(1, ChronoUnit.DAYS)));
      grid.part("add-leave").click();
      grid.expect(grid.part("leave-row")).containsText("王网格员");
      grid.part("take-leave-back").click();
      grid.expect(grid.part("leave-row")).hasCount(0);
      assertThat(grid.overflows()).isFalse();
      assertThat(grid.faults()).isEmpty();
    }
  }

  @Test
  void theMenuIsReachedByKeysAndTheCountOfCallsStaysInSight() {
    try (WornBand band = WornBand.on(service.mqttPort(), "demo-0002", "silverbell");
        Screen phone = screen("admin", 390, 844);
        Screen table = screen("admin", 1000, 800)) {
      band.press("in-sight");
      for (Screen screen : new Screen[] {phone, table}) {
        Locator count = screen.part("tab-board").locator(".tab-count");
        screen
            .expect(count)
            .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
        screen.expect(count).isInViewport();

        screen.part("menu").focus();
        screen.page().keyboard().press("Enter");
        screen.expect(screen.part("menu-board")).isFocused();
        screen.expect(screen.part("menu-board").locator(".tab-count")).isVisible();
        screen.page().keyboard().press("End");
        screen.page().keyboard().press("Escape");
        screen.expect(screen.part("menu-board")).isHidden();
        screen.expect(screen.part("menu")).isFocused();

        screen.page().keyboard().press("Enter");
        screen.page().keyboard().press("ArrowDown");
        screen.page().keyboard().press("End");
        screen.expect(screen.part("tab-accounts")).isFocused();
        screen.page().keyboard().press("Enter");
        screen.expect(screen.page().locator("#accounts-title")).isVisible();
        screen.expect(count).isInViewport();
        screen.expect(screen.part("menu")).containsText("账号");
        assertThat(screen.overflows()).isFalse();
        assertThat(screen.faults()).isEmpty();
      }
    }
  }

  private Screen screen(String account, int width, int height) {
    return Screen.of(chromium.browser(), service.url(), account, width, height);
  }

  private static void open(Screen screen, JsonObject cell) {
    row(screen, cell).click();
  }

  private static Locator row(Screen screen, JsonObject cell) {
    return screen.page().locator("[data-cell='" + cell.getString("id") + "']");
  }

  /** The next full minute that is at least that far away. */
  private static Instant nextMinute(Duration away) {
    return Instant.now().plus(away).truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
  }

  private static void waitUntil(Screen screen, Instant at) {
    screen.page().waitForTimeout((double) Math.max(0, millisUntil(at)));
  }

  private static long millisUntil(Instant at) {
    return Duration.between(Instant.now(), at).toMillis();
  }

  private static String onTheWall(Instant at) {
    return at.atZone(OFFICE).toLocalDateTime().toString();
  }

  private SignedIn admin() {
    return SignedIn.as(service.url(), "admin");
  }

  private JsonObject staff(String code) {
    return found("/api/staff", it -> it.getString("code").equals(code));
  }

  private JsonObject cellOf(String account) {
    return found(
        "/api/grid",
        it -> it.getJsonArray("servedBy").encode().contains("\"account\":\"" + account + "\""));
  }

  private String onDuty(JsonObject cell) {
    return found("/api/grid", it -> it.getString("id").equals(cell.getString("id")))
        .getJsonObject("onDuty")
        .getJsonObject("a")
        .getString("name");
  }

  private java.util.List<String> rowsOf(String cell) {
    String id = found("/api/grid", it -> it.getString("name").equals(cell)).getString("id");
    return admin().get("/api/grid/" + id + "/rota").json().getJsonArray("rows").stream()
        .map(it -> ((JsonObject) it).getString("ends"))
        .toList();
  }

  private JsonObject found(String path, java.util.function.Predicate<JsonObject> which) {
    return admin().get(path).json().getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .filter(which)
        .findFirst()
        .orElseThrow();
  }

  private static LocatorAssertions.HasTextOptions soon(double millis) {
    return new LocatorAssertions.HasTextOptions().setTimeout(millis);
  }

  private static LocatorAssertions.ContainsTextOptions within(double millis) {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(millis);
  }
}
