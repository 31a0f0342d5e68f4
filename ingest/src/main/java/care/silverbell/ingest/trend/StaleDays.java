package care.silverbell.ingest.trend;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Vitals;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The days whose readings have changed since they were rolled up, on disk before the readings are.
 * A day that goes on changing is marked at most every {@link #REMEMBERED}; whoever rolls it up
 * therefore waits until it has been quiet for longer than that.
 */
final class StaleDays {
  /** How long a mark made by this instance stands for further readings of the same day. */
  static final Duration REMEMBERED = Duration.ofSeconds(30);

  /** A day not marked for this long is quiet: nobody's mark can still be standing for readings. */
  static final Duration QUIET = Duration.ofSeconds(60);

  /** A day that is never quiet, today above all, is rolled up this often. */
  static final Duration ROLLED_EVERY = Duration.ofHours(1);

  private static final Duration CLAIMED_FOR = Duration.ofMinutes(2);

  private static final String MARK =
      """
      insert into stale_day as kept (person, day, signs, marked_at, rolled_at)
      select person, day, signs, $4, $4 from unnest($1::uuid[], $2::date[], $3::integer[]) as said (person, day, signs)
       order by person, day
      on conflict (person, day) do update set signs = kept.signs | excluded.signs,
        marked_at = greatest(kept.marked_at, excluded.marked_at)
      """;

  private static final String CLAIM =
      """
      update stale_day s set claimed_until = $2 from (
        select person, day from stale_day
         where (marked_at < $3 or rolled_at < $4) and (claimed_until is null or claimed_until < $1)
         order by day desc limit $5 for update skip locked) due
       where s.person = due.person and s.day = due.day
      returning s.person, s.day, s.signs, s.marked_at
      """;

  private final Database database;
  private final ZoneId zone;
  private final InstantSource clock;
  private final Map<Key, Marked> remembered = new ConcurrentHashMap<>();

  StaleDays(Database database, ZoneId zone, InstantSource clock) {
    this.database = database;
    this.zone = zone;
    this.clock = clock;
  }

  private record Key(PersonId person, LocalDate day) {}

  private record Marked(int signs, Instant at) {}

  /** A day to be rolled up; {@code markedAt} tells whether it has changed again meanwhile. */
  record Stale(PersonId person, LocalDate day, Set<Sign> signs, Instant markedAt) {}

  /**
   * Marks the days that the readings are of.
   *
   * @throws care.silverbell.ingest.database.DatabaseTrouble if the marks cannot be put on disk
   */
  void mark(List<Reading> readings) {
    Instant now = clock.instant();
    Map<Key, Integer> days = new HashMap<>();
    for (Reading reading : readings) {
      if (reading instanceof Vitals vitals) {
        LocalDate day = dayOf(vitals.moment().at());
        days.merge(new Key(vitals.person(), day), bits(vitals), (a, b) -> a | b);
      }
    }
    days.entrySet().removeIf(it -> it.getValue() == 0 || stands(it.getKey(), it.getValue(), now));
    if (days.isEmpty()) {
      return;
    }
    var _ = database.query("marking days to be rolled up", MARK, marks(days, now));
    days.forEach((key, signs) ->
        remembered.merge(
            key, new Marked(signs, now), (a, b) -> new Marked(a.signs | b.signs, now)));
  }

  /**
   * Days that readings of unknown age are of, which need not be quiet to be rolled up.
   *
   * @param signs of each day
   */
  void handIn(SqlClient tx, PersonId person, Map<LocalDate, Set<Sign>> signs) {
    Map<Key, Integer> days = new HashMap<>();
    signs.forEach((day, which) ->
        days.put(
            new Key(person, day),
            which.stream().mapToInt(StaleDays::bit).reduce(0, (a, b) -> a | b)));
    if (!days.isEmpty()) {
      var _ =
          Database.query(
              tx,
              "marking days that were never rolled up",
              MARK,
              marks(days, clock.instant().minus(QUIET).minusMillis(1)));
    }
  }

  private static @Nullable Object[] marks(Map<Key, Integer> days, Instant at) {
    List<Map.Entry<Key, Integer>> marks =
        days.entrySet().stream()
            .sorted(
                Map.Entry.comparingByKey(
                    Comparator.comparing((Key key) -> key.person().value())
                        .thenComparing(Key::day)))
            .toList();
    return new Object[] {
      marks.stream().map(it -> it.getKey().person().value()).toArray(UUID[]::new),
      marks.stream().map(it -> it.getKey().day()).toArray(LocalDate[]::new),
      marks.stream().map(Map.Entry::getValue).toArray(Integer[]::new),
      at
    };
  }

  LocalDate dayOf(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  /** How many days wait to be rolled up. */
  long waiting() {
    return database
        .query("counting days to roll up", "select count(*) as n from stale_day")
        .iterator()
        .next()
        .getLong("n");
  }

  private boolean stands(Key key, int signs, Instant now) {
    Marked marked = remembered.get(key);
    return marked != null
        && (marked.signs & signs) == signs
        && now.isBefore(marked.at.plus(REMEMBERED));
  }

  /** Takes days that are due, so that no other instance rolls them up meanwhile. */
  List<Stale> claim(int most) {
    Instant now = clock.instant();
    remembered.values().removeIf(marked -> !now.isBefore(marked.at.plus(REMEMBERED)));
    List<Stale> due = new ArrayList<>();
    database
        .query(
            "taking days to roll up",
            CLAIM,
            now,
            now.plus(CLAIMED_FOR),
            now.minus(QUIET),
            now.minus(ROLLED_EVERY),
            most)
        .forEach(row -> due.add(stale(row)));
    return due;
  }

  /** The day has been rolled up: it is no longer stale, unless it may have changed meanwhile. */
  void settle(Stale stale) {
    Instant now = clock.instant();
    var _ =
        database.query(
            "settling a day",
            """
            with gone as (delete from stale_day where person = $1 and day = $2 and marked_at = $3 and marked_at < $4 returning 1)
            update stale_day set rolled_at = $5, claimed_until = null
             where person = $1 and day = $2 and not exists (select from gone)
            """,
            stale.person().value(),
            stale.day(),
            stale.markedAt(),
            now.minus(QUIET),
            now);
  }

  /** Which days of a person, of those, have changed since they were rolled up. */
  List<LocalDate> of(PersonId person, Sign sign, LocalDate from, LocalDate to) {
    List<LocalDate> days = new ArrayList<>();
    database
        .query(
            "looking for days that have changed",
            "select day from stale_day where person = $1 and day between $2 and $3 and signs & $4 <> 0 order by day",
            person.value(),
            from,
            to,
            bit(sign))
        .forEach(row -> days.add(row.getLocalDate("day")));
    return days;
  }

  private static Stale stale(Row row) {
    Set<Sign> signs = EnumSet.noneOf(Sign.class);
    for (Sign sign : Sign.values()) {
      if ((row.getInteger("signs") & bit(sign)) != 0) {
        signs.add(sign);
      }
    }
    return new Stale(
        new PersonId(row.getUUID("person")),
        row.getLocalDate("day"),
        signs,
        Database.instant(row, "marked_at"));
  }

  private static int bits(Vitals vitals) {
    int bits = 0;
    for (Sign sign : Sign.values()) {
      bits |= vitals.signs().value(sign) == null ? 0 : bit(sign);
    }
    return bits;
  }

  /** As it stands on disk, so it must never become another's. */
  private static int bit(Sign sign) {
    return switch (sign) {
      case HEART_RATE -> 1;
      case SPO2 -> 2;
      case SYSTOLIC -> 4;
      case DIASTOLIC -> 8;
      case TEMPERATURE -> 16;
      case STEPS -> 32;
    };
  }
}
