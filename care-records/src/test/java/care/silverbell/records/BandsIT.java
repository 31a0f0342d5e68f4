package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.journey.CommandLineBand;
import care.silverbell.journey.WornBand;
import care.silverbell.sim.wire.Sample;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    assertThat(kept.getString("payload"))
        .as("the shape, and no health")
        .contains("heartRate")
        .contains("00")
        .doesNotContain("77");
    String replay = "/api/rejected/" + kept.getLong("id") + "/replay";

    JsonObject still = admin.post(replay, new JsonObject()).json();
    assertThat(still.getBoolean("taken")).isFalse();
    assertThat(still.getString("reason")).isNotBlank();

    String person = wearerOf("demo-0014");
    JsonObject since =
        new JsonObject().put("person", person).put("since", before.toString()).put("replace", true);
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
    JsonObject second = new JsonObject().put("person", wearerOf("demo-0016")).put("replace", true);

    assertThat(sinceAnswer(second, on.minusSeconds(60).toString())).isEqualTo(409);
    assertThat(sinceAnswer(second, Instant.now().plusSeconds(3_600).toString())).isEqualTo(400);
    assertThat(sinceAnswer(second, "yesterday")).isEqualTo(400);
    assertThat(wear("since-1", first).json().getString("since")).isEqualTo(on.toString());
  }

  @Test
  void aPersonWearsOneBandAtATimeUnlessTheTwoAreSwapped() {
    register("second-1");
    JsonObject person = new JsonObject().put("person", wearerOf("demo-0017"));

    SignedIn.Answer refused = admin.put("/api/bands/second-1/wearer", person);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().getString("detail")).contains("demo-0017", "replace");
    assertThat(band("second-1").getString("state")).isEqualTo("in-stock");

    assertThat(admin.put("/api/bands/second-1/wearer", person.put("replace", "yes")).status())
        .isEqualTo(400);
    assertThat(admin.put("/api/bands/second-1/wearer", person.put("replace", true)).status())
        .isEqualTo(200);
    assertThat(band("second-1").getString("state")).isEqualTo("worn");
    assertThat(band("demo-0017").getString("state")).isEqualTo("in-stock");
    JsonObject wrist = band("demo-0017").getJsonArray("wrists").getJsonObject(0);
    assertThat(wrist.getString("until")).isEqualTo(band("second-1").getString("since"));
  }

  @Test
  void aLostBandIsOnNoWristAndMayNotSignInUntilItIsFound() {
    String secret = register("lost-1").json().getString("secret");
    String person = wearerOf("demo-0018");
    Instant on = worn("lost-1", person);

    JsonObject lost = state("lost-1", "lost").json();
    assertThat(lost.getString("state")).isEqualTo("lost");
    assertThat(lost.getValue("wearer")).isNull();
    assertThat(lost.getJsonArray("wrists").getJsonObject(0).getString("since"))
        .isEqualTo(on.toString());
    assertThat(lost.getJsonArray("wrists").getJsonObject(0).getString("until"))
        .isEqualTo(lost.getString("since"));
    assertThat(mayConnect("lost-1", secret)).isFalse();
    assertThat(wear("lost-1", person).status()).isEqualTo(409);
    assertThat(state("lost-1", "lost").json().getString("since"))
        .isEqualTo(lost.getString("since"));

    JsonObject found = state("lost-1", "in-stock").json();
    assertThat(found.getString("state")).isEqualTo("in-stock");
    assertThat(found.getJsonArray("absences").getJsonObject(0).getString("until")).isNotBlank();
    assertThat(mayConnect("lost-1", secret)).isTrue();
    assertThat(wear("lost-1", person).status()).isEqualTo(200);
    assertThat(state("lost-1", "in-stock").status()).isEqualTo(409);
  }

  @Test
  void aLostBandsSecretIsRefusedByTheEmbeddedBroker() {
    String secret = register("lost-2").json().getString("secret");
    assertThat(signsIn("lost-2", secret)).isTrue();

    state("lost-2", "retired");
    assertThat(signsIn("lost-2", secret)).isFalse();

    String other =
        admin.post("/api/bands/lost-2/secret", new JsonObject()).json().getString("secret");
    assertThat(signsIn("lost-2", other)).isFalse();
    state("lost-2", "in-stock");
    assertThat(signsIn("lost-2", secret)).isFalse();
    assertThat(signsIn("lost-2", other)).isTrue();
  }

  @Test
  void whatABandSaysOfItselfIsKeptWhoeverWearsIt() {
    String secret = register("heard-1").json().getString("secret");
    assertThat(band("heard-1").getValue("lastHeard")).isNull();
    Instant before = Instant.now();
    try (WornBand band = WornBand.on(RunningService.mqttPort(), "heard-1", secret)) {
      say(band, Instant.now(), 70);
      await().atMost(LONG).until(() -> band("heard-1").getInteger("battery") != null);
      JsonObject heard = band("heard-1");
      assertThat(Instant.parse(heard.getString("lastHeard"))).isAfter(before.minusSeconds(1));
      assertThat(heard.getInteger("battery")).isEqualTo(61);
      assertThat(heard.getString("firmware")).isEqualTo("test");
      assertThat(heard.getBoolean("online")).isTrue();
    }
  }

  @Test
  void bandsAreFoundByStateSerialAndWearer() {
    register("find-me-1");
    register("find-me-2");
    state("find-me-2", "retired");
    String wearer = wearerName("demo-0020");

    assertThat(serials("q=FIND-ME")).containsExactly("find-me-1", "find-me-2");
    assertThat(serials("q=find-me&state=in-stock")).containsExactly("find-me-1");
    assertThat(serials("q=find-me&state=retired")).containsExactly("find-me-2");
    assertThat(serials("q=find-me&state=worn")).isEmpty();
    assertThat(serials("q=" + encoded(wearer))).contains("demo-0020");
    assertThat(serials("q=%25")).isEmpty();
    assertThat(admin.get("/api/bands?state=broken").status()).isEqualTo(400);
    assertThat(admin.get("/api/bands/none-such").status()).isEqualTo(404);
  }

  @Test
  void aBandIsReadInItsMakersWay() {
    SignedIn.Answer made =
        admin.post(
            "/api/bands",
            new JsonObject().put("serial", "maker-1").put("profile", "beijing-clock"));
    String secret = made.json().getString("secret");
    String person = wearerOf("demo-0021");
    Instant on = worn("maker-1", person);
    Instant meant = on.plusMillis(5);
    try (WornBand band = WornBand.on(RunningService.mqttPort(), "maker-1", secret)) {
      // Its clock shows Beijing's time and calls it UTC.
      say(band, meant.plus(Duration.ofHours(8)), 88);
      await().atMost(LONG).until(() -> heartRates(person).contains("88"));
    }
    assertThat(doctor.get("/api/people/" + person + "/heart-rate").body())
        .contains(meant.truncatedTo(ChronoUnit.MILLIS).toString());

    assertThat(band("maker-1").getString("profile")).isEqualTo("beijing-clock");
    JsonObject gcj = new JsonObject().put("profile", "gcj02");
    assertThat(admin.put("/api/bands/maker-1", gcj).json().getString("profile")).isEqualTo("gcj02");
    JsonObject nobodys = new JsonObject().put("profile", "acme");
    assertThat(admin.put("/api/bands/maker-1", nobodys).json().getString("detail"))
        .contains("gcj02-beijing-clock");
    assertThat(admin.get("/api/band-profiles").json().getJsonArray("items")).hasSize(8);
  }

  @Test
  void rejectedMessagesCanBeReadPageByPage() {
    String secret = register("pages-1").json().getString("secret");
    try (WornBand band = WornBand.on(RunningService.mqttPort(), "pages-1", secret)) {
      say(band, Instant.now(), 70);
      say(band, Instant.now(), 71);
    }
    assertThat(awaitRejectionOf("pages-1").getInteger("bytes")).isPositive();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> admin.get("/api/rejected?limit=2").json().getJsonArray("items").size() == 2);
    JsonObject page = admin.get("/api/rejected?limit=1").json();
    JsonObject next = admin.get("/api/rejected?limit=1&cursor=" + page.getString("next")).json();

    assertThat(page.getJsonArray("items")).hasSize(1);
    assertThat(next.getJsonArray("items").getJsonObject(0).getLong("id"))
        .isLessThan(page.getJsonArray("items").getJsonObject(0).getLong("id"));
    assertThat(admin.get("/api/rejected?cursor=x").status()).isEqualTo(404);
  }

  private JsonObject band(String serial) {
    return admin.get("/api/bands/" + serial).json();
  }

  private SignedIn.Answer state(String serial, String state) {
    return admin.put("/api/bands/" + serial, new JsonObject().put("state", state));
  }

  private List<String> serials(String asked) {
    return RunningService.items(admin, "/api/bands?limit=500&" + asked)
        .map(it -> it.getString("serial"))
        .toList();
  }

  private String wearerName(String serial) {
    return band(serial).getJsonObject("wearer").getString("name");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** As another broker asks. */
  private static boolean mayConnect(String serial, String secret) {
    JsonObject asked =
        new JsonObject().put("username", serial).put("password", secret).put("clientid", serial);
    return new JsonObject(
            RunningService.call(
                    "POST",
                    "/mqtt/authenticate",
                    asked.encode(),
                    "Authorization",
                    "Bearer " + RunningService.BROKER_TOKEN)
                .body())
        .getBoolean("Ok");
  }

  /** Whether the embedded broker lets it in. */
  private static boolean signsIn(String serial, String secret) {
    return CommandLineBand.of(RunningService.mqttPort(), serial)
            .withSecret(secret)
            .publish("silverbell/v1/bands/" + serial + "/status", "-m", "{\"battery\":50}")
            .code()
        == 0;
  }

  private int sinceAnswer(JsonObject wearer, String since) {
    return admin.put("/api/bands/since-1/wearer", wearer.copy().put("since", since)).status();
  }

  private SignedIn.Answer register(String serial) {
    return admin.post("/api/bands", new JsonObject().put("serial", serial));
  }

  private SignedIn.Answer wear(String serial, @Nullable String person) {
    JsonObject wearer = new JsonObject().put("person", person).put("replace", true);
    return admin.put("/api/bands/" + serial + "/wearer", wearer);
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
