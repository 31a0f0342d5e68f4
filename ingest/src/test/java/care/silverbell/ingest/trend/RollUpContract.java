package care.silverbell.ingest.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Hours and days equal what is computed from the samples themselves, on another way, whatever store
 * keeps the readings and in whatever order they come.
 */
abstract class RollUpContract {
  /** Half an hour off, so that hours are not those of UTC. */
  static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

  static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
  static final AtomicReference<Instant> NOW =
      new AtomicReference<>(FIRST.plusDays(10).atStartOfDay(ZONE).toInstant());

  private final PersonId person = new PersonId(UUID.randomUUID());

  /** The store, whose writes are marked. */
  abstract TelemetryStore store();

  /** The same store, whose writes are not marked: as it was before there were roll-ups. */
  abstract TelemetryStore unmarked();

  /** The roll-ups made from it; their clock is {@link #NOW}. */
  abstract RollUps rollUps();

  /** Where they are kept. */
  abstract Database database();

  @Test
  void daysEqualAnIndependentComputationAlsoAfterLateData() {
    SortedMap<Instant, Integer> samples = recorded();
    List<Instant> late =
        new ArrayList<>(
            samples.keySet().stream().filter(it -> it.toEpochMilli() % 7 == 0).toList());
    List<Instant> soon = new ArrayList<>(samples.keySet());
    soon.removeAll(late);

    store().write(vitals(samples, soon));
    holds(select(samples, soon)); // made on the spot: nothing has been rolled up
    rollUp();
    holds(select(samples, soon));

    store().write(vitals(samples, late));
    holds(samples);
    rollUp();
    holds(samples);
    assertThat(rollUps().days(person, Sign.SPO2, FIRST, FIRST.plusDays(5))).isEmpty();
  }

  @Test
  void rollingUpTwiceChangesNothing() {
    SortedMap<Instant, Integer> samples = recorded();
    store().write(vitals(samples, List.copyOf(samples.keySet())));
    rollUp();
    List<DayFigures> once = rollUps().days(person, Sign.HEART_RATE, FIRST, FIRST.plusDays(5));
    store().write(vitals(samples, List.copyOf(samples.keySet())));
    rollUp();
    assertThat(rollUps().days(person, Sign.HEART_RATE, FIRST, FIRST.plusDays(5))).isEqualTo(once);
  }

  @Test
  void daysFromBeforeThereWereRollUpsAreHandedInOnceAndThenHold() {
    SortedMap<Instant, Integer> samples = recorded();
    List<Instant> all = List.copyOf(samples.keySet());
    unmarked().write(vitals(samples, all));
    assertThat(rollUps().days(person, Sign.HEART_RATE, FIRST, FIRST.plusDays(5))).isEmpty();

    int found = rollUps().handInWhatWasBefore(store());
    assertThat(found).isGreaterThanOrEqualTo(4);
    holds(samples); // made on the spot
    assertThat(rollUps().handInWhatWasBefore(store())).isZero();
    rollUps().rollUpWhatIsDue(store()); // at once: nothing has to be quiet
    assertThat(waiting()).isZero();
    holds(samples);

    List<DayFigures> once = rollUps().days(person, Sign.HEART_RATE, FIRST, FIRST.plusDays(5));
    forgetWhoWasLookedThrough();
    assertThat(rollUps().handInWhatWasBefore(store()))
        .as("handed in though rolled up")
        .isLessThan(found);
    rollUps().rollUpWhatIsDue(store());
    assertThat(rollUps().days(person, Sign.HEART_RATE, FIRST, FIRST.plusDays(5))).isEqualTo(once);
  }

  @Test
  void aBackfillThatIsKilledGoesOnWithWhoWasNotLookedThrough() {
    SortedMap<Instant, Integer> samples = recorded();
    unmarked().write(vitals(samples, List.copyOf(samples.keySet())));
    RollUps killed = rollUps();
    TelemetryStore dying = new DyingStore(store(), person);
    assertThatThrownBy(() -> killed.handInWhatWasBefore(dying))
        .isInstanceOf(TelemetryUnavailable.class);
    assertThat(waiting()).as("half a person is none").isZero();

    assertThat(rollUps().handInWhatWasBefore(store())).isGreaterThanOrEqualTo(4);
    rollUps().rollUpWhatIsDue(store());
    holds(samples);
  }

  private long waiting() {
    return database()
        .query("counting", "select count(*) as n from stale_day where person = $1", person.value())
        .iterator()
        .next()
        .getLong("n");
  }

  private void forgetWhoWasLookedThrough() {
    var _ =
        database()
            .query("forgetting", "delete from roll_up_backfill where person = $1", person.value());
  }

