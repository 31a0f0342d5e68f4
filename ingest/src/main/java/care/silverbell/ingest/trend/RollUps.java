package care.silverbell.ingest.trend;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.repeating.Repeating;
import care.silverbell.ingest.telemetry.TelemetryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hours and days of every sign, made again from the readings whenever those have changed, however
 * late. What is read here is always true to the readings: days that have changed and are not yet
 * rolled up are made on the spot.
 */
public final class RollUps implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RollUps.class);
  private static final Duration EVERY = Duration.ofSeconds(15);

  /** Days, a multiple of {@link #DAYS_AT_ONCE}. */
  private static final int SAID_EVERY = 2_000;

  private static final int DAYS_AT_ONCE = 200;

  /** Beyond that many changed days in a question, as after a great upload, what is kept is told. */
  private static final int MADE_ON_THE_SPOT = 40;

  private final RollUpTables tables;
  private final StaleDays stale;
  private final Backfill backfill;
  private final ZoneId zone;
  private volatile @Nullable TelemetryStore telemetry;
  private volatile @Nullable Repeating rolling;
  private volatile @Nullable Repeating handingIn;
  private volatile boolean handedIn;

  /**
   * Over a database that has the tables of {@code db/ingest}; does not close it.
   *
   * @param zone whose calendar the days are of
   */
  public RollUps(Database database, ZoneId zone, InstantSource clock) {
    tables = new RollUpTables(database);
    stale = new StaleDays(database, zone, clock);
    backfill = new Backfill(database, stale, clock);
    this.zone = zone;
  }

  /** Names the store whose readings are rolled up. */
  void readFrom(TelemetryStore readings) {
    telemetry = readings;
  }

  /** Begins to roll up what changes, from the readings of that store. */
  public void begin(TelemetryStore readings) {
    readFrom(readings);
    rolling =
        Repeating.every(
            EVERY, "roll-ups", "days cannot be rolled up", () -> rollUpWhatIsDue(readings));
    handingIn =
        Repeating.every(
            EVERY,
            "roll-up-backfill",
            "readings cannot be looked through for days that were never rolled up",
            () -> handInOnce(readings));
  }

  /** Whose calendar the days are of. */
  public ZoneId zone() {
    return zone;
  }

  /**
   * Marks the days that the readings are of; call it before they are written.
   *
   * @throws care.silverbell.ingest.database.DatabaseTrouble if the marks cannot be put on disk
   */
  void mark(List<Reading> readings) {
    stale.mark(readings);
  }

  /** Rolls up all days that are due now. */
  void rollUpWhatIsDue(TelemetryStore readings) {
    List<StaleDays.Stale> due = stale.claim(DAYS_AT_ONCE);
    long rolled = 0;
    while (!due.isEmpty() && readings.trouble().isEmpty()) {
      for (StaleDays.Stale day : due) {
        day.signs().forEach(sign -> rewrite(readings, day.person(), sign, day.day()));
        stale.settle(day);
      }
      rolled += due.size();
      if (rolled % SAID_EVERY == 0) {
        log.info("{} days rolled up, {} to go", rolled, stale.waiting());
      }
      due = due.size() < DAYS_AT_ONCE ? List.of() : stale.claim(DAYS_AT_ONCE);
    }
  }

  /**
   * Hands in the days whose readings were stored before there were roll-ups; once for each person.
   *
   * @return how many days
   */
  int handInWhatWasBefore(TelemetryStore readings) {
    return backfill.run(readings);
  }

  private void handInOnce(TelemetryStore readings) {
    if (!handedIn && readings.trouble().isEmpty()) {
      var _ = handInWhatWasBefore(readings);
      handedIn = true;
    }
  }

  private void rewrite(TelemetryStore readings, PersonId person, Sign sign, LocalDate day) {
    tables.rewrite(
        person, sign, day, begins(day), begins(day.plusDays(1)), roll(readings, person, sign, day));
  }

  private Optional<DayRule.Rolled> roll(
      TelemetryStore readings, PersonId person, Sign sign, LocalDate day) {
    return DayRule.roll(
        sign,
        day,
        zone,
        readings.windows(person, sign, begins(day), begins(day.plusDays(1)), DayRule.grain()));
  }

  /** The hours of a sign that begin within the time, those without a value left out. */
  public List<RollUp> hours(PersonId person, Sign sign, Instant from, Instant to) {
    List<RollUp> hours = new ArrayList<>();
    Set<LocalDate> changed = changed(person, sign, dayOf(from), dayOf(to));
    tables.hours(person, sign, from, to).stream()
        .filter(hour -> !changed.contains(dayOf(hour.at())))
        .forEach(hours::add);
    onTheSpot(person, sign, changed)
        .flatMap(rolled -> rolled.hours().stream())
        .filter(hour -> !hour.at().isBefore(from) && hour.at().isBefore(to))
        .forEach(hours::add);
    hours.sort(Comparator.comparing(RollUp::at));
    return hours;
  }

  /** The days of a sign from the first to the last, those without a value left out. */
  public List<DayFigures> days(PersonId person, Sign sign, LocalDate first, LocalDate last) {
    List<DayFigures> days = new ArrayList<>();
    Set<LocalDate> changed = changed(person, sign, first, last);
    tables.days(person, sign, first, last).stream()
        .filter(day -> !changed.contains(day.day()))
        .forEach(days::add);
    onTheSpot(person, sign, changed).map(DayRule.Rolled::day).forEach(days::add);
    days.sort(Comparator.comparing(DayFigures::day));
    return days;
  }

  private Set<LocalDate> changed(PersonId person, Sign sign, LocalDate first, LocalDate last) {
    List<LocalDate> changed = stale.of(person, sign, first, last);
    return new HashSet<>(
        changed.subList(Math.max(0, changed.size() - MADE_ON_THE_SPOT), changed.size()));
  }

  private Stream<DayRule.Rolled> onTheSpot(PersonId person, Sign sign, Set<LocalDate> days) {
    TelemetryStore readings = telemetry;
    return readings == null
        ? Stream.empty()
        : days.stream().map(day -> roll(readings, person, sign, day)).flatMap(Optional::stream);
  }

  private LocalDate dayOf(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  private Instant begins(LocalDate day) {
    return DayRule.begins(day, zone);
  }

  @Override
  public void close() {
    Stream.of(Optional.ofNullable(rolling), Optional.ofNullable(handingIn))
        .flatMap(Optional::stream)
        .forEach(Repeating::close);
  }
}
