package care.silverbell.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.sim.resident.Mishap;
import care.silverbell.sim.resident.Place;
import care.silverbell.sim.resident.Resident;
import care.silverbell.sim.wire.BandCommand;
import care.silverbell.sim.wire.Sample;
import care.silverbell.testing.BackTested;
import care.silverbell.testing.Chromium;
import care.silverbell.testing.SignedIn;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody wanders off, is followed on a telephone, and brought home. */
class SearchPageIT extends ServiceStory {
  private static final double LONG_MILLIS = 30_000;
  private static final Duration LONG = Duration.ofMillis((long) LONG_MILLIS);
  private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
      new LocatorAssertions.IsVisibleOptions().setTimeout(LONG_MILLIS);
  private static final LocatorAssertions.ContainsTextOptions TEXT =
      new LocatorAssertions.ContainsTextOptions().setTimeout(LONG_MILLIS);

  /** Metres. */
  private static final int ZONE = 60;

  /** How long she walks away; then somebody brings her back the way she came. */
  private static final Duration OUT = Duration.ofSeconds(150);

  private static final Duration BETWEEN_FIXES = Duration.ofSeconds(10);

  @RegisterExtension private final Chromium chromium = new Chromium();

  SearchPageIT() {
    super("search");
  }

  /** The walk of a resident whom {@link Mishap.WanderOff} has befallen, and the way back. */
  private static final class Wanderer {
    /** Three at night in Shanghai: she sets out from home, whatever she does at the test's hour. */
    private static final Instant NIGHT = Instant.parse("2026-03-03T19:00:00Z");

    private final Resident resident;
    private final Instant from;

    Wanderer(Place home, Instant from) {
      resident = new Resident(13, home, ZoneId.of("Asia/Shanghai"));
      this.from = from;
      resident.befall(new Mishap.WanderOff(Duration.ofHours(1)), NIGHT);
    }

    Sample.Fix fix(Duration elapsed) {
      Duration out = elapsed.compareTo(OUT) <= 0 ? elapsed : OUT.multipliedBy(2).minus(elapsed);
      Sample.Fix there = resident.fix(NIGHT.plus(out.isNegative() ? Duration.ZERO : out));
      return new Sample.Fix(
          from.plus(elapsed), there.lat(), there.lon(), there.accuracy(), there.source());
    }
  }

  @Test
  void theSearchPageFollowsHerHome() {
    String person = mother().getString("id");
    JsonObject house = api("admin").get("/api/people/" + person).json().getJsonObject("house");
    Place home = new Place(house.getDouble("lat"), house.getDouble("lon"));
    JsonObject circle =
        new JsonObject().put("lat", home.lat()).put("lon", home.lon()).put("radius", ZONE);
    BackTested.zone(
        api("admin"),
        "/api/people/" + person + "/zones",
        new JsonObject().put("name", "家").put("circle", circle));
    // The walk of five minutes has just ended: every fix bears its own time, and comes quickly.
    Wanderer wanderer = outAndHome(home);
    try (WornBand band = band("demo-0001");
        Screen grid = Screen.of(chromium.browser(), service.url(), "grid")) {
      walk(band, wanderer, Duration.ZERO, OUT.minusSeconds(20));
      String incident = await().atMost(LONG).until(this::searched, it -> !it.isEmpty());
      await()
          .atMost(LONG)
          .until(() -> band.orders().contains(new BandCommand.Interval(Duration.ofSeconds(30))));
      grid.page().navigate(service.url() + "/#/incidents/" + incident);
      grid.part("open-search").click();

      Locator map = grid.part("search-map");
      grid.expect(map.locator(".map-here")).isVisible(PATIENTLY);
      grid.expect(grid.part("search-words")).containsText("安全区域外", TEXT);
      grid.expect(grid.part("search-words")).containsText("公里，向", TEXT);
      assertThat(map.locator("path.map-outline").count()).isOne();
      int before = fixes(map);
      walk(band, wanderer, OUT.minusSeconds(10), OUT.plusSeconds(40));
      await().atMost(LONG).until(() -> fixes(map) > before + 3);
      grid.page()
          .screenshot(
              new Page.ScreenshotOptions()
                  .setPath(Path.of("target", "search-zh.png"))
                  .setFullPage(true));
      assertThat(grid.overflows()).isFalse();
      String card = makeCard(grid);
      String kept = cardThatIsWithdrawn(grid, card);
      grid.part("language").click();
      grid.expect(grid.part("search-words")).containsText("beyond the zone", TEXT);
      grid.page()
          .screenshot(
              new Page.ScreenshotOptions()
                  .setPath(Path.of("target", "search-en.png"))
                  .setFullPage(true));

      // However long that took: what came minutes late would end nothing.
      walk(band, outAndHome(home), OUT.plusSeconds(50), OUT.multipliedBy(2).plusSeconds(20));

      grid.expect(grid.part("search-over")).isVisible(PATIENTLY);
      assertThat(grid.part("search-page").getAttribute("data-over")).isEqualTo("true");
      assertThat(grid.faults()).isEmpty();
      await()
          .atMost(LONG)
          .until(() -> band.orders().contains(new BandCommand.Interval(Duration.ofMinutes(5))));
      assertThat(SignedIn.nobody(service.url()).get(path(kept)).status()).isEqualTo(410);
      assertThat(api("grid").get("/api/incidents/" + incident + "/search").status())
          .as("where she is, is shut again")
          .isEqualTo(403);
    }
  }