  private void holds(SortedMap<Instant, Integer> samples) {
    List<DayFigures> days = rollUps().days(person, Sign.HEART_RATE, FIRST, FIRST.plusDays(5));
    Map<LocalDate, List<Map.Entry<Instant, Integer>>> expected = by(samples, RollUpContract::dayOf);
    assertThat(days).extracting(DayFigures::day).containsExactlyElementsOf(expected.keySet());
    days.forEach(day -> holds(day, of(expected, day.day())));
    List<RollUp> hours =
        rollUps().hours(person, Sign.HEART_RATE, FIRST.atStartOfDay(ZONE).toInstant(), NOW.get());
    Map<Instant, List<Map.Entry<Instant, Integer>>> expectedHours =
        by(samples, at -> at.atZone(ZONE).withMinute(0).withSecond(0).withNano(0).toInstant());
    assertThat(hours).extracting(RollUp::at).containsExactlyElementsOf(expectedHours.keySet());
    hours.forEach(hour -> same(hour, of(expectedHours, hour.at())));
  }

  private static void holds(DayFigures day, List<Map.Entry<Instant, Integer>> samples) {
    same(day.whole(), samples);
    List<Double> fives = means(samples, Duration.ofMinutes(5));
    @Nullable Double resting = fives.size() < 36 ? null : fives.get((fives.size() + 9) / 10 - 1);
    same(day.resting(), resting);
    same(day.byNight(), mean(samples.stream().filter(it -> !isDay(it.getKey())).toList()));
    same(day.byDay(), mean(samples.stream().filter(it -> isDay(it.getKey())).toList()));
    assertThat(day.minutes().values().stream().mapToInt(it -> it).sum())
        .isEqualTo(means(samples, Duration.ofMinutes(1)).size());
    assertThat(day.minutes())
        .isEqualTo(
            means(samples, Duration.ofMinutes(1)).stream()
                .collect(
                    Collectors.toMap(
                        it -> (int) Math.round(it), _ -> 1, Integer::sum, TreeMap::new)));
  }

  private static void same(@Nullable Double found, @Nullable Double expected) {
    if (expected == null) {
      assertThat(found).isNull();
    } else {
      assertThat(found).isCloseTo(expected, within(1e-9));
    }
  }

  private static void same(RollUp rolled, List<Map.Entry<Instant, Integer>> samples) {
    DoubleSummaryStatistics all =
        samples.stream().mapToDouble(Map.Entry::getValue).summaryStatistics();
    assertThat(rolled.count()).isEqualTo(all.getCount());
    assertThat(rolled.min()).isEqualTo(all.getMin());
    assertThat(rolled.max()).isEqualTo(all.getMax());
    assertThat(rolled.mean()).isCloseTo(all.getAverage(), within(1e-9));
  }

  private static @Nullable Double mean(List<Map.Entry<Instant, Integer>> samples) {
    return samples.isEmpty()
        ? null
        : samples.stream().mapToInt(Map.Entry::getValue).average().orElseThrow();
  }

  /** The means of the windows that have a sample, the least first. */
  private static List<Double> means(List<Map.Entry<Instant, Integer>> samples, Duration every) {
    return samples.stream()
        .collect(
            Collectors.groupingBy(
                it -> it.getKey().toEpochMilli() / every.toMillis(),
                Collectors.averagingInt(Map.Entry::getValue)))
        .values()
        .stream()
        .sorted()
        .toList();
  }

  private static <K> Map<K, List<Map.Entry<Instant, Integer>>> by(
      SortedMap<Instant, Integer> samples, Function<Instant, K> what) {
    return samples.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                it -> what.apply(it.getKey()), TreeMap::new, Collectors.toList()));
  }

  private static <K, V> V of(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key));
  }

  private static boolean isDay(Instant at) {
    int hour = at.atZone(ZONE).getHour();
    return hour >= 6 && hour < 22;
  }

  private static LocalDate dayOf(Instant at) {
    return at.atZone(ZONE).toLocalDate();
  }

  /** Four days with a sample every 5 to 100 seconds, and hours in which the band was off. */
  private static SortedMap<Instant, Integer> recorded() {
    Random random = new Random(7);
    SortedMap<Instant, Integer> samples = new TreeMap<>();
    Instant at = FIRST.atStartOfDay(ZONE).toInstant().plusSeconds(4 * 3600);
    Instant end = at.plus(Duration.ofDays(3)).plusSeconds(5000);
    int rate = 70;
    while (at.isBefore(end)) {
      rate = Math.clamp(rate + random.nextInt(-4, 5), 38, 160);
      samples.put(at, rate);
      boolean off = random.nextInt(500) == 0;
      at = at.plusSeconds(off ? 3 * 3600 : 5 + random.nextInt(95)).plusMillis(random.nextInt(1000));
    }
    return samples;
  }

  private static SortedMap<Instant, Integer> select(
      SortedMap<Instant, Integer> samples, List<Instant> which) {
    SortedMap<Instant, Integer> some = new TreeMap<>();
    which.forEach(at -> some.put(at, of(samples, at)));
    return some;
  }

  private List<Reading> vitals(SortedMap<Instant, Integer> samples, List<Instant> which) {
    List<Reading> readings = new ArrayList<>();
    which.forEach(at ->
        readings.add(
            new Vitals(person, new Moment(at, false), Signs.ofHeartRate(of(samples, at)))));
    return readings;
  }

  /** Waits, on our own clock, until no mark stands any more, and rolls up. */
  private void rollUp() {
    NOW.updateAndGet(now -> now.plus(StaleDays.QUIET).plusSeconds(1));
    rollUps().rollUpWhatIsDue(store());
  }
}
