package care.silverbell.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A press by {@code mosquitto_pub} on band demo-0001, whatever is in it, is an open incident and on
 * the live stream within a second, and the wearer is told. The same story for every broker.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PressStory {
  static final String BAND = "demo-0001";
  static final Duration LONG = Duration.ofSeconds(30);

  /** What the press promises: a wearer must not wait longer for somebody to see it. */
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final List<JsonObject> shown = new CopyOnWriteArrayList<>();
  private @Nullable SignedIn worker;
  private @Nullable AutoCloseable stream;

  /** The service, started. */
  abstract ServiceProcess service();

  /** Where the bands' broker listens. */
  abstract int brokerPort();

  @BeforeEach
  void openThePage() {
    SignedIn grid = SignedIn.as(service().url(), "grid");
    resolveAll();
    worker = grid;
    shown.clear();
    stream =
        grid.live(
            null,
            (event, data) -> {
              if (event.equals("incident")) {
                shown.add(new JsonObject(data));
              }
            });
  }

  @AfterEach
  void closeThePage() throws Exception {
    if (stream != null) {
      stream.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("payloads")
  void aPressIsOnTheBoardAndOnTheLiveStreamWithinASecond(String name, List<String> payload)
      throws Exception {
    warmUp();
    try (CommandLineBand.Ear ear = band().listen()) {
      Instant pressed = Instant.now();
      CommandLineBand.Said said = band().press(payload.toArray(String[]::new));
      assertThat(said.code()).as(said.words()).isZero();
      Instant end = pressed.plus(A_SECOND);

      awaitUntil(end, () -> shown.stream().anyMatch(PressStory::isOurs));
      awaitUntil(end, () -> openCalls().size() == 1);
      awaitUntil(end, () -> !ear.heard().isEmpty());

      JsonObject incident = openCalls().getFirst();
      assertThat(incident.getInteger("presses")).isOne();
      assertThat(incident.getString("severity")).isEqualTo("emergency");
      JsonObject reply = new JsonObject(ear.heard().getFirst());
      assertThat(reply.getString("stage")).isEqualTo("received");
      assertThat(reply.getString("incident")).isEqualTo(incident.getString("id"));
    }
  }

  /** As the issue lists them. */
  static Stream<org.junit.jupiter.params.provider.Arguments> payloads() throws IOException {
    byte[] noise = new byte[200_000];
    new Random(7).nextBytes(noise);
    Path file = Files.write(Files.createTempFile("silverbell", ".noise"), noise);
    file.toFile().deleteOnExit();
    long now = System.currentTimeMillis();
    return Stream.of(
            List.of("no payload", "-n"),
            List.of("an empty payload", "-m", ""),
            List.of("not json", "-m", "not json"),
            List.of("200 kB of noise", "-f", file.toString()),
            List.of("dated 1970", "-m", "{\"id\":\"p-1970\",\"at\":0}"),
            List.of(
                "dated next year",
                "-m",
                "{\"id\":\"p-next\",\"at\":%d}".formatted(now + Duration.ofDays(365).toMillis())),
            List.of(
                "3 hours old",
                "-m",
                "{\"id\":\"p-old\",\"at\":%d}".formatted(now - Duration.ofHours(3).toMillis())))
        .map(all ->
            org.junit.jupiter.params.provider.Arguments.of(
                all.getFirst(), all.subList(1, all.size())));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(strings = {"311", "5"})
  void aBandMaySpeakEitherVersionOfMqtt(String version) throws Exception {
    CommandLineBand band = band().speaking(version);
    try (CommandLineBand.Ear ear = band.listen()) {
      assertThat(band.press("-m", "{\"id\":\"v-%s\"}".formatted(version)).code()).isZero();

      await().atMost(LONG).until(() -> !ear.heard().isEmpty());
      JsonObject reply = new JsonObject(ear.heard().getFirst());
      assertThat(reply.getString("stage")).isEqualTo("received");
      assertThat(reply.getString("callId")).isEqualTo("v-" + version);
    }
  }

  @Test
  void aSecondPressCountsTwoAndRingsAgain() {
    band().press("-n");
    await().atMost(LONG).until(() -> openCalls().size() == 1);
    String firstRing = openCalls().getFirst().getString("lastRungAt");

    band().press("-n");

    await()
        .atMost(LONG)
        .until(() -> shown.stream().anyMatch(one -> isOurs(one) && presses(one) == 2));
    assertThat(openCalls()).singleElement().satisfies(it -> assertThat(presses(it)).isEqualTo(2));
    assertThat(Instant.parse(openCalls().getFirst().getString("lastRungAt")))
        .isAfter(Instant.parse(firstRing));
  }

  @Test
  void thePressThatIsSentAgainCountsOnceAndIsAnsweredAgain() throws Exception {
    try (CommandLineBand.Ear ear = band().listen()) {
      String press = "{\"id\":\"again-%d\"}".formatted(System.nanoTime());
      for (int sent = 1; sent <= 3; sent++) {
        int answers = sent;
        assertThat(band().press("-m", press).code()).isZero();
        await().atMost(LONG).until(() -> ear.heard().size() == answers);
      }
      assertThat(openCalls()).singleElement().satisfies(it -> assertThat(presses(it)).isOne());

      band().press("-m", press.replace("again", "other"));
      await().atMost(LONG).until(() -> presses(openCalls().getFirst()) == 2);
    }
  }

  CommandLineBand band() {
    return CommandLineBand.of(brokerPort(), BAND);
  }

  SignedIn worker() {
    if (worker == null) {
      throw new IllegalStateException("nobody is signed in yet");
    }
    return worker;
  }

  /** Every open call of the first band, as the grid worker sees it. */
  List<JsonObject> openCalls() {
    return items(worker().openIncidents()).filter(PressStory::isOurs).toList();
  }

  static Stream<JsonObject> items(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }

  static boolean isOurs(JsonObject incident) {
    return BAND.equals(incident.getString("band"));
  }

  static int presses(JsonObject incident) {
    return incident.getInteger("presses");
  }

  /** The first press of a service that has just started meets code nobody has run before. */
  private void warmUp() {
    band().press("-n");
    await().atMost(LONG).until(() -> shown.stream().anyMatch(PressStory::isOurs));
    resolveAll();
    await().atMost(LONG).until(() -> openCalls().isEmpty());
    shown.clear();
  }

  private void resolveAll() {
    SignedIn admin = SignedIn.as(service().url(), "admin");
    items(admin.openIncidents())
        .forEach(incident ->
            assertThat(
                    admin
                        .post(
                            "/api/incidents/" + incident.getString("id") + "/resolve",
                            new JsonObject().put("outcome", "test"))
                        .status())
                .isEqualTo(200));
  }

  private static void awaitUntil(Instant end, java.util.concurrent.Callable<Boolean> happened) {
    Duration left = Duration.between(Instant.now(), end);
    await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(left.isPositive() ? left : Duration.ofMillis(1))
        .until(happened);
  }
}
