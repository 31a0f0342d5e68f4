package care.silverbell.records.trend;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.telemetry.PostgresTelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryMetrics;
import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.ingest.trend.RollUps;
import care.silverbell.records.trend.Gap.Why;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A day with gaps of every kind, seen whole and from within. */
class GapReasonsTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");

  private static TestDatabase database;
  private static PostgresTelemetryStore store;
  private static RollUps rollUps;

  private final PersonId person = new PersonId(UUID.randomUUID());
  private final List<Reading> said = new ArrayList<>();

  @BeforeAll
  static void open() {
    database = TestDatabase.create("ingest");
    store =
        new PostgresTelemetryStore(
            database.database(), () -> MIDNIGHT, new TelemetryMetrics(new SimpleMeterRegistry()));
    rollUps = new RollUps(database.database(), ZoneOffset.UTC, () -> MIDNIGHT);
  }

  @AfterAll
  static void close() {
    rollUps.close();
    database.close();
  }

  @Test
  void eachGapHasItsReasonAndOneThatBeganAsSilenceAndEndedOnNoWristIsTwo() {
    beats(0, 60);
    worn(61, false); // taken off, and silent until it is on again
    beats(120, 180);
    beats(240, 300); // silent between
    status(330); // heard of, without a value
    status(350);
    beats(400, 420);
    worn(520, false); // silent, then on no wrist
    beats(600, 602);
    brokerSawItGo(640); // no word of the band's
    keep();

    assertThat(gaps(0, 720))
        .containsExactly(
            gap(60, 120, Why.NOT_WORN),
            gap(180, 240, Why.NO_SIGNAL),
            gap(300, 400, Why.NOT_MEASURED),
            gap(420, 520, Why.NO_SIGNAL),
            gap(520, 600, Why.NOT_WORN),
            gap(602, 720, Why.NO_SIGNAL));
  }

  @Test
  void aGapHasTheSameReasonWhenItIsLookedAtFromWithin() {
    beats(0, 60);
    worn(61, false);
    beats(600, 660);
    keep();
    assertThat(gaps(200, 300)).containsExactly(gap(200, 300, Why.NOT_WORN));
    assertThat(gaps(0, 661)).containsExactly(gap(60, 600, Why.NOT_WORN));
  }

  @Test
  void whoNeverHadAValueHasNoSignal() {
    assertThat(gaps(0, 100)).containsExactly(gap(0, 100, Why.NO_SIGNAL));
  }

  /** With windows of a minute, so that a gap begins where the last beat's minute ends. */
  private List<Gap> gaps(int from, int to) {
    return Ribbon.read(store, rollUps, person, Sign.HEART_RATE, minute(from), minute(to)).gaps();
  }

  /** A heart rate each minute, the last one a minute before the end. */
  private void beats(int from, int to) {
    for (int minute = from; minute < to; minute++) {
      said.add(new Vitals(person, Moment.of(minute(minute)), Signs.ofHeartRate(70)));
    }
    // Seen by the millisecond, so that both ends are those of the minutes.
    said.add(new Vitals(person, Moment.of(minute(to).minusMillis(1)), Signs.ofHeartRate(70)));
  }

  private void worn(int minute, boolean worn) {
    say(minute, false, new BandState(true, null, null, worn, null));
  }

  private void status(int minute) {
    say(minute, false, new BandState(true, 80, null, null, null));
  }

  private void brokerSawItGo(int minute) {
    say(minute, true, new BandState(false, null, null, null, null));
  }

  private void say(int minute, boolean clockReplaced, BandState state) {
    said.add(
        new BandStatus(
            person, new Moment(minute(minute), clockReplaced), new BandSerial("b-1"), state));
  }

  private void keep() {
    store.write(said);
  }

  private static Gap gap(int from, int to, Why why) {
    return new Gap(minute(from), minute(to), why);
  }

  private static Instant minute(int minute) {
    return MIDNIGHT.plus(Duration.ofMinutes(minute));
  }
}
