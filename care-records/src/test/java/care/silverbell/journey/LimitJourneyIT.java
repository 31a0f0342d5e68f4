package care.silverbell.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.sim.wire.Sample;
import care.silverbell.testing.Chromium;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A limit goes live when it was seen what it would have rung; the command line tells the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitJourneyIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final int MINUTES = 40;

  private final ServiceProcess service = new ServiceProcess("limit", Map.of()).filled();
  @RegisterExtension private final Chromium chromium = new Chromium();
  private String mother = "";

  @BeforeAll
  void start() {
    service.start();
    mother =
        SignedIn.as(service.url(), "family")
            .get("/api/people")
            .json()
            .getJsonArray("items")
            .getJsonObject(0)
            .getString("id");
    Instant from = Instant.now().minus(Duration.ofMinutes(MINUTES + 35L));
    try (WornBand band = WornBand.on(service.mqttPort(), "demo-0001", "silverbell")) {
      band.say(
          IntStream.range(0, MINUTES)
              .mapToObj(it ->
                  new Sample.Vitals(
                      from.plusSeconds(60L * it),
                      it < 20 ? 104 : 72,
                      null,
                      null,
                      null,
                      null,
                      null,
                      true,
                      true))
              .toList());
    }
    SignedIn doctor = SignedIn.as(service.url(), "doctor");
    await("all of it is stored")
        .atMost(LONG)
        .until(() ->
            doctor.get("/api/people/" + mother + "/heart-rate").body().split("\"value\":72").length
                == MINUTES - 20 + 1);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void theDoctorTriesALimitSeesHowOftenItWouldHaveRungAndSetsIt() {
    try (Screen doctor = Screen.of(chromium.browser(), service.url(), "doctor")) {
      doctor.page().navigate(service.url() + "/#/people/" + mother + "/trend");
      doctor.part("limit-high").fill("100");
      doctor.part("limit-minutes").fill("5");
      doctor.expect(doctor.part("set-limit")).hasCount(0);
      doctor.part("try-limit").click();

      doctor
          .expect(doctor.part("trial-end"))
          .hasAttribute("data-state", "done", Screen.patiently());
      doctor.expect(doctor.part("trial-rings")).hasText("1");
      doctor.expect(doctor.part("trial-rings-now")).hasText("0");
      doctor.expect(doctor.part("trial-ring")).hasCount(1);
      doctor.expect(doctor.part("trial-ring")).containsText("静息心率 104 次/分");
      doctor.part("try-all").click();
      doctor
          .expect(doctor.part("trial-all-end"))
          .hasAttribute("data-state", "done", Screen.patiently());
      doctor.expect(doctor.part("trial-all-rings")).containsText("1");
      picture(doctor, "limit-tried");

      doctor.part("limit-high").fill("101");
      doctor.expect(doctor.part("set-limit")).hasCount(0);
      doctor.part("limit-high").fill("100");
      doctor.part("limit-reason").fill("房颤，静息时不应超过 100");
      doctor
          .part("limit-until")
          .fill(LocalDate.now(ZoneId.systemDefault()).plusDays(14).toString());
      doctor.part("set-limit").click();
      doctor.expect(doctor.part("limits")).containsText("≥ 100");
      doctor.expect(doctor.part("end-limit")).hasCount(1);
      doctor.expect(doctor.part("limits")).containsText("房颤，静息时不应超过 100");
      picture(doctor, "limit-set");
      assertThat(doctor.overflows()).isFalse();
      assertThat(doctor.faults()).isEmpty();
    }
    JsonObject set =
        SignedIn.as(service.url(), "doctor")
            .get("/api/people/" + mother + "/limits")
            .json()
            .getJsonArray("items")
            .getJsonObject(0);
    assertThat(Instant.parse(set.getString("until")))
        .isBetween(
            Instant.now().plus(Duration.ofDays(13)), Instant.now().plus(Duration.ofDays(16)));
    assertThat(set.getInteger("lastingSeconds")).isEqualTo(300);
    assertThat(set.getJsonObject("tried").getInteger("rings")).isEqualTo(1);
  }

  @Test
  void theCommandLineTellsTheSameBesideTheRunningService() throws Exception {
    JsonObject answer =
        new JsonObject(backtest("--high", "102", "--lasting", "300", "--person", mother, "--json"));
    assertThat(answer.getInteger("readings")).isEqualTo(MINUTES);
    assertThat(answer.getInteger("rings")).isEqualTo(1);
    assertThat(answer.getBoolean("whole")).isTrue();

    String said = backtest("--high", "103", "--lasting", "300");
    assertThat(said).contains("would have rung 1 times (people: 1)").contains("heart rate 104");
    assertThat(backtest("--still", "15", "--person", mother)).contains("would have rung 0 times");
    assertThat(SignedIn.as(service.url(), "doctor").get("/api/people/" + mother).status())
        .as("the service still has its database")
        .isEqualTo(200);
  }

  private String backtest(String... options) throws IOException, InterruptedException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                Path.of("target", "silverbell.jar").toAbsolutePath().toString(),
                "rules",
                "backtest"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    Path errors = service.folder().resolve("backtest-errors.txt");
    builder.redirectError(errors.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("SILVERBELL_"));
    builder
        .environment()
        .put("SILVERBELL_DATA_DIR", service.folder().resolve("data").toAbsolutePath().toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(java.nio.file.Files.readString(errors)).isZero();
    return said;
  }

  private static void picture(Screen screen, String name) {
    screen.page().waitForTimeout(400);
    screen
        .page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(PICTURES.resolve(name + ".png")));
  }
}
