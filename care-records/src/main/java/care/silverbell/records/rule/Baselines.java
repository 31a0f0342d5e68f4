package care.silverbell.records.rule;

import care.silverbell.alerting.rule.Baseline;
import care.silverbell.alerting.rule.Baseline.PartOfDay;
import care.silverbell.alerting.rule.Baseline.Usual;
import care.silverbell.alerting.rule.LongestStill;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.telemetry.TelemetryStore;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What is usual for each person, reckoned anew each night and kept with its history. */
public final class Baselines {
  private static final int DAYS = 28;
  private static final LocalTime NIGHT = LocalTime.of(2, 0);

  /** A day of a value every 5 seconds. */
  private static final int A_DAY_AT_MOST = 20_000;

  static final String NEWEST =
      """
      select b.* from (select distinct person from wearing where until is null) w
        cross join lateral (select * from baseline where person = w.person order by reckoned_at desc limit 1) b
      """;

  private final Database database;
  private final TelemetryStore telemetry;
  private final ZoneId clock;
  private final Function<PersonId, Watched> watched;

  /**
   * Reckons from that store and keeps in the database.
   *
   * @param days when people are awake
   * @param clock the wall clock that people live by
   */
  public Baselines(Database database, TelemetryStore telemetry, PersonDays days, ZoneId clock) {
    this.database = database;
    this.telemetry = telemetry;
    this.clock = clock;
    this.watched = person -> Watched.byDefault(person, clock).with(days.kept(person).day().hours());
  }

  /** One as it was reckoned. */
  public record Kept(Instant reckonedAt, Baseline baseline) {}

  /** The newest first. */
  List<Kept> list(PersonId person, int limit) {
    List<Kept> kept = new ArrayList<>();
    database
        .query(
            "reading what is usual",
            "select * from baseline where person = $1 order by reckoned_at desc limit $2",
            person.value(),
            limit)
        .forEach(row -> kept.add(new Kept(Database.instant(row, "reckoned_at"), baseline(row))));
    return kept;
  }

  /** The newest of everybody who wears a band; the nights before are not read. */
  Map<PersonId, Baseline> newest() {
    Map<PersonId, Baseline> newest = new HashMap<>();
    database
        .query("reading what is usual now", NEWEST)
        .forEach(row -> newest.put(new PersonId(row.getUUID("person")), baseline(row)));
    return newest;
  }

  /**
   * Reckons for those for whom it was not done since the last night; asked often, it does so once a
   * night.
   *
   * @return for how many
   */
  public int reckonTheDue(Collection<PersonId> people, Instant now) {
    Instant night = now.atZone(clock).with(NIGHT).toInstant();
    Instant since = night.isAfter(now) ? night.minus(Duration.ofDays(1)) : night;
    Set<PersonId> done = new HashSet<>();
    database
        .query(
            "looking for whom it was reckoned",
            "select distinct person from baseline where reckoned_at >= $1",
            since)
        .forEach(row -> done.add(new PersonId(row.getUUID("person"))));
    int reckoned = 0;
    for (PersonId person : people) {
      if (!done.contains(person)) {
        reckon(person, now);
        reckoned++;
      }
    }
    return reckoned;
  }

  /** Reckons from the last 28 days, a day at a time, and keeps it. */
  Baseline reckon(PersonId person, Instant now) {
    RestingValues values = new RestingValues(clock);
    LongestStill still = new LongestStill(watched.apply(person));
    for (int day = DAYS; day > 0; day--) {
      Instant from = now.minus(Duration.ofDays(day));
      List<Vitals> vitals =
          telemetry.vitals(person, from, from.plus(Duration.ofDays(1)), A_DAY_AT_MOST);
      values.take(vitals);
      still.take(vitals);
    }
    Duration longest = still.longest();
    Baseline baseline = values.baseline(longest);
    var _ =
        database.query(
            "keeping what is usual",
            """
            insert into baseline (person, reckoned_at, days, parts, still_minutes) values ($1, $2, $3, $4, $5)
            on conflict (person, reckoned_at) do nothing
            """,
            person.value(),
            now,
            baseline.days(),
            parts(baseline),
            longest == null ? null : Math.toIntExact(longest.toMinutes()));
    return baseline;
  }

  static JsonObject parts(Baseline baseline) {
    JsonObject parts = new JsonObject();
    for (PartOfDay part : PartOfDay.values()) {
      Usual usual = baseline.usual().get(part);
      if (usual != null) {
        parts.put(
            name(part),
            new JsonObject().put("median", usual.median()).put("spread", usual.spread()));
      }
    }
    return parts;
  }

  private static Baseline baseline(Row row) {
    JsonObject json = row.getJsonObject("parts");
    Map<PartOfDay, Usual> usual = new EnumMap<>(PartOfDay.class);
    for (PartOfDay part : PartOfDay.values()) {
      JsonObject it = json.getJsonObject(name(part));
      if (it != null) {
        usual.put(part, new Usual(it.getDouble("median"), it.getDouble("spread")));
      }
    }
    Integer still = row.getInteger("still_minutes");
    return new Baseline(
        row.getInteger("days"), usual, still == null ? null : Duration.ofMinutes(still));
  }

  private static String name(PartOfDay part) {
    return part.name().toLowerCase(Locale.ROOT);
  }
}