  private String makeCard(Screen grid) {
    grid.part("card-clothes").fill("蓝色外套，黑裤子，没戴帽子");
    grid.part("card-call").fill("138 0000 0000");
    grid.expect(grid.part("card-not-agreed")).isVisible(PATIENTLY);
    grid.part("card-why").fill("天快黑了，还没找到");
    grid.part("make-card").click();
    grid.expect(grid.part("card-link")).isVisible(PATIENTLY);
    String link = "" + grid.part("card-link").first().getAttribute("href");
    try (BrowserContext stranger =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions().setViewportSize(390, 844).setLocale("zh-CN"))) {
      Page page = stranger.newPage();
      page.navigate(link);
      String text = page.locator("body").textContent();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target", "search-card.png"))
              .setFullPage(true));
      assertThat(text).contains("蓝色外套", "138 0000 0000", "岁", "最后位置");
      assertThat(page.locator("a[href^='tel:13800000000']").count()).isOne();
      assertThat(page.locator("a[href^='geo:37.']").count()).isOne();
      assertThat(page.locator("script").count()).isZero();
      JsonObject file =
          api("doctor")
              .get(
                  "/api/people/"
                      + api("family")
                          .get("/api/people")
                          .json()
                          .getJsonArray("items")
                          .getJsonObject(0)
                          .getString("id"))
              .json();
      file.getJsonArray("conditions").forEach(it -> assertThat(text).doesNotContain("" + it));
      assertThat(text).doesNotContain(file.getString("address"), file.getString("phone"));
    }
    return link;
  }

  /**
   * She agrees by telephone. A second card stands on that; the first is withdrawn and shows nothing
   * from then on.
   */
  private String cardThatIsWithdrawn(Screen grid, String first) {
    JsonObject consent =
        new JsonObject().put("toWhom", "volunteers").put("what", "position").put("givenBy", "本人");
    String consents = "/api/people/" + mother().getString("id") + "/consents";
    assertThat(api("admin").post(consents, consent).status()).isEqualTo(201);
    grid.expect(grid.part("card-why"))
        .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(LONG_MILLIS));
    grid.part("card-clothes").fill("另一件");
    grid.part("make-card").click();
    grid.expect(grid.part("card-link"))
        .hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(LONG_MILLIS));
    String second = "" + grid.part("card-link").first().getAttribute("href");
    assertThat(second).isNotEqualTo(first);
    grid.part("withdraw-card").last().click();
    SignedIn nobody = SignedIn.nobody(service.url());
    await().atMost(LONG).until(() -> nobody.get(path(first)).status() == 410);
    assertThat(nobody.get(path(first)).body()).doesNotContain("蓝色外套");
    assertThat(nobody.get(path(second)).status()).isEqualTo(200);
    assertThat(nobody.post(path(second), new JsonObject()).status())
        .as("it only shows")
        .isIn(404, 405);
    return second;
  }

  private String path(String link) {
    return link.substring(link.indexOf("/s/"));
  }

  /** A walk that has come home ten seconds ago. */
  private static Wanderer outAndHome(Place home) {
    return new Wanderer(home, Instant.now().minus(OUT.multipliedBy(2).plusSeconds(30)));
  }

  private static void walk(WornBand band, Wanderer wanderer, Duration from, Duration to) {
    for (Duration at = from; at.compareTo(to) <= 0; at = at.plus(BETWEEN_FIXES)) {
      band.say(List.of(wanderer.fix(at)));
    }
  }

  private static int fixes(Locator map) {
    return Integer.parseInt("" + map.getAttribute("data-fixes"));
  }

  private String searched() {
    return open("grid", "wandering").map(it -> it.getString("id")).orElse("");
  }
}
