package care.silverbell.sim.resident;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.sim.wire.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResidentTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Place HOME = new Place(37.535, 121.391);
  private static final Instant MIDNIGHT = LocalDate.of(2026, 3, 4).atStartOfDay(ZONE).toInstant();
  private static final Instant TEN = MIDNIGHT.plus(Duration.ofHours(10));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 77, 4711})
  void theHeartIsSlowerAsleepThanWalking(long seed) {
    Resident resident = resident(seed);

    double asleep = meanRate(resident, Activity.ASLEEP);
    double walking = meanRate(resident, Activity.WALKING);

    assertThat(asleep).isBetween(45.0, 76.0);
    assertThat(walking).isBetween(asleep + 15, 125.0);
  }

  @Test
  void heartRatesOfATownAreThoseOfUnremarkableOldPeople() {
    List<Integer> rates =
        IntStream.range(0, 50)
            .boxed()
            .flatMap(seed -> minutes(1).map(at -> resident(seed).heartRate(at)))
            .toList();

    assertThat(rates).allMatch(rate -> rate >= 40 && rate <= 130);
    assertThat(rates.stream().distinct().count()).isGreaterThan(40);
  }

  @Test
  void theSameSeedIsTheSamePersonAndAnotherSeedIsNot() {
    Instant before = TEN.minusSeconds(15);

    assertThat(resident(5).vitals(before, TEN)).isEqualTo(resident(5).vitals(before, TEN));
    assertThat(resident(5).fix(TEN)).isEqualTo(resident(5).fix(TEN));
    assertThat(minutes(1).map(resident(6)::heartRate).toList())
        .isNotEqualTo(minutes(1).map(resident(5)::heartRate).toList());
  }

  @Test
  void whatIsMeasuredDoesNotDependOnWhatWasAskedBefore() {
    Resident asked = resident(5);
    minutes(5).forEach(asked::heartRate);

    assertThat(asked.heartRate(TEN)).isEqualTo(resident(5).heartRate(TEN));
  }

  @Test
  void theBatteryDrainsByDayAndIsChargedByNight() {
    Resident resident = resident(1);
    Instant noon = MIDNIGHT.plus(Duration.ofHours(12));

    assertThat(resident.battery(noon.plus(Duration.ofHours(6)))).isLessThan(resident.battery(noon));
    assertThat(minutes(10).anyMatch(at -> resident.status(at).charging())).isTrue();
    assertThat(minutes(10).map(resident::battery)).allMatch(level -> level >= 0 && level <= 100);
    assertThat(minutes(10).map(resident::battery)).anyMatch(level -> level > 95);
  }

  @Test
  void stepsGrowByWalkingAndBeginAnewAtMidnight() {
    Resident resident = resident(2);
    List<Integer> steps = minutes(1).map(at -> steps(resident, at)).toList();

    assertThat(steps.getFirst()).isZero();
    assertThat(steps).isSorted();
    assertThat(steps.getLast()).isBetween(500, 15_000);
    assertThat(steps(resident, MIDNIGHT.plus(Duration.ofDays(1)))).isZero();
  }

  @Test
  void offTheWristThereIsNoPulse() {
    Resident resident = resident(1);
    Instant charging = first(at -> Boolean.TRUE.equals(resident.status(at).charging()));

    Sample.Vitals vitals = resident.vitals(charging.minusSeconds(15), charging);

    assertThat(vitals.worn()).isFalse();
    assertThat(vitals.heartRate()).isNull();
  }

  @Test
  void aWalkLeavesTheHomeAndComesBackToIt() {
    Walk walk = new Walk(HOME, 3, 0.9, Duration.ofMinutes(40));

    assertThat(walk.after(Duration.ZERO).metresTo(HOME)).isLessThan(1);
    assertThat(walk.after(Duration.ofMinutes(40)).metresTo(HOME)).isLessThan(1);
    assertThat(LongStream.range(0, 40).mapToDouble(minute -> away(walk, minute)).max().orElse(0))
        .isBetween(100.0, 351.0);
  }

  @Test
  void nobodyWalksFasterThanTheirPace() {
    Walk walk = new Walk(HOME, 8, 0.9, Duration.ofMinutes(60));

    assertThat(LongStream.range(0, 3599))
        .allMatch(second ->
            walk.after(Duration.ofSeconds(second))
                    .metresTo(walk.after(Duration.ofSeconds(second + 1)))
                < 0.95);
  }

  @Test
  void aRacingHeartIsFastAtRest() {
    Resident resident = resident(4);
    resident.befall(Mishap.named("racing"), TEN);
    Instant soon = TEN.plus(Duration.ofMinutes(5));

    assertThat(resident.heartRate(soon)).isGreaterThan(125);
    assertThat(resident.activity(soon).atRest()).isTrue();
    assertThat(resident.heartRate(TEN.plus(Duration.ofHours(1)))).isLessThan(125);
  }

  @Test
  void whoWandersOffIsFarFromHome() {
    Resident resident = resident(4);
    resident.befall(Mishap.named("wander"), TEN);

    Sample.Fix fix = resident.fix(TEN.plus(Duration.ofMinutes(80)));

    assertThat(new Place(fix.lat(), fix.lon()).metresTo(HOME)).isGreaterThan(1_000);
  }

  @Test
  void aFlatBatteryIsAtZeroWithinMinutesAndASilentBandIsOutOfReach() {
    Resident resident = resident(4);
    resident.befall(Mishap.named("flat"), TEN);
    resident.befall(Mishap.named("silent"), TEN);

    assertThat(resident.battery(TEN.plus(Duration.ofMinutes(3)))).isZero();
    assertThat(resident.outOfReach(TEN.plus(Duration.ofMinutes(30)))).isTrue();
    assertThat(resident.battery(TEN.plus(Duration.ofHours(3)))).isPositive();
  }

  private static Resident resident(long seed) {
    return new Resident(seed, HOME, ZONE);
  }

  private static Stream<Instant> minutes(int every) {
    return IntStream.iterate(0, minute -> minute < 1440, minute -> minute + every)
        .mapToObj(minute -> MIDNIGHT.plus(Duration.ofMinutes(minute)));
  }

  private static double meanRate(Resident resident, Activity activity) {
    return IntStream.range(0, 7)
        .boxed()
        .flatMap(day -> minutes(1).map(at -> at.plus(Duration.ofDays(day))))
        .filter(at -> resident.activity(at) == activity)
        .mapToInt(resident::heartRate)
        .average()
        .orElseThrow();
  }

  private static Instant first(Predicate<Instant> wanted) {
    return IntStream.range(0, 7)
        .boxed()
        .flatMap(day -> minutes(1).map(at -> at.plus(Duration.ofDays(day))))
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }

  private static int steps(Resident resident, Instant at) {
    Integer steps = resident.vitals(at.minusSeconds(1), at).steps();
    return steps == null ? -1 : steps;
  }

  private static double away(Walk walk, long minute) {
    return walk.after(Duration.ofMinutes(minute)).metresTo(HOME);
  }
}
