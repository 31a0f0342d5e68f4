package care.silverbell.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.band.BandMessageDecoder;
import care.silverbell.ingest.broker.InboundMessage;
import care.silverbell.ingest.intake.RejectedMessages.Kept;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.telemetry.PostgresTelemetryStore;
import care.silverbell.ingest.telemetry.Refused;
import care.silverbell.ingest.telemetry.TelemetryInFront;
import care.silverbell.ingest.telemetry.TelemetryMetrics;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The straight path on a real store: what is kept, where, and when the broker may forget it. */
class IntakeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final PersonId TODAYS = new PersonId(UUID.randomUUID());
  private static final PersonId YESTERDAYS = new PersonId(UUID.randomUUID());

  private final TestDatabase database = TestDatabase.create("ingest");
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final IntakeMetrics metrics = new IntakeMetrics(registry, CLOCK);
  private final RejectedMessages rejected = new RejectedMessages(database.database(), metrics);
  private final TelemetryStore store = storeOn(database);
  private final List<String> acknowledged = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final Intake intake = intakeInto(store);

  @AfterEach
  void close() {
    store.close();
    database.close();
  }

  @Test
  void aMessageIsAcknowledgedWhenTheStoreHasItAndNotBefore() {
    List<Integer> storedWhenAcknowledged = new ArrayList<>();
    intake.take(
        List.of(
            new InboundMessage(
                topic("b-1", "vitals"),
                bytes("{\"heartRate\":72}"),
                NOW,
                false,
                InboundMessage.Delivery.NONE,
                () -> storedWhenAcknowledged.add(heartRates(TODAYS).size()))));

    assertThat(storedWhenAcknowledged).containsExactly(1);
    assertThat(heartRates(TODAYS)).containsExactly(72.0);
    assertThat(registry.counter("silverbell.messages", "kind", "vitals").count()).isOne();
  }

  @Test
  void whileTheStoreIsDownNothingIsAcknowledgedAndTheSameBatchIsTakenLaterOnce() {
    TestDatabase gone = TestDatabase.create("ingest");
    Intake onGone = intakeInto(storeOn(gone));
    gone.close();
    List<InboundMessage> batch =
        List.of(vitals("{\"heartRate\":72}"), message("vitals", "rubbish", false));

    assertThatThrownBy(() -> onGone.take(batch)).isInstanceOf(RuntimeException.class);
    assertThat(acknowledged).isEmpty();
    assertThat(rejections()).isEmpty();

    intake.take(batch);
    intake.take(batch);
    assertThat(heartRates(TODAYS)).containsExactly(72.0);
    assertThat(acknowledged).hasSize(4);
  }

  @Test
  void aPartThatCannotBeIsKeptAsAFaultAndTheRestIsStored() {
    intake.take(List.of(vitals("{\"heartRate\":900,\"spo2\":97}")));

    assertThat(store.latest(TODAYS).signs().keySet()).containsExactly(Sign.SPO2);
    assertThat(rejections()).singleElement().extracting(Kept::reason).asString().contains("900");
    assertThat(rejected("fault")).isOne();
    assertThat(acknowledged).hasSize(1);
  }

  @Test
  void whatCannotBeReadIsKeptAndAcknowledgedSoThatItComesBackNeverAgain() {
    intake.take(
        List.of(
            vitals("not json"),
            message("location", "", false),
            message("call", "{}", false),
            vitals("{\"heartRate\":72}")));

    assertThat(rejections()).hasSize(3).allSatisfy(kept -> assertThat(kept.reason()).isNotBlank());
    assertThat(rejected("unreadable")).isEqualTo(2);
    assertThat(rejected("unknown-topic")).isOne();
    assertThat(acknowledged).hasSize(4);
    assertThat(heartRates(TODAYS)).containsExactly(72.0);
  }

  @Test
  void aSensorThatSawNothingIsTakenAndLeavesNothing() {
    intake.take(List.of(vitals("{\"heartRate\":0}"), vitals("[{\"heartRate\":0}]")));

    assertThat(acknowledged).hasSize(2);
    assertThat(rejections()).isEmpty();
    assertThat(store.latest(TODAYS).signs()).isEmpty();
  }

  @Test
  void yesterdaysReadingsGoToYesterdaysWearer() {
    long hourAgo = NOW.minus(Duration.ofHours(1)).toEpochMilli();
    long dayAgo = NOW.minus(Duration.ofDays(1)).toEpochMilli();
    intake.take(
        List.of(
            vitals(
                """
                [{"at":%d,"heartRate":61},{"at":%d,"heartRate":62}]
                """
                    .formatted(dayAgo, hourAgo))));

    assertThat(heartRates(YESTERDAYS)).containsExactly(61.0);
    assertThat(heartRates(TODAYS)).containsExactly(62.0);
  }

  @Test
  void whatNobodysBandSaysIsKeptUntilItIsPutOnAWrist() {
    InboundMessage message =
        message(topic("nobodys", "vitals"), "{\"heartRate\":72}", false, () -> {});
    intake.take(List.of(message));
    assertThat(rejections()).singleElement().extracting(Kept::reason).asString().contains("nobody");
    assertThat(rejected("no-wearer")).isOne();

    Intake.Replay tooEarly = intake.takeAgain(message);
    assertThat(tooEarly.taken()).isFalse();
    assertThat(tooEarly.stillNot()).hasValueSatisfying(why -> assertThat(why).isNotBlank());

    Intake afterwards = intake(store, (_, _) -> Optional.of(TODAYS));
    assertThat(afterwards.takeAgain(message)).isEqualTo(new Intake.Replay(true, Optional.empty()));
    assertThat(heartRates(TODAYS)).containsExactly(72.0);
  }

  @Test
  void whatStillCannotBeTakenOfAReplayIsSaidThoughTheRestIs() {
    long hourAgo = NOW.minus(Duration.ofHours(1)).toEpochMilli();
    long dayAgo = NOW.minus(Duration.ofDays(1)).toEpochMilli();
    Intake sinceToday =
        intake(
            store,
            (_, at) ->
                at.isAfter(NOW.minus(Duration.ofHours(2)))
                    ? Optional.of(TODAYS)
                    : Optional.empty());
    Intake.Replay replay =
        sinceToday.takeAgain(
            vitals(
                """
                [{"at":%d,"heartRate":61},{"at":%d,"heartRate":62}]
                """
                    .formatted(dayAgo, hourAgo)));

    assertThat(replay.taken()).isTrue();
    assertThat(replay.stillNot()).hasValueSatisfying(why -> assertThat(why).contains("1 samples"));
    assertThat(heartRates(TODAYS)).containsExactly(62.0);
  }

  @Test
  void whatTheStoreRefusesIsKeptBeforeItIsAcknowledgedAndStoredOnceItMayBe() {
    Choosy choosy = new Choosy(store);
    intake(choosy, (_, _) -> Optional.of(TODAYS))
        .take(List.of(vitals("{\"heartRate\":72}"), vitals(aSecondAgo(73))));

    assertThat(acknowledged).hasSize(2);
    assertThat(rejected("store-refused")).isOne();
    Kept kept = rejections().getFirst();
    assertThat(kept.reason()).isEqualTo("not 73");
    assertThat(kept.text()).contains("heartRate=73i").contains(TODAYS.toString());
    assertThat(heartRates(TODAYS)).containsExactly(72.0);

    Intake road = intake(choosy, (_, _) -> Optional.of(TODAYS));
    assertThat(road.storeAgain(kept.refused()))
        .isEqualTo(new Intake.Replay(false, Optional.of("not 73")));
    choosy.takesAll = true;
    assertThat(road.storeAgain(kept.refused()))
        .isEqualTo(new Intake.Replay(true, Optional.empty()));
    assertThat(heartRates(TODAYS)).containsExactly(73.0, 72.0);
    assertThat(road.storeAgain(new Refused(new byte[] {99}, "")).taken()).isFalse();
  }

  private static String aSecondAgo(int heartRate) {
    return "{\"at\":%d,\"heartRate\":%d}".formatted(NOW.minusSeconds(1).toEpochMilli(), heartRate);
  }

  /** A store that will never take a heart rate of 73, until somebody mends it. */
  private static final class Choosy extends TelemetryInFront {
    boolean takesAll;

    Choosy(TelemetryStore store) {
      super(store);
    }

    @Override
    public List<Refused> write(List<Reading> readings) {
      List<Reading> liked = new ArrayList<>();
      List<Refused> refused = new ArrayList<>();
      for (Reading reading : readings) {
        boolean bad =
            reading instanceof Vitals vitals && Objects.equals(vitals.signs().heartRate(), 73);
        if (bad && !takesAll) {
          refused.add(Refused.of(reading, "not 73"));
        } else {
          liked.add(reading);
        }
      }
      assertThat(store.write(liked)).isEmpty();
      return refused;
    }
  }

  @Test
  void aRetainedStatusCountsOnlyWithATimeOfItsOwn() {
    intake.take(List.of(message("status", "{\"online\":true,\"battery\":40}", true)));
    assertThat(store.latest(TODAYS).status()).isEmpty();
    assertThat(rejections()).isEmpty();

    String told = "{\"at\":%d,\"online\":true,\"battery\":41}".formatted(NOW.toEpochMilli());
    intake.take(List.of(message("status", told, true)));
    assertThat(store.latest(TODAYS).status())
        .hasValueSatisfying(status -> assertThat(status.state().battery()).isEqualTo(41));

    intake.take(List.of(message("status", "{\"online\":false}", false)));
    assertThat(store.latest(TODAYS).status())
        .hasValueSatisfying(status -> assertThat(status.state().online()).isFalse());
    assertThat(acknowledged).hasSize(3);
  }

  @Test
  void theListenerHearsOfReadingsBeforeTheyAreStored() {
    List<Integer> stored = new ArrayList<>();
    Intake judged =
        new Intake(
            new BandMessageDecoder(),
            IntakeTest::wearerOf,
            readings -> {
              assertThat(readings).hasSize(1);
              stored.add(heartRates(TODAYS).size());
            },
            (_, _, _) -> {},
            store,
            rejected,
            metrics);

    judged.take(List.of(vitals("{\"heartRate\":72}")));

    assertThat(stored).containsExactly(0);
    assertThat(heartRates(TODAYS)).hasSize(1);
  }

  @Test
  void aBandIsHeardWhoeverWearsItAndAKeptStatusOnlyAtTheTimeItTold() {
    intake.take(
        List.of(message(topic("nobodys", "vitals"), "{\"heartRate\":72}", false, () -> {})));
    assertThat(heard).containsExactly("nobodys " + NOW + " null");

    heard.clear();
    intake.take(List.of(message("status", "{\"online\":true,\"battery\":40}", true)));
    assertThat(heard).isEmpty();

    Instant said = NOW.minusSeconds(90);
    String told = "{\"at\":%d,\"battery\":41}".formatted(said.toEpochMilli());
    intake.take(List.of(message("status", told, true), message("status", told, false)));
    assertThat(heard).containsExactly("b-1 " + said + " 41", "b-1 " + NOW + " 41");
  }

  private void heard(BandSerial band, Instant at, @Nullable BandState state) {
    heard.add(band + " " + at + " " + (state == null ? null : state.battery()));
  }

  private Intake intakeInto(TelemetryStore telemetry) {
    return intake(telemetry, IntakeTest::wearerOf);
  }

  private Intake intake(TelemetryStore telemetry, Wearers wearers) {
    return new Intake(
        new BandMessageDecoder(), wearers, _ -> {}, this::heard, telemetry, rejected, metrics);
  }

  private static TelemetryStore storeOn(TestDatabase database) {
    return new PostgresTelemetryStore(
        database.database(), CLOCK, new TelemetryMetrics(new SimpleMeterRegistry()));
  }

  /** Band b-1 changed wrists twelve hours ago; nobody wears any other. */
  private static Optional<PersonId> wearerOf(
      care.silverbell.ingest.reading.BandSerial band, Instant at) {
    return band.value().equals("b-1")
        ? Optional.of(at.isBefore(NOW.minus(Duration.ofHours(12))) ? YESTERDAYS : TODAYS)
        : Optional.empty();
  }

  private List<Double> heartRates(PersonId person) {
    return store
        .points(person, Sign.HEART_RATE, NOW.minus(Duration.ofDays(2)), NOW.plusSeconds(1), 100)
        .stream()
        .map(TelemetryStore.Point::value)
        .toList();
  }

  private List<Kept> rejections() {
    return rejected.list(Optional.empty(), 100);
  }

  private double rejected(String reason) {
    return registry.counter("silverbell.rejected", "reason", reason).count();
  }

  private InboundMessage vitals(String payload) {
    return message("vitals", payload, false);
  }

  private InboundMessage message(String kind, String payload, boolean retained) {
    return message(
        topic("b-1", kind), payload, retained, () -> acknowledged.add(kind + " " + payload));
  }

  private static InboundMessage message(
      String topic, String payload, boolean retained, Runnable acknowledgement) {
    return new InboundMessage(
        topic, bytes(payload), NOW, retained, InboundMessage.Delivery.NONE, acknowledgement);
  }

  private static String topic(String band, String kind) {
    return "silverbell/v1/bands/" + band + "/" + kind;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
