package care.silverbell.ingest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.telemetry.TelemetryStore.Latest;
import care.silverbell.ingest.telemetry.TelemetryStore.Point;
import care.silverbell.ingest.telemetry.TelemetryStore.Stretch;
import care.silverbell.ingest.telemetry.TelemetryStore.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every telemetry store does, whatever keeps its readings. */
abstract class TelemetryStoreContract {
  static final Instant NOW = Instant.parse("2026-11-22T08:00:00.250Z");
  private static final Instant MORNING = Instant.parse("2026-11-22T00:00:00Z");
  private static final int ALL = 100_000;

  private PersonId person;

  /** The store under test; its clock stands at {@link #NOW}. */
  abstract TelemetryStore store();

  @BeforeEach
  void someoneNew() {
    person = new PersonId(UUID.randomUUID());
  }

  @Test
  void theSameReadingsWrittenTwiceAreOne() {
    List<Reading> readings = List.of(heartRate(0, 71), fix(0, 37.5391), battery(0, 80));
    store().write(readings);
    Latest once = store().latest(person);
    store().write(readings);
    assertThat(beats(MORNING, NOW)).containsExactly(point(0, 71));
    assertThat(store().track(person, MORNING, NOW, ALL)).containsExactly(fix(0, 37.5391));
    assertThat(store().latest(person)).isEqualTo(once);
  }

  @Test
  void theSameReadingTwiceInOneBatchIsOne() {
    store().write(List.of(heartRate(0, 71), heartRate(1, 72), heartRate(0, 71)));
    assertThat(beats(MORNING, NOW)).containsExactly(point(0, 71), point(1, 72));
  }

  @Test
  void differentSignsOfOneMomentAreJoined() {
    store().write(List.of(heartRate(0, 71)));
    store().write(List.of(vitals(0, new Signs(null, 97, 128, 78, null, null, true, null))));
    store().write(List.of(vitals(0, new Signs(null, null, null, null, 36.4, 1203, null, true))));
    assertJoined();
  }

  @Test
  void differentSignsOfOneMomentAreJoinedWithinABatch() {
    store()
        .write(
            List.of(
                heartRate(0, 71),
                vitals(0, new Signs(null, 97, 128, 78, null, null, true, null)),
                vitals(0, new Signs(null, null, null, null, 36.4, 1203, null, true))));
    assertJoined();
  }

