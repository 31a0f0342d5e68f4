package care.silverbell.records;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.sim.wire.Sample;
import care.silverbell.testing.BackTested;
import care.silverbell.testing.Chromium;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A doctor finds who of her people needs a look first, looks at their trend, zooms to what happened
 * and back, sets another day beside it and takes the month home on a page.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrendPageIT {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final ZoneId OFFICE = ZoneId.of("Asia/Shanghai");
  private static final int DAYS = 2;

  /** Before the day in which a doctor is told of whatever was out of bounds. */
  private static final int RACES_MINUTES_AGO = 30 * 60;

  private final List<String> faults = new ArrayList<>();
  @RegisterExtension private final Chromium chromium = new Chromium();

  @ParameterizedTest
  @CsvSource({"390, 844, zh-CN, dark", "1280, 900, en, light"})
  void theDoctorFindsWhoNeedsALookFirstAndZooms(
      int width, int height, String language, String scheme) throws IOException {
    try (VisibleTown town = new VisibleTown("trend-" + width)) {
      String silent = town.another("silent");
      String incident = lived(town);
      try (Page page = signedIn(town, width, height, language, scheme)) {
        page.navigate(RunningService.url() + "/#/needs-a-look");
        Locator rows = page.getByTestId("look-row");
        assertThat(rows).hasCount(2);
        assertThat(rows.nth(0)).hasAttribute("data-person", town.own);
        assertThat(rows.nth(1)).hasAttribute("data-person", silent);
        assertThat(rows.nth(0)).containsText(Pattern.compile("一键呼叫|Call"));
        assertThat(rows.nth(1)).containsText("24");
        picture(page, "needs-a-look", width);

        rows.nth(0).getByTestId("look-trend").click();
        assertThat(page.getByTestId("found-late-row")).hasCount(1);
        assertThat(page.getByTestId("found-late-row"))
            .containsText(Pattern.compile("心率过高|Heart rate high"));
        assertThat(page.getByTestId("found-late-row")).containsText("150");
        picture(page, "trend-week", width);
        page.getByTestId("trend-days-1").click();
        assertThat(page.getByTestId("trend-gaps")).containsText(Pattern.compile("未佩戴|not worn"));
        assertThat(page.getByTestId("trend-key"))
            .containsText(Pattern.compile("医生设定的界限|doctor’s limit"));
        assertThat(page.getByTestId("chart-mark")).hasCount(1);
        picture(page, "trend", width);
        zoom(page, width);
        compare(page, width);
        takeHome(page);

        page.getByTestId("chart-mark").first().click();
        assertThat(page).hasURL(Pattern.compile(".*#/incidents/" + incident));
        assertThat(faults).isEmpty();
      }
      familySeesNoReadings(town, silent);
    }
  }

  /**
   * Two days of pulses, which come in late, with hours on no wrist and one half an hour in which
   * the heart races, and a limit; then a press. Answers the call's id.
   */
  private static String lived(VisibleTown town) {
    Instant now = Instant.now();
    List<Sample> samples = new ArrayList<>();
    Instant off = now.minus(Duration.ofHours(9));
    for (int minute = DAYS * 24 * 60; minute > 0; minute -= 2) {
      Instant at = now.minus(Duration.ofMinutes(minute));
      boolean worn = at.isBefore(off) || at.isAfter(off.plus(Duration.ofHours(3)));
      if (worn) {
        boolean races = minute <= RACES_MINUTES_AGO && minute > RACES_MINUTES_AGO - 30;
        int rate = races ? 150 : 70 + (int) Math.round(12 * Math.sin(minute / 60.0)) + minute % 5;
        samples.add(new Sample.Vitals(at, rate, 97, null, null, null, null, true, true));
      } else if (minute % 60 == 0) {
        samples.add(new Sample.Vitals(at, null, null, null, null, null, null, false, null));
      }
    }
    for (int from = 0; from < samples.size(); from += 200) {
      town.say(samples.subList(from, Math.min(samples.size(), from + 200)));
    }
    JsonObject limit =
        new JsonObject().put("sign", "heartRate").put("high", 105).put("reason", "心房颤动");
    String person = "/api/people/" + town.own;
    var _ = BackTested.seen(town.as("doctor"), person + "/back-tests", limit);
    VisibleTown.ok(201, town.as("doctor").post(person + "/limits", limit));
    Awaitility.await("what was uploaded is stored")
        .atMost(LONG)
        .until(() -> {
          JsonArray items =
              town.as("doctor")
                  .get(
                      "/api/people/%s/trend?from=%s&to=%s"
                          .formatted(town.own, now.minus(Duration.ofDays(DAYS)), now))
                  .json()
                  .getJsonArray("items");
          return items.stream().mapToLong(it -> ((JsonObject) it).getLong("count")).sum() > 1_300;
        });
    return town.press();
  }

  /** Over the middle of the chart and back. */
  private static void zoom(Page page, int width) {
    Locator chart = page.getByTestId("trend-chart").first();
    chart.scrollIntoViewIfNeeded();
    BoundingBox box = chart.boundingBox();
    String whole = page.locator(".periods h2").first().innerText();
    drag(page, box, 0.55, 0.75);
    assertThat(page.getByTestId("zoom-out")).isVisible();
    assertThat(page.locator(".periods h2").first()).not().hasText(whole);
    assertThat(page.getByTestId("trend-chart").locator("canvas")).hasCount(1);
    picture(page, "trend-zoomed", width);
    page.getByTestId("zoom-out").click();
    assertThat(page.locator(".periods h2").first()).hasText(whole);
  }

  private static void drag(Page page, BoundingBox box, double from, double to) {
    double y = box.y + box.height / 3;
    page.mouse().move(box.x + box.width * from, y);
    page.mouse().down();
    page.mouse().move(box.x + box.width * (from + to) / 2, y);
    page.mouse().move(box.x + box.width * to, y);
    page.mouse().up();
  }

  private static void compare(Page page, int width) {
    page.getByTestId("trend-before").check();
    assertThat(page.getByTestId("trend-other").locator("canvas")).hasCount(1);
    BoundingBox one = page.getByTestId("trend-chart").first().boundingBox();
    BoundingBox other = page.getByTestId("trend-chart").nth(1).boundingBox();
    if (width >= 1200) {
      assertThat(other.x).as("beside").isGreaterThan(one.x + one.width - 20);
      assertThat(other.y).isEqualTo(one.y);
    }
    picture(page, "trend-two", width);
    page.getByTestId("trend-before").uncheck();
  }

  /** In the first hours of a month the gap is in the one before. */
  private static void takeHome(Page page) throws IOException {
    YearMonth now = YearMonth.now(OFFICE);
    String text = monthReport(page, now);
    assertThat(text).contains("trend-").contains("NEWS2").contains("105");
    assertThat(text).containsPattern("一键呼叫|call");
    YearMonth off = YearMonth.from(Instant.now().minus(Duration.ofHours(9)).atZone(OFFICE));
    assertThat(monthReport(page, off)).containsPattern("未佩戴|not worn");
  }

  private static String monthReport(Page page, YearMonth month) throws IOException {
    page.getByTestId("month").fill(month.toString());
    Download download = page.waitForDownload(() -> page.getByTestId("month-report").click());
    Path file = PICTURES.resolve(download.suggestedFilename());
    download.saveAs(file);
    try (PDDocument document = Loader.loadPDF(Files.readAllBytes(file))) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      return new PDFTextStripper().getText(document);
    }
  }

  /** Without a consent their month tells of incidents only. */
  private static void familySeesNoReadings(VisibleTown town, String silent) throws IOException {
    String path = "/month-report?lang=en";
    var mine = RunningPdf.text(town.as("family"), "/api/people/" + town.own + path);
    assertThat(mine).contains("No consent").contains("call").doesNotContain("NEWS2 band");
    JsonObject consent =
        new JsonObject().put("toWhom", "family").put("what", "readings").put("givenBy", "herself");
    VisibleTown.ok(201, town.as("admin").post("/api/people/" + town.own + "/consents", consent));
    assertThat(RunningPdf.text(town.as("family"), "/api/people/" + town.own + path))
        .doesNotContain("No consent")
        .contains("Time in each NEWS2 band");
    assertThat(town.as("family").get("/api/people/" + silent + path).status()).isEqualTo(404);
    JsonArray looks =
        town.as("family")
            .get("/api/people/" + town.own + "/access-log")
            .json()
            .getJsonArray("items");
    assertThat(looks.stream().map(it -> ((JsonObject) it).getString("what")))
        .contains("month-report", "needs-a-look", "trend");
  }

  private Page signedIn(VisibleTown town, int width, int height, String language, String scheme) {
    Page page =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setColorScheme(scheme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT)
                    .setLocale(language)
                    .setTimezoneId(OFFICE.getId()))
            .newPage();
    page.onPageError(faults::add);
    page.addInitScript("localStorage.setItem('silverbell.language', '" + language + "')");
    page.navigate(RunningService.url());
    page.getByTestId("account").fill(town.name() + "-doctor");
    page.getByTestId("password").fill(VisibleTown.PASSWORD);
    page.getByTestId("sign-in").click();
    page.getByTestId("live-state").waitFor();
    return page;
  }

  private static void picture(Page page, String name, int width) {
    page.waitForTimeout(600);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(PICTURES.resolve(name + "-" + width + ".png")));
    assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth > innerWidth"))
        .as(name + " is wider than " + width)
        .isFalse();
  }
}
