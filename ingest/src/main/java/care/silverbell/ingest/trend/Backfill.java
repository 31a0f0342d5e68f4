package care.silverbell.ingest.trend;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.telemetry.TelemetryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the days whose readings are older than the roll-ups and hands them in as stale, a person at
 * a time. Each person is done in one piece and noted, so that after a kill it goes on with the
 * next; whoever is done twice has nothing more to hand in.
 */
final class Backfill {
  private static final Logger log = LoggerFactory.getLogger(Backfill.class);
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration SAID_EVERY = Duration.ofSeconds(10);

  private final Database database;
  private final StaleDays stale;
  private final InstantSource clock;

  Backfill(Database database, StaleDays stale, InstantSource clock) {
    this.database = database;
    this.stale = stale;
    this.clock = clock;
  }

  /**
   * Looks through everybody who was not looked through.
   *
   * @return how many days were handed in
   * @throws care.silverbell.ingest.telemetry.TelemetryUnavailable if the store does not answer;
   *     those who were done stay done
   */
  int run(TelemetryStore readings) {
    List<PersonId> people = readings.people();
    Set<PersonId> done = done();
    List<PersonId> waiting = people.stream().filter(it -> !done.contains(it)).toList();
    int days = 0;
    Instant said = clock.instant();
    for (int number = 0; number < waiting.size(); number++) {
      if (!clock.instant().isBefore(said.plus(SAID_EVERY))) {
        said = clock.instant();
        log.info(
            "looking for days to roll up: {} of {} people looked through, {} days found",
            number,
            waiting.size(),
            days);
      }
      days += handIn(readings, waiting.get(number));
    }
    if (days > 0) {
      log.info("{} days of {} people were never rolled up and now will be", days, waiting.size());
    }
    return days;
  }

  private Set<PersonId> done() {
    Set<PersonId> done = new HashSet<>();
    database
        .query("looking who was looked through", "select person from roll_up_backfill")
        .forEach(row -> done.add(new PersonId(row.getUUID("person"))));
    return done;
  }

  private int handIn(TelemetryStore readings, PersonId person) {
    Map<LocalDate, Set<Sign>> days = new TreeMap<>();
    Instant end = clock.instant().plus(A_DAY);
    readings
        .oldest(person)
        .filter(oldest -> oldest.isBefore(end))
        .ifPresent(oldest -> {
          for (Sign sign : Sign.values()) {
            readings
                .windows(person, sign, oldest, end, A_DAY)
                .forEach(window -> touched(days, sign, window.at()));
            rolledUp(person, sign).forEach(day -> forget(days, sign, day));
          }
        });
    database.transaction(
        "handing in days that were never rolled up",
        tx -> {
          stale.handIn(tx, person, days);
          var _ =
              Database.query(
                  tx,
                  "noting who was looked through",
                  "insert into roll_up_backfill (person, at) values ($1, $2) on conflict do nothing",
                  person.value(),
                  clock.instant());
          return person;
        });
    return days.size();
  }

  /** A window of a day, as UTC has it, lies in two days of any other zone. */
  private void touched(Map<LocalDate, Set<Sign>> days, Sign sign, Instant at) {
    for (Instant within : List.of(at, at.plus(A_DAY).minusMillis(1))) {
      days.computeIfAbsent(stale.dayOf(within), _ -> EnumSet.noneOf(Sign.class)).add(sign);
    }
  }

  private static void forget(Map<LocalDate, Set<Sign>> days, Sign sign, LocalDate day) {
    Set<Sign> signs = days.get(day);
    if (signs != null && signs.remove(sign) && signs.isEmpty()) {
      days.remove(day);
    }
  }

  private List<LocalDate> rolledUp(PersonId person, Sign sign) {
    List<LocalDate> days = new ArrayList<>();
    database
        .query(
            "looking which days are rolled up",
            "select day from roll_up_day where person = $1 and sign = $2",
            person.value(),
            sign.field())
        .forEach(row -> days.add(row.getLocalDate("day")));
    return days;
  }
}
