package care.silverbell.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.sim.wire.Sample;
import care.silverbell.testing.Chromium;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the wrist to the screens of those who answer, and back to the wrist. */
@Tag("core")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneyIT {
  private static final double LONG_MILLIS = 30_000;
  private static final Duration LONG = Duration.ofMillis((long) LONG_MILLIS);
  private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
      new LocatorAssertions.IsVisibleOptions().setTimeout(LONG_MILLIS);

  @RegisterExtension
  private final ServiceProcess service = new ServiceProcess("journey", Map.of()).filled();

  @RegisterExtension private final Chromium chromium = new Chromium();

  @Test
  void aPressIsAnsweredStepByStepAndTheWearerIsToldOfEach() {
    try (WornBand band = band();
        Screen grid = Screen.of(chromium.browser(), service.url(), "grid");
        Screen family = Screen.of(chromium.browser(), service.url(), "family")) {
      band.press("journey-1");

      String incident = await().atMost(LONG).until(this::openCall, it -> !it.isEmpty());
      grid.awaitState(incident, "open");
      family.awaitState(incident, "open");
      assertThat(grid.card(incident).getByTestId("person-name").textContent()).isNotBlank();

      step(grid, family, incident, "acknowledge", "acknowledged");
      step(grid, family, incident, "depart", "attending");
      step(grid, family, incident, "arrive", "arrived");
      grid.tap(incident, "resolve");
      grid.card(incident).getByTestId("outcome").selectOption("helped");
      grid.card(incident).getByTestId("confirm-resolve").click();

      grid.expect(grid.card(incident)).not().isVisible(PATIENTLY);
      family.expect(family.card(incident)).not().isVisible(PATIENTLY);
      await()
          .atMost(LONG)
          .untilAsserted(() ->
              assertThat(band.stages("journey-1"))
                  .containsExactly("received", "seen", "coming", "arrived", "closed"));
      assertThat(List.of(grid.wasReloaded(), family.wasReloaded())).containsOnly(false);
      assertThat(grid.overflows()).isFalse();
      assertThat(grid.faults()).isEmpty();
      assertThat(family.faults()).isEmpty();
      assertThat(outcomeOf(incident)).isEqualTo("helped");
    }
  }

  @Test
  void theOfficePutsABandOnAWristLosesItAndFindsItAgain() {
    try (Screen office = Screen.of(chromium.browser(), service.url(), "admin")) {
      office.page().navigate(service.url() + "/#/bands");
      office.part("new-serial").fill("office-1");
      office.part("new-profile").selectOption("gcj02");
      office.part("register-band").click();
      assertThat(office.part("new-secret").textContent()).hasSizeGreaterThanOrEqualTo(20);

      office.part("band-search").fill("office-1");
      Locator band = office.page().locator("[data-serial=office-1]");
      office.expect(band.getByTestId("band-state")).hasText("在库");
      band.getByTestId("bands.putOn").click();
      band.getByTestId("wearer-search").fill("demo-0050");
      office.expect(band.getByTestId("wearer-choice")).hasCount(1);
      band.getByTestId("wearer-choice").click();
      // Whoever wears a band already is asked about: the two are swapped.
      band.getByTestId("yes").click();
      office.expect(band.getByTestId("band-state")).hasText("佩戴中");

      band.getByTestId("bands.lose").click();
      band.getByTestId("yes").click();
      office.expect(band.getByTestId("band-state")).hasText("遗失");
      office.part("band-state-worn").click();
      office.expect(band).not().isVisible(PATIENTLY);
      office.part("band-state-lost").click();
      band.getByTestId("bands.found").click();
      office.part("band-state-all").click();
      office.expect(band.getByTestId("band-state")).hasText("在库");
      band.getByTestId("bands.renew").click();
      band.getByTestId("yes").click();
      assertThat(band.getByTestId("new-secret").textContent()).hasSizeGreaterThanOrEqualTo(20);
      assertThat(office.overflows()).isFalse();
      assertThat(office.faults()).isEmpty();
    }
  }

  @Test
  void aSecondPressIsCountedOnTheCardThatIsThere() {
    try (WornBand band = band();
        Screen grid = Screen.of(chromium.browser(), service.url(), "grid")) {
      band.press("twice-1");
      String incident = await().atMost(LONG).until(this::openCall, it -> !it.isEmpty());
      grid.awaitState(incident, "open");

      band.press("twice-2");

      grid.expect(grid.card(incident).getByTestId("presses"))
          .containsText("2", new LocatorAssertions.ContainsTextOptions().setTimeout(LONG_MILLIS));
      assertThat(grid.part("incident-card").count()).isOne();
      resolve(incident);
    }
  }

  @Test
  void thePageSpeaksTheOtherLanguageAtATapAndRemembersIt() {
    try (Screen grid = Screen.of(chromium.browser(), service.url(), "grid")) {
      assertThat(language(grid)).isEqualTo("zh-CN");
      String chinese = grid.page().locator("#board-title").textContent();

      grid.part("language").click();

      grid.expect(grid.page().locator("#board-title")).hasText("Open incidents");
      assertThat(chinese).isNotBlank().isNotEqualTo("Open incidents");
      assertThat(language(grid)).isEqualTo("en");
      grid.page().reload();
      grid.awaitLive("live");
      assertThat(language(grid)).isEqualTo("en");
      assertThat(grid.page().locator("body").textContent()).doesNotContain("undefined", "{n}");
    }
  }

  @Test
  void aPersonsCardDrawsTheHeartRateOfTodayAndTheLastPosition() {
    try (WornBand band = band();
        Screen grid = Screen.of(chromium.browser(), service.url(), "grid")) {
      band.press("card-1"); // an open incident shows a responder where she is
      band.say(measured());
      String person = wearer();
      await()
          .atMost(LONG)
          .until(() ->
              api("grid").get("/api/people/" + person + "/latest").body().contains("\"lat\""));

      grid.part("tab-people").click();
      grid.page().locator("[data-testid=person-row][href$='" + person + "']").click();

      grid.expect(grid.part("person-name").first()).isVisible(PATIENTLY);
      Locator canvas = grid.part("heart-rate-chart").locator("canvas");
      grid.expect(canvas).isVisible(PATIENTLY);
      assertThat(sizeOf(canvas)).allSatisfy(side -> assertThat(side).isGreaterThan(100));
      await().atMost(LONG).until(() -> isPainted(canvas));
      Locator map = grid.part("map");
      grid.expect(map.locator(".map-here")).isVisible(PATIENTLY);
      assertThat(sizeOf(map)).allSatisfy(side -> assertThat(side).isGreaterThan(100));
      assertThat(grid.overflows()).isFalse();
      assertThat(grid.faults()).isEmpty();
    }
  }

  @Test
  void aDeadConnectionIsSaidAndComesBackByItself() {
    try (WornBand band = band();
        Screen grid = Screen.of(chromium.browser(), service.url(), "grid")) {
      service.kill();
      grid.expect(grid.part("live-state"))
          .not()
          .hasAttribute("data-state", "live", Screen.patiently());
      grid.expect(grid.page().locator(".live-banner")).isVisible(PATIENTLY);
      grid.awaitLive("offline");

      service.start();
      grid.awaitLive("live");
      grid.expect(grid.page().locator(".live-banner")).not().isVisible(PATIENTLY);

      band.press("after-the-cut");
      String incident = await().atMost(LONG).until(this::openCall, it -> !it.isEmpty());
      grid.awaitState(incident, "open");
      assertThat(grid.wasReloaded()).isFalse();
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> assertThat(band.stages("after-the-cut")).containsExactly("received"));
      resolve(incident);
    }
  }

  private void step(Screen grid, Screen family, String incident, String button, String state) {
    grid.tap(incident, button);
    grid.awaitState(incident, state);
    family.awaitState(incident, state);
  }

  private WornBand band() {
    return WornBand.on(service.mqttPort(), "demo-0001", "silverbell");
  }

  private static List<Sample> measured() {
    Instant now = Instant.now();
    List<Sample> samples = new ArrayList<>();
    for (int second = 30; second > 0; second--) {
      samples.add(Sample.Vitals.ofHeartRate(now.minusSeconds(second), 70 + second));
    }
    samples.add(new Sample.Fix(now, 37.5391, 121.3914, 12.0, "gps"));
    return samples;
  }

  private SignedIn api(String account) {
    return SignedIn.as(service.url(), account);
  }

  /** The id of the call that is open; blank while there is none. */
  private String openCall() {
    return api("grid").openIncidents().stream()
        .map(JsonObject.class::cast)
        .map(one -> one.getString("id"))
        .findFirst()
        .orElse("");
  }

  private String wearer() {
    return api("family")
        .get("/api/people")
        .json()
        .getJsonArray("items")
        .getJsonObject(0)
        .getString("id");
  }

  private String outcomeOf(String incident) {
    return api("grid").get("/api/incidents/" + incident).json().getString("outcome");
  }

  private void resolve(String incident) {
    assertThat(
            api("grid")
                .post(
                    "/api/incidents/" + incident + "/resolve",
                    new JsonObject().put("outcome", "test"))
                .status())
        .isEqualTo(200);
  }

  private static String language(Screen screen) {
    return String.valueOf(screen.page().evaluate("() => document.documentElement.lang"));
  }

  private static List<Double> sizeOf(Locator locator) {
    BoundingBox box = locator.boundingBox();
    return List.of(box.width, box.height);
  }

  /** Whether anything has been drawn on the canvas. */
  private static boolean isPainted(Locator canvas) {
    return Boolean.TRUE.equals(
        canvas.evaluate(
            "(c) => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v) => v > 0)"));
  }
}
