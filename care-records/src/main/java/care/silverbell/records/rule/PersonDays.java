package care.silverbell.records.rule;

import care.silverbell.alerting.rule.DayHours;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.person.Editor;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How each person's day goes, who goes with them, and what is agreed about a fall. */
public final class PersonDays {
  private final Database database;

  /** Keeps them in the database. */
  public PersonDays(Database database) {
    this.database = database;
  }

  /**
   * One person's; the default where nothing was set.
   *
   * @param fallAtOnce whether somebody is called after a fall without asking them first
   * @param wristLanguage a tag; null for the service's own language
   */
  public record Day(
      DayHours hours,
      Set<PersonId> companions,
      boolean fallAtOnce,
      @Nullable String wristLanguage) {
    static final Day DEFAULT = new Day(DayHours.DEFAULT, Set.of(), false, null);

    public Day {
      companions = Set.copyOf(companions);
    }
  }

  /**
   * One as it was set.
   *
   * @param tried what was seen of its hours on the readings before; null of long ago, and of the
   *     default
   */
  record Kept(Day day, @Nullable JsonObject tried) {}

  Kept kept(PersonId person) {
    var rows =
        database.query(
            "reading a person's day", "select * from person_day where person = $1", person.value());
    if (rows.size() == 0) {
      return new Kept(Day.DEFAULT, null);
    }
    Row row = rows.iterator().next();
    return new Kept(day(row), row.getJsonObject("tried"));
  }

  /**
   * Sets one from now on.
   *
   * @param tried what was seen of its hours on the readings before; null where they stay as they
   *     are
   */
  void set(PersonId person, Day day, @Nullable JsonObject tried, Editor by, Instant now) {
    Duration still = day.hours().stillAtMost();
    var _ =
        database.query(
            "setting a person's day",
            """
            insert into person_day (person, wakes, sleeps, greeting_by, still_minutes, companions, fall_at_once,
                                    wrist_language, set_at, set_by, set_by_name, tried)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            on conflict (person) do update set wakes = excluded.wakes, sleeps = excluded.sleeps,
              greeting_by = excluded.greeting_by, still_minutes = excluded.still_minutes,
              companions = excluded.companions, fall_at_once = excluded.fall_at_once,
              wrist_language = excluded.wrist_language, set_at = excluded.set_at, set_by = excluded.set_by,
              set_by_name = excluded.set_by_name, tried = coalesce(excluded.tried, person_day.tried)
            """,
            person.value(),
            day.hours().wakes(),
            day.hours().sleeps(),
            day.hours().greetingBy(),
            still == null ? null : Math.toIntExact(still.toMinutes()),
            day.companions().stream().map(PersonId::value).toArray(UUID[]::new),
            day.fallAtOnce(),
            day.wristLanguage(),
            now,
            by.account(),
            by.name(),
            tried);
  }

  /** Of everybody for whom one was set. */
  Map<PersonId, Day> all() {
    Map<PersonId, Day> all = new HashMap<>();
    database
        .query("reading people's days", "select * from person_day")
        .forEach(row -> all.put(new PersonId(row.getUUID("person")), day(row)));
    return all;
  }

  private static Day day(Row row) {
    Integer still = row.getInteger("still_minutes");
    return new Day(
        new DayHours(
            row.getLocalTime("wakes"),
            row.getLocalTime("sleeps"),
            row.getLocalTime("greeting_by"),
            still == null ? null : Duration.ofMinutes(still)),
        Arrays.stream(row.getArrayOfUUIDs("companions"))
            .map(PersonId::new)
            .collect(Collectors.toSet()),
        row.getBoolean("fall_at_once"),
        row.getString("wrist_language"));
  }
}
