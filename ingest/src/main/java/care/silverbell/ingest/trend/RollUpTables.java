package care.silverbell.ingest.trend;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Sign;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Roll-ups as they are on disk, in PostgreSQL wherever the readings are. */
final class RollUpTables {
  private static final String HOUR =
      "insert into roll_up_hour (person, sign, at, least, mean, greatest, number) values ($1, $2, $3, $4, $5, $6, $7)";

  private static final String DAY =
      """
      insert into roll_up_day (person, sign, day, at, least, mean, greatest, number, resting, by_night, by_day, minutes)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      """;

  private final Database database;

  RollUpTables(Database database) {
    this.database = database;
  }

  /**
   * Puts a day in the place of what was known of it.
   *
   * @param rolled empty where the day has no value
   */
  void rewrite(
      PersonId person,
      Sign sign,
      LocalDate day,
      Instant begins,
      Instant ends,
      Optional<DayRule.Rolled> rolled) {
    database.transaction(
        "rolling up a day",
        tx -> {
          var _ =
              Database.query(
                  tx,
                  "forgetting what was known of a day's hours",
                  "delete from roll_up_hour where person = $1 and sign = $2 and at >= $3 and at < $4",
                  person.value(),
                  sign.field(),
                  begins,
                  ends);
          var _ =
              Database.query(
                  tx,
                  "forgetting what was known of a day",
                  "delete from roll_up_day where person = $1 and sign = $2 and day = $3",
                  person.value(),
                  sign.field(),
                  day);
          rolled.ifPresent(it -> {
            Database.batch(
                tx,
                "keeping hours",
                HOUR,
                it.hours().stream().map(hour -> tuple(person, sign, hour)).toList());
            Database.batch(tx, "keeping a day", DAY, List.of(tuple(person, sign, it.day())));
          });
          return day;
        });
  }

  List<RollUp> hours(PersonId person, Sign sign, Instant from, Instant to) {
    List<RollUp> hours = new ArrayList<>();
    database
        .query(
            "reading hours",
            "select * from roll_up_hour where person = $1 and sign = $2 and at >= $3 and at < $4 order by at",
            person.value(),
            sign.field(),
            from,
            to)
        .forEach(row -> hours.add(rollUp(row)));
    return hours;
  }

  List<DayFigures> days(PersonId person, Sign sign, LocalDate from, LocalDate to) {
    List<DayFigures> days = new ArrayList<>();
    database
        .query(
            "reading days",
            "select * from roll_up_day where person = $1 and sign = $2 and day between $3 and $4 order by day",
            person.value(),
            sign.field(),
            from,
            to)
        .forEach(row -> days.add(day(row)));
    return days;
  }

  private static Tuple tuple(PersonId person, Sign sign, RollUp hour) {
    return Database.tuple(
        person.value(), sign.field(), hour.at(), hour.min(), hour.mean(), hour.max(), hour.count());
  }

  private static Tuple tuple(PersonId person, Sign sign, DayFigures day) {
    JsonObject minutes = new JsonObject();
    day.minutes().forEach((value, count) -> minutes.put("" + value, count));
    RollUp whole = day.whole();
    return Database.tuple(
        person.value(),
        sign.field(),
        day.day(),
        whole.at(),
        whole.min(),
        whole.mean(),
        whole.max(),
        whole.count(),
        day.resting(),
        day.byNight(),
        day.byDay(),
        minutes);
  }

  private static RollUp rollUp(Row row) {
    return new RollUp(
        Database.instant(row, "at"),
        row.getDouble("least"),
        row.getDouble("mean"),
        row.getDouble("greatest"),
        row.getLong("number"));
  }

  private static DayFigures day(Row row) {
    Map<Integer, Integer> minutes = new TreeMap<>();
    row.getJsonObject("minutes")
        .forEach(entry ->
            minutes.put(Integer.valueOf(entry.getKey()), ((Number) entry.getValue()).intValue()));
    return new DayFigures(
        row.getLocalDate("day"),
        rollUp(row),
        row.getDouble("resting"),
        row.getDouble("by_night"),
        row.getDouble("by_day"),
        minutes);
  }
}
