package care.silverbell.records;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.testing.Chromium;
import care.silverbell.testing.PlainClient;
import care.silverbell.testing.SignedIn;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The office's pages about the response, on a phone: before a call, and after one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResponsePagesIT {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String TESTED = "demo-0060";

  private final SignedIn admin = RunningService.as("admin");
  private final List<String> faults = new ArrayList<>();
  @RegisterExtension private final Chromium chromium = new Chromium();

  @Test
  void whoWouldNotBeReachedIsListedAndTriedWithoutRinging() {
    await()
        .atMost(LONG)
        .until(() -> RunningService.items(admin, "/api/unreachable").findAny().isPresent());
    try (Page page = page("admin", "unreachable")) {
      Locator row =
          page.locator("[data-testid=unreachable-row][data-reason=only-desk]")
              .filter(new Locator.FilterOptions().setHasText(nameOf("A0095")));
      assertThat(row).hasCount(1);
      assertThat(row.locator(".hole").first()).containsText("只通知到接警台，没有能上门的人");
      assertThat(row.locator(".hole").first()).containsText("家属: 没有登记联系人");
      row.locator(".more-link").click();
      assertThat(page.getByTestId("simulated-reachable")).hasText("只通知到接警台，没有能上门的人");

      // Nobody is on duty there on a Sunday night; on a weekday somebody is.
      choose(page, "demo-0091");
      assertThat(page.getByTestId("simulated-reachable")).isVisible();
      LocalDate sunday =
          LocalDate.now(ZONE).plusDays(1).with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
      at(page, sunday.atTime(23, 0));
      assertThat(page.getByTestId("simulated-reachable")).hasText("家属和本网格都通知不到，只有上级");
      at(page, sunday.plusDays(2).atTime(12, 0));
      assertThat(page.getByTestId("simulated-reachable")).hasText("没有家属");

      choose(page, "demo-0001");
      assertThat(page.getByTestId("simulated")).containsText("女儿");
      assertThat(page.getByTestId("simulated")).containsText("王网格员");
      assertThat(page.locator(".plan-second").nth(1)).containsText("30");
      fits(page);
    }
  }

  @Test
  void aPlanOfOneCellIsWrittenHoldsThereAndIsTakenOut() {
    try (Page page = page("admin", "plans")) {
      Locator builtIn = page.locator("[data-testid=plan-row][data-severity=emergency]");
      builtIn.last().getByTestId("edit-plan").click();
      page.getByTestId("plan-name").fill("先叫村医");
      page.getByTestId("plan-form")
          .locator("select")
          .nth(1)
          .selectOption(RunningService.mothersCell());
      page.getByTestId("step-seconds-1").fill("20");
      page.getByTestId("save-plan").click();
      Locator own =
          page.getByTestId("plan-row").filter(new Locator.FilterOptions().setHasText("先叫村医"));
      assertThat(own).hasCount(1);
      assertThat(own.locator(".plan-second").nth(1)).containsText("20");
      fits(page);

      page.navigate(RunningService.url() + "/#/simulate/" + RunningService.mother());
      assertThat(page.getByTestId("simulated")).containsText("方案：先叫村医");
      assertThat(page.locator(".plan-second").nth(1)).containsText("20");

      page.navigate(RunningService.url() + "/#/plans");
      own.getByTestId("delete-plan").click();
      own.getByTestId("delete-plan").click();
      assertThat(own).hasCount(0);
      fits(page);
    }
  }

  @Test
  void aLateAnswerIsInTheBookAndAsksForItsReason() {
    String late =
        Planted.lateIncident(UUID.fromString(RunningService.mother()), Duration.ofSeconds(200));
    try (Page page = page("desk", "answer-times")) {
      assertThat(page.getByTestId("answer-times").locator("li").first()).containsText("合计");
      assertThat(page.getByTestId("answer-times").locator(".times-bar").first()).isVisible();
      Locator miss =
          page.getByTestId("miss")
              .filter(
                  new Locator.FilterOptions()
                      .setHas(page.locator("a[href=\"#/incidents/" + late + "\"]")));
      assertThat(miss).hasCount(1);
      miss.locator("select").selectOption("way-in");
      miss.locator("input").fill("门锁打不开");
      miss.getByTestId("keep-reason").click();
      await().atMost(LONG).until(() -> explained(late));
      page.getByTestId("times-by-shift").click();
      assertThat(page.getByTestId("answer-times").locator("li").nth(1)).isVisible();
      fits(page);
    } finally {
      Planted.run("delete from miss_reason where incident = $1", UUID.fromString(late));
      Planted.run("delete from incident where id = $1", UUID.fromString(late));
    }
  }

  @Test
  void anOverdueTestIsAnnouncedMadeAndFollowedUp() throws Exception {
    assertThat(overdue()).contains(TESTED);
    String person =
        RunningService.items(admin, "/api/people?q=" + TESTED)
            .findFirst()
            .orElseThrow()
            .getString("id");
    JsonObject cell = admin.get("/api/people/" + person).json().getJsonObject("cell");
    try (Page page = page("desk", "test-presses")) {
      Locator row =
          page.getByTestId("test-presses")
              .locator("li")
              .filter(new Locator.FilterOptions().setHasText(TESTED));
      page.getByText("只看逾期").click();
      assertThat(row).containsText("逾期");
      page.getByTestId("announce").locator("select").selectOption(cell.getString("id"));
      page.getByTestId("announce-go").click();
      Locator announced =
          page.getByTestId("announced")
              .filter(new Locator.FilterOptions().setHasText(cell.getString("name")));
      assertThat(announced).containsText("已登记");

      try (PlainClient band = new PlainClient(RunningService.mqttPort(), TESTED, "silverbell")) {
        band.say("silverbell/v1/bands/" + TESTED + "/call", "{\"id\":\"tested\"}");
      }
      page.navigate(RunningService.url() + "/#/");
      Locator card =
          page.getByTestId("incident-card")
              .filter(new Locator.FilterOptions().setHas(page.getByTestId("test-mark")));
      assertThat(card).hasCount(1);
      String incident = card.getAttribute("data-incident");
      assertThat(overdue()).doesNotContain(TESTED);

      page.navigate(RunningService.url() + "/#/test-presses");
      assertThat(row).hasCount(0);
      announced.locator("button").click();
      assertThat(announced).hasCount(0);
      fits(page);
      followedUp(page, incident);
    }
  }

  private String nameOf(String code) {
    return RunningService.items(admin, "/api/people?q=" + code)
        .findFirst()
        .orElseThrow()
        .getString("name");
  }

  private List<String> overdue() {
    return RunningService.items(admin, "/api/test-presses?overdue=true")
        .map(it -> it.getString("band"))
        .toList();
  }

  private void followedUp(Page page, String incident) {
    SignedIn desk = RunningService.as("desk");
    assertThat(
            desk.post(
                    "/api/incidents/" + incident + "/resolve",
                    new JsonObject().put("outcome", "test"))
                .status())
        .isEqualTo(200);
    page.navigate(RunningService.url() + "/#/incidents/" + incident);
    page.getByTestId("follow-day").fill(LocalDate.now(ZONE).toString());
    page.getByTestId("follow-note").fill("看看手环充电了没有");
    page.getByTestId("follow").click();
    assertThat(page.getByTestId("after")).containsText("看看手环充电了没有");
    page.navigate(RunningService.url() + "/#/follow-ups");
    Locator due =
        page.getByTestId("follow-ups")
            .locator("li")
            .filter(new Locator.FilterOptions().setHasText("看看手环充电了没有"));
    assertThat(due).hasCount(1);
    due.getByTestId("follow-up-done").click();
    assertThat(due).hasCount(0);
    fits(page);
  }

  private boolean explained(String incident) {
    return admin.get("/api/incidents/misses?limit=500&explained=true").body().contains(incident);
  }

  private static void choose(Page page, String words) {
    page.getByTestId("simulate-search").fill(words);
    Locator found = page.locator("ul.rows button.button-later");
    assertThat(found).hasCount(1);
    found.click();
    assertThat(found).hasCount(0);
    assertThat(page.getByTestId("simulate-person")).isVisible();
  }

  /** The browser takes a moment for one of its own zone, which is the machine's. */
  private static void at(Page page, LocalDateTime inTown) {
    page.getByTestId("simulate-at")
        .fill(
            inTown
                .atZone(ZONE)
                .withZoneSameInstant(ZoneId.systemDefault())
                .toLocalDateTime()
                .toString());
    page.getByTestId("simulate-go").click();
  }

  private void fits(Page page) {
    assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth > innerWidth"))
        .as(page.url() + " is wider than a phone")
        .isFalse();
    assertThat(faults).isEmpty();
  }

  private Page page(String account, String place) {
    Page page =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions().setViewportSize(390, 844).setLocale("zh-CN"))
            .newPage();
    page.onPageError(faults::add);
    page.addInitScript("localStorage.setItem('silverbell.language', 'zh-CN')");
    page.navigate(RunningService.url());
    page.getByTestId("account").fill(account);
    page.getByTestId("password").fill("silverbell");
    page.getByTestId("sign-in").click();
    assertThat(page.getByTestId("live-state")).hasAttribute("data-state", "live");
    page.navigate(RunningService.url() + "/#/" + place);
    return page;
  }
}