  private void assertJoined() {
    assertThat(store().latest(person).signs())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                Sign.HEART_RATE, point(0, 71),
                Sign.SPO2, point(0, 97),
                Sign.SYSTOLIC, point(0, 128),
                Sign.DIASTOLIC, point(0, 78),
                Sign.TEMPERATURE, point(0, 36.4),
                Sign.STEPS, point(0, 1203)));
    for (Sign sign : Sign.values()) {
      assertThat(store().points(person, sign, MORNING, NOW, ALL)).hasSize(1);
    }
  }

  @Test
  void someSignsAloneAreReadWithWhatIsSaidOfTheBand() {
    store()
        .write(
            List.of(
                vitals(0, new Signs(71, 97, 128, 78, 36.4, 1203, true, false)),
                vitals(1, new Signs(null, 96, null, null, 36.5, null, false, null)),
                vitals(2, new Signs(null, null, null, null, null, 1209, null, null)),
                vitals(3, Signs.ofHeartRate(73))));
    assertThat(store().vitals(person, Set.of(Sign.HEART_RATE, Sign.STEPS), at(0), at(3), ALL))
        .filteredOn(it -> it.signs().heartRate() != null || it.signs().steps() != null)
        .containsExactly(
            vitals(0, new Signs(71, null, null, null, null, 1203, true, false)),
            vitals(2, new Signs(null, null, null, null, null, 1209, null, null)));
    assertThat(store().vitals(person, Set.of(Sign.TEMPERATURE), at(0), at(3), ALL))
        .filteredOn(it -> it.signs().temperature() != null)
        .containsExactly(vitals(0, new Signs(null, null, null, null, 36.4, null, true, false)));
    assertThat(store().vitals(person, Set.of(Sign.HEART_RATE), at(0), NOW, 1)).hasSize(1);
    assertThat(store().vitals(person, Set.of(Sign.HEART_RATE), at(0), NOW, 0)).isEmpty();
  }

  @Test
  void whatWasMeasuredOnNoWristIsNobodys() {
    store()
        .write(
            List.of(
                vitals(0, new Signs(71, 97, 128, 78, 36.4, 1203, true, false)),
                vitals(1, new Signs(31, 61, 61, 41, 22.5, 1204, false, true))));
    for (Sign sign : Sign.values()) {
      int expected = sign == Sign.STEPS ? 2 : 1;
      assertThat(store().points(person, sign, MORNING, NOW, ALL)).as("%s", sign).hasSize(expected);
      assertThat(store().windows(person, sign, MORNING, NOW, Duration.ofDays(1)))
          .extracting(Window::count)
          .containsExactly((long) expected);
      Point newest = store().newestBefore(person, sign, NOW).orElseThrow();
      assertThat(newest.at()).isEqualTo(at(sign == Sign.STEPS ? 1 : 0));
      assertThat(store().latest(person).signs()).containsEntry(sign, newest);
    }
    assertThat(store().vitals(person, MORNING, NOW, ALL).getLast())
        .isEqualTo(vitals(1, new Signs(null, null, null, null, null, 1204, false, true)));
    assertThat(store().vitals(person, Set.of(Sign.HEART_RATE), MORNING, NOW, ALL))
        .containsExactly(
            vitals(0, new Signs(71, null, null, null, null, null, true, false)),
            vitals(1, new Signs(null, null, null, null, null, null, false, true)));
    assertThat(store().notWorn(person, List.of(new Stretch(MORNING, NOW))))
        .containsExactly(Optional.of(at(1)));
  }

  @Test
  void aCorrectedValueStandsOverTheFirst() {
    store().write(List.of(heartRate(0, 171), fix(0, 1)));
    store().write(List.of(heartRate(0, 71), fix(0, 2)));
    assertThat(beats(MORNING, NOW)).containsExactly(point(0, 71));
    assertThat(store().track(person, MORNING, NOW, ALL)).containsExactly(fix(0, 2));
  }

  @Test
  void fromIsIncludedAndToIsNot() {
    store().write(List.of(heartRate(0, 70), heartRate(1, 71), heartRate(2, 72)));
    store().write(List.of(fix(0, 10), fix(1, 11), fix(2, 12)));
    assertThat(beats(at(0), at(2))).containsExactly(point(0, 70), point(1, 71));
    assertThat(beats(at(0).plusMillis(1), at(2).plusMillis(1)))
        .containsExactly(point(1, 71), point(2, 72));
    assertThat(beats(at(0).plusNanos(1), at(1).plusNanos(1_000))).containsExactly(point(1, 71));
    assertThat(store().track(person, at(1), at(2), ALL)).containsExactly(fix(1, 11));
    assertThat(store().windows(person, Sign.HEART_RATE, at(1), at(2), Duration.ofHours(1)))
        .extracting(Window::count)
        .containsExactly(1L);
  }

  @Test
  void aRangeThatHoldsNothingOrRunsBackwardsIsEmpty() {
    store().write(List.of(heartRate(1, 70), fix(1, 10)));
    for (Instant to : List.of(at(0), at(1), MORNING)) {
      assertThat(beats(at(1), to)).isEmpty();
      assertThat(store().track(person, at(1), to, ALL)).isEmpty();
      assertThat(store().windows(person, Sign.HEART_RATE, at(1), to, Duration.ofMinutes(5)))
          .isEmpty();
    }
    assertThat(store().points(person, Sign.SPO2, MORNING, NOW, ALL)).isEmpty();
  }

  @Test
  void millisecondsAreKept() {
    var early = new Vitals(person, Moment.of(at(0).plusMillis(1)), Signs.ofHeartRate(70));
    var late = new Vitals(person, Moment.of(at(0).plusMillis(2)), Signs.ofHeartRate(71));
    store().write(List.of(late, early));
    assertThat(beats(MORNING, NOW))
        .containsExactly(new Point(at(0).plusMillis(1), 70), new Point(at(0).plusMillis(2), 71));
  }

  @Test
  void aLimitKeepsTheOldest() {
    store().write(List.of(heartRate(2, 72), heartRate(0, 70), heartRate(1, 71)));
    store().write(List.of(fix(2, 12), fix(0, 10), fix(1, 11)));
    assertThat(store().points(person, Sign.HEART_RATE, MORNING, NOW, 2))
        .containsExactly(point(0, 70), point(1, 71));
    assertThat(store().track(person, MORNING, NOW, 2)).containsExactly(fix(0, 10), fix(1, 11));
    assertThat(store().points(person, Sign.HEART_RATE, MORNING, NOW, 0)).isEmpty();
    assertThat(store().track(person, MORNING, NOW, 0)).isEmpty();
  }

  @Test
  void everyPersonsReadingsAreTheirOwn() {
    var other = new PersonId(UUID.randomUUID());
    store().write(List.of(heartRate(0, 70)));
    store().write(List.of(new Vitals(other, Moment.of(at(0)), Signs.ofHeartRate(120))));
    assertThat(beats(MORNING, NOW)).containsExactly(point(0, 70));
    assertThat(store().points(other, Sign.HEART_RATE, MORNING, NOW, ALL))
        .containsExactly(point(0, 120));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1M", "PT5M", "PT7M", "PT1H", "PT1.5S", "P1D"})
  void windowsAgreeWithValuesReckonedHere(String every) {
    Duration window = Duration.parse(every);
    List<Reading> readings = scatteredHeartRates(500);
    store().write(readings);
    Instant from = MORNING.plusSeconds(95);
    Instant to = MORNING.plus(Duration.ofHours(3));
    List<Window> expected = reckon(readings, from, to, window);
    List<Window> found = store().windows(person, Sign.HEART_RATE, from, to, window);
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i).at()).isEqualTo(expected.get(i).at());
      assertThat(found.get(i).min()).isEqualTo(expected.get(i).min());
      assertThat(found.get(i).max()).isEqualTo(expected.get(i).max());
      assertThat(found.get(i).count()).isEqualTo(expected.get(i).count());
      assertThat(found.get(i).mean()).isCloseTo(expected.get(i).mean(), within(1e-9));
    }
  }

  @Test
  void windowsOfTemperatureAreDecimal() {
    store()
        .write(
            List.of(
                vitals(0, new Signs(null, null, null, null, 36.4, null, null, null)),
                vitals(1, new Signs(null, null, null, null, 36.9, null, null, null))));
    Window window =
        store().windows(person, Sign.TEMPERATURE, MORNING, NOW, Duration.ofDays(1)).getFirst();
    assertThat(window.at()).isEqualTo(MORNING);
    assertThat(window.min()).isEqualTo(36.4);
    assertThat(window.max()).isEqualTo(36.9);
    assertThat(window.mean()).isCloseTo(36.65, within(1e-9));
  }

  private List<Reading> scatteredHeartRates(int count) {
    Random random = new Random(7);
    return random
        .longs(count, 0, Duration.ofHours(4).toMillis())
        .distinct()
        .mapToObj(millis ->
            (Reading)
                new Vitals(
                    person,
                    Moment.of(MORNING.plusMillis(millis)),
                    Signs.ofHeartRate(50 + random.nextInt(90))))
        .toList();
  }

  private static List<Window> reckon(
      List<Reading> readings, Instant from, Instant to, Duration every) {
    TreeMap<Long, DoubleSummaryStatistics> windows = new TreeMap<>();
    for (Reading reading : readings) {
      Instant at = reading.moment().at();
      if (!at.isBefore(from) && at.isBefore(to) && reading instanceof Vitals vitals) {
        long start = Math.floorDiv(at.toEpochMilli(), every.toMillis()) * every.toMillis();
        windows
            .computeIfAbsent(start, _ -> new DoubleSummaryStatistics())
            .accept(Objects.requireNonNull(vitals.signs().heartRate()));
      }
    }
    return windows.entrySet().stream()
        .map(e ->
            new Window(
                Instant.ofEpochMilli(e.getKey()),
                e.getValue().getMin(),
                e.getValue().getAverage(),
                e.getValue().getMax(),
                e.getValue().getCount()))
        .toList();
  }

  @Test
  void theLatestOfEachSignMayBeOfDifferentTimes() {
    store().write(List.of(vitals(0, new Signs(70, 96, null, null, null, null, null, null))));
    store().write(List.of(heartRate(9, 75), heartRate(5, 73), fix(3, 10), fix(2, 11)));
    store().write(List.of(battery(4, 60), battery(1, 80)));
    Latest latest = store().latest(person);
    assertThat(latest.signs())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(Sign.HEART_RATE, point(9, 75), Sign.SPO2, point(0, 96)));
    assertThat(latest.location()).contains(fix(3, 10));
    assertThat(latest.status()).contains(battery(4, 60));
  }

  @Test
  void theLatestIsNotOlderThanThirtyDays() {
    Instant old = NOW.minus(Duration.ofDays(30));
    store()
        .write(
            List.of(
                new Vitals(person, Moment.of(old.minusMillis(1)), Signs.ofHeartRate(70)),
                new Location(
                    person, Moment.of(old.minusMillis(1)), new Position(1, 2, null, null))));
    assertThat(store().latest(person)).isEqualTo(nothing());
    store().write(List.of(new Vitals(person, Moment.of(old), Signs.ofHeartRate(71))));
    assertThat(store().latest(person).signs())
        .containsExactly(Map.entry(Sign.HEART_RATE, new Point(old, 71)));
  }

  @Test
  void ofAPersonNobodyHasHeardOfNothingIsKnown() {
    assertThat(store().latest(person)).isEqualTo(nothing());
    assertThat(beats(MORNING, NOW)).isEmpty();
    assertThat(store().track(person, MORNING, NOW, ALL)).isEmpty();
  }

  private static Latest nothing() {
    return new Latest(Map.of(), Optional.empty(), Optional.empty());
  }

  @Test
  void aReadingThatSaysNothingIsNotKept() {
    var silence = new BandState(null, null, null, null, null);
    var band = new BandSerial("demo-0001");
    store()
        .write(
            List.of(
                new Vitals(person, new Moment(at(0), true), Signs.NONE),
                new BandStatus(person, new Moment(at(0), true), band, silence)));
    store().write(List.of());
    assertThat(store().latest(person)).isEqualTo(nothing());
  }

  @Test
  void everySignOfAMomentIsKept() {
    List<Vitals> vitals =
        List.of(
            new Vitals(
                person, Moment.of(at(1)), new Signs(72, 97, 128, 78, 36.5, 1203, true, false)),
            new Vitals(
                person,
                new Moment(at(2), true),
                new Signs(null, null, null, null, null, null, false, true)),
            new Vitals(person, Moment.of(at(3)), Signs.ofHeartRate(60)));
    store().write(List.copyOf(vitals));
    assertThat(store().vitals(person, MORNING, NOW, ALL)).isEqualTo(vitals);
    assertThat(store().vitals(person, MORNING, NOW, 2)).isEqualTo(vitals.subList(0, 2));
    assertThat(store().vitals(person, at(2), at(3), ALL)).isEqualTo(vitals.subList(1, 2));
  }

  @Test
  void everyPartOfAFixIsKept() {
    List<Location> fixes = new ArrayList<>();
    for (Position.Source source : Position.Source.values()) {
      var position = new Position(37.5391, 121.3914, 12.5, source);
      fixes.add(new Location(person, new Moment(at(fixes.size()), true), position));
    }
    fixes.add(new Location(person, Moment.of(at(8)), new Position(-90, -180, 0.0, null)));
    fixes.add(new Location(person, Moment.of(at(9)), new Position(1.0e-5, 0, null, null)));
    store().write(List.copyOf(fixes));
    assertThat(store().track(person, MORNING, NOW, ALL)).isEqualTo(fixes);
    assertThat(store().latest(person).location()).contains(fixes.getLast());
  }

  @Test
  void everyPartOfAStatusIsKept() {
    var band = new BandSerial("demo-0001");
    var last =
        new BandStatus(
            person, new Moment(at(1), true), band, new BandState(true, 83, false, true, "1.2.0"));
    store()
        .write(
            List.of(
                last,
                new BandStatus(
                    person, Moment.of(at(0)), band, new BandState(false, null, null, null, null))));
    assertThat(store().latest(person).status()).contains(last);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "银铃手环 一号",
        "a,b=c d",
        "\"quoted\"",
        "back\\slash",
        "a\\,b",
        "'; drop table vitals; --",
        "' OR 1=1",
        "#no comment",
        "tab\there",
        "🔔",
        "a=1i,b=2i 5",
        "null",
        "%s %d $1"
      })
  void oddStringsComeBackAsTheyWent(String odd) {
    var state = new BandState(true, 50, null, null, odd);
    var status = new BandStatus(person, Moment.of(at(0)), new BandSerial(odd), state);
    store().write(List.of(status));
    assertThat(store().latest(person).status()).contains(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines", "ends with \\", "\\", "\\\"", "", " ", "\n", "\r\n"})
  void firmwareMayBeAnyText(String odd) {
    var state = new BandState(null, null, null, null, odd);
    var status = new BandStatus(person, Moment.of(at(0)), new BandSerial("demo-0001"), state);
    store().write(List.of(status, heartRate(0, 70)));
    assertThat(store().latest(person).status()).contains(status);
    assertThat(beats(MORNING, NOW)).containsExactly(point(0, 70));
  }

  @Test
  void aSerialThatNoLineCanHoldLosesNoReading() {
    List<String> serials = List.of("two\nlines", "ends with \\", "a\0b", "\\");
    for (int i = 0; i < serials.size(); i++) {
      var state = new BandState(null, i, null, null, "a\0b");
      store()
          .write(
              List.of(
                  new BandStatus(person, Moment.of(at(i)), new BandSerial(serials.get(i)), state)));
      assertThat(store().latest(person).status().orElseThrow().state())
          .isEqualTo(new BandState(null, i, null, null, "a\uFFFDb"));
    }
  }

  @Test
  void tenThousandReadingsAreOneBatch() {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Moment moment = Moment.of(MORNING.plusSeconds(i));
      readings.add(new Vitals(person, moment, Signs.ofHeartRate(60 + i % 40)));
    }
    Collections.shuffle(readings, new Random(1));
    store().write(readings);
    List<Point> found = beats(MORNING, MORNING.plusSeconds(10_000));
    assertThat(found).hasSize(10_000).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    assertThat(found.get(1_234)).isEqualTo(new Point(MORNING.plusSeconds(1_234), 60 + 1_234 % 40));
  }

  @Test
  void lanesThatWriteTheSameReadingsAtOnceDoNotHinderEachOther() throws Exception {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      readings.add(heartRate(i, 60 + i % 40));
      readings.add(fix(i, i % 90));
    }
    try (var lanes = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writes = new ArrayList<>();
      for (int lane = 0; lane < 8; lane++) {
        List<Reading> shuffled = new ArrayList<>(readings);
        Collections.shuffle(shuffled, new Random(lane));
        writes.add(lanes.submit(() -> store().write(shuffled)));
      }
      for (Future<?> write : writes) {
        write.get();
      }
    }
    assertThat(beats(MORNING, MORNING.plusSeconds(50_000)))
        .isEqualTo(IntStream.range(0, 500).mapToObj(i -> point(i, 60 + i % 40)).toList());
  }

  @Test
  void aStoreThatAnswersHasNoTrouble() {
    assertThat(store().trouble()).isEmpty();
  }

  @Test
  void theNewestBeforeAMomentIsFoundAndNoOlderThanAMonth() {
    store().write(List.of(heartRate(0, 70), heartRate(5, 71), vitals(6, off())));
    assertThat(store().newestBefore(person, Sign.HEART_RATE, at(9))).contains(point(5, 71));
    assertThat(store().newestBefore(person, Sign.HEART_RATE, at(5))).contains(point(0, 70));
    assertThat(store().newestBefore(person, Sign.HEART_RATE, at(0))).isEmpty();
    assertThat(store().newestBefore(person, Sign.SPO2, at(9))).isEmpty();
    assertThat(store().newestBefore(person, Sign.HEART_RATE, at(6).plus(Duration.ofDays(30))))
        .isEmpty();
  }

  @Test
  void itsFirstWordOfBeingOnNoWristIsFoundInEachStretch() {
    BandStatus takenOff = status(20, new BandState(null, null, null, false, null));
    store().write(List.of(heartRate(0, 70), vitals(30, off()), takenOff, battery(10, 80)));
    store().write(List.of(vitals(40, new Signs(null, null, null, null, null, null, true, null))));
    List<Stretch> many = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      many.add(new Stretch(at(minute), at(minute + 1)));
    }
    many.add(new Stretch(at(0), at(60)));
    many.add(new Stretch(at(21), at(60)));
    many.add(new Stretch(at(9), at(3)));
    List<Optional<Instant>> found = store().notWorn(person, many);
    assertThat(found).hasSize(63);
    assertThat(found.subList(60, 63))
        .containsExactly(Optional.of(at(20)), Optional.of(at(30)), Optional.empty());
    assertThat(IntStream.range(0, 60).filter(it -> found.get(it).isPresent()).toArray())
        .containsExactly(20, 30);
    assertThat(store().notWorn(person, List.of())).isEmpty();
  }

  @Test
  void aWordOfTheBandIsOneAndTheBrokersIsNot() {
    BandStatus gone =
        new BandStatus(
            person,
            new Moment(at(10), true),
            new BandSerial("demo-0001"),
            new BandState(false, null, null, null, null));
    BandStatus switchedOff = status(50, new BandState(false, null, null, null, null));
    store().write(List.of(heartRate(0, 70), gone, fix(20, 37.5), battery(30, 80), switchedOff));
    assertThat(
            store()
                .spoke(
                    person,
                    IntStream.rangeClosed(0, 6)
                        .mapToObj(it -> new Stretch(at(10 * it), at(10 * it + 5)))
                        .toList()))
        .containsExactly(true, false, true, true, false, true, false);
    assertThat(store().spoke(person, List.of())).isEmpty();
  }

  @Test
  void everybodyWithVitalsIsListedAndWhenTheyBegin() {
    PersonId first = person;
    assertThat(store().oldest(first)).isEmpty();
    store().write(List.of(heartRate(3, 70), heartRate(1, 71), vitals(2, off()), fix(0, 37.5)));
    someoneNew();
    store().write(List.of(fix(0, 37.5)));
    PersonId neverMeasured = person;
    someoneNew();
    store().write(List.of(vitals(7, off())));
    assertThat(store().oldest(first)).contains(at(1));
    assertThat(store().oldest(person)).contains(at(7));
    assertThat(store().people())
        .contains(first, person)
        .doesNotContain(neverMeasured)
        .doesNotHaveDuplicates();
  }

  private static Signs off() {
    return new Signs(null, null, null, null, null, null, false, null);
  }

  private BandStatus status(int minute, BandState state) {
    return new BandStatus(person, Moment.of(at(minute)), new BandSerial("demo-0001"), state);
  }

  private List<Point> beats(Instant from, Instant to) {
    return store().points(person, Sign.HEART_RATE, from, to, ALL);
  }

  private static Instant at(int minute) {
    return MORNING.plusSeconds(60L * minute);
  }

  private static Point point(int minute, double value) {
    return new Point(at(minute), value);
  }

  private Vitals heartRate(int minute, int beatsPerMinute) {
    return vitals(minute, Signs.ofHeartRate(beatsPerMinute));
  }

  private Vitals vitals(int minute, Signs signs) {
    return new Vitals(person, Moment.of(at(minute)), signs);
  }

  private Location fix(int minute, double latitude) {
    var position = new Position(latitude, 121.3914, 12.0, Position.Source.GPS);
    return new Location(person, Moment.of(at(minute)), position);
  }

  private BandStatus battery(int minute, int percent) {
    var state = new BandState(true, percent, null, null, null);
    return new BandStatus(person, Moment.of(at(minute)), new BandSerial("demo-0001"), state);
  }
}
