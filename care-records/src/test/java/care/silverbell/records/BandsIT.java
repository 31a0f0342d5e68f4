package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.journey.WornBand;
import care.silverbell.sim.wire.Sample;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bands from their registration to the wrists they are on, and what they said while on none. */
class BandsIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final SignedIn admin = RunningService.as("admin");
  private final SignedIn doctor = RunningService.as("doctor");

  @Test
  void aBandIsToldItsSecretOnceAndIsRegisteredOnce() {
    SignedIn.Answer first = register("reg-1");
    assertThat(first.status()).isEqualTo(201);
    String secret = first.json().getString("secret");
    assertThat(secret).hasSizeGreaterThanOrEqualTo(20);

    SignedIn.Answer second = register("reg-1");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.json().getString("detail")).contains("reg-1");

    assertThat(admin.get("/api/bands?limit=500").body()).contains("reg-1").doesNotContain(secret);
    try (WornBand band = WornBand.on(RunningService.mqttPort(), "reg-1", secret)) {
      band.press("reg-call");
      await().atMost(LONG).until(() -> band.stages("reg-call").contains("received"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "+", "#", "a b", "-a", "银铃", "'; drop table band; --", "a::b"})
  void aSerialThatCannotBeATopicIsRefused(String serial) {
    assertThat(register(serial).status()).isEqualTo(400);
    assertThat(register("x".repeat(65)).status()).isEqualTo(400);
  }

  @Test
  void aBandThatIsNotThereCannotBeWornAndNobodyUnknownCanWearIt() {
    assertThat(wear("never-registered", null).status()).isEqualTo(404);
    assertThat(wear("demo-0003", "00000000-0000-0000-0000-000000000000").status()).isEqualTo(400);
    assertThat(wear("demo-0003", "not-an-id").status()).isEqualTo(400);
  }

  @Test
  void whenABandChangesWristsTheReadingsOfBeforeStayWhereTheyWere() throws Exception {
    String secret = register("wrist-1").json().getString("secret");
    String first = wearerOf("demo-0011");
    String second = wearerOf("demo-0012");
    try (WornBand band = WornBand.on(RunningService.mqttPort(), "wrist-1", secret)) {
      Instant on = worn("wrist-1", first);
      say(band, on.plusMillis(1), 61);
      await().atMost(LONG).until(() -> heartRates(first).contains("61"));

      Instant changed = worn("wrist-1", second);
      // A late upload of before the change, and one of after it.
      say(band, on.plusMillis(2), 62);
      say(band, changed.plusMillis(1), 63);
      await().atMost(LONG).until(() -> heartRates(second).contains("63"));
      await().atMost(LONG).until(() -> heartRates(first).contains("62"));

      assertThat(heartRates(first)).contains("61", "62").doesNotContain("63");
      assertThat(heartRates(second)).contains("63").doesNotContain("61", "62");
      assertThat(wear("wrist-1", null).json().getValue("wearer")).isNull();
      assertThat(wear("wrist-1", null).status()).isEqualTo(200);
    }
  }

  @Test
  void puttingABandWhereItIsChangesNothing() {
    register("same-1");
    String person = wearerOf("demo-0013");
    String since = wear("same-1", person).json().getString("since");

    assertThat(wear("same-1", person).json().getString("since")).isEqualTo(since);
  }

  @Test
  void whatABandSaidBeforeItWasOnRecordIsTakenOnceItsWearerIsSaidToHaveWornIt() {
    String secret = register("late-1").json().getString("secret");
    Instant before = Instant.now().minusSeconds(60);
    try (WornBand band = WornBand.on(RunningService.mqttPort(), "late-1", secret)) {
      say(band, before.plusSeconds(1), 77);
    }
    JsonObject kept = awaitRejectionOf("late-1");
    assertThat(kept.getString("reason")).contains("late-1");
    assertThat(kept.getString("payload")).contains("77");
    String replay = "/api/rejected/" + kept.getLong("id") + "/replay";

    JsonObject still = admin.post(replay, new JsonObject()).json();
    assertThat(still.getBoolean("taken")).isFalse();
    assertThat(still.getString("reason")).isNotBlank();

    String person = wearerOf("demo-0014");
    JsonObject since = new JsonObject().put("person", person).put("since", before.toString());
    assertThat(admin.put("/api/bands/late-1/wearer", since).status()).isEqualTo(200);

    JsonObject taken = admin.post(replay, new JsonObject()).json();
    assertThat(taken.getBoolean("taken")).as(taken.encode()).isTrue();
    assertThat(heartRates(person)).contains("77");
    assertThat(awaitRejectionOf("late-1").getString("replayedAt")).isNotBlank();
  }

  @Test
  void sinceWhenABandIsWornMayNotReachIntoAnothersTimeNorIntoTheFuture() {
    register("since-1");
    String first = wearerOf("demo-0015");
    Instant on = worn("since-1", first);
    JsonObject second = new JsonObject().put("person", wearerOf("demo-0016"));

    assertThat(sinceAnswer(second, on.minusSeconds(60).toString())).isEqualTo(409);
    assertThat(sinceAnswer(second, Instant.now().plusSeconds(3_600).toString())).isEqualTo(400);
    assertThat(sinceAnswer(second, "yesterday")).isEqualTo(400);
    assertThat(wear("since-1", first).json().getString("since")).isEqualTo(on.toString());
  }

  @Test
  void rejectedMessagesCanBeReadPageByPage() {
    String secret = register("pages-1").json().getString("secret");
    try (WornBand band = WornBand.on(RunningService.mqttPort(), "pages-1", secret)) {
      say(band, Instant.now(), 70);
      say(band, Instant.now(), 71);
    }
    assertThat(awaitRejectionOf("pages-1").getInteger("bytes")).isPositive();
    JsonObject page = admin.get("/api/rejected?limit=1").json();
    JsonObject next = admin.get("/api/rejected?limit=1&cursor=" + page.getString("next")).json();

    assertThat(page.getJsonArray("items")).hasSize(1);
    assertThat(next.getJsonArray("items").getJsonObject(0).getLong("id"))
        .isLessThan(page.getJsonArray("items").getJsonObject(0).getLong("id"));
    assertThat(admin.get("/api/rejected?cursor=x").status()).isEqualTo(404);
  }

  private int sinceAnswer(JsonObject wearer, String since) {
    return admin.put("/api/bands/since-1/wearer", wearer.copy().put("since", since)).status();
  }

  private SignedIn.Answer register(String serial) {
    return admin.post("/api/bands", new JsonObject().put("serial", serial));
  }

  private SignedIn.Answer wear(String serial, @Nullable String person) {
    return admin.put("/api/bands/" + serial + "/wearer", new JsonObject().put("person", person));
  }

  private Instant worn(String serial, String person) {
    return Instant.parse(wear(serial, person).json().getString("since"));
  }

  private String wearerOf(String band) {
    return RunningService.items(admin, "/api/people?q=" + band)
        .map(it -> it.getString("id"))
        .findFirst()
        .orElseThrow();
  }

  private static void say(WornBand band, Instant at, int beatsPerMinute) {
    band.say(List.of(Sample.Vitals.ofHeartRate(at, beatsPerMinute)));
  }

  /** The raw points of a person whom the doctor sees. */
  private String heartRates(String person) {
    return doctor.get("/api/people/" + person + "/heart-rate").array().stream()
        .map(it -> "" + ((JsonObject) it).getDouble("value").intValue())
        .toList()
        .toString();
  }

  private JsonObject awaitRejectionOf(String band) {
    return await().atMost(LONG).until(() -> rejectionsOf(band), it -> !it.isEmpty()).getFirst();
  }

  private List<JsonObject> rejectionsOf(String band) {
    return RunningService.items(admin, "/api/rejected?limit=500")
        .filter(it -> band.equals(it.getString("band")))
        .filter(it -> it.getString("topic").endsWith("/vitals"))
        .toList();
  }
}
