package care.silverbell.ingest.trend;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Sign;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks at many people's roll-ups at once, as they are kept: what has come since a day was rolled
 * up last, up to an hour ago, is not in them.
 */
public final class RollUpSurvey {
  private final Database database;

  /** Reads from the database. */
  public RollUpSurvey(Database database) {
    this.database = database;
  }

  /** At or below {@code low} and at or above {@code high} is outside, in the sign's unit. */
  public record Bounds(PersonId person, Sign sign, @Nullable Double low, @Nullable Double high) {}

  /**
   * Hours of one sign of one person.
   *
   * @param known how many have a value
   * @param outside in how many of them a value lay outside of the bounds
   * @param min of all of them
   * @param max of all of them
   */
  public record Hours(PersonId person, Sign sign, int known, int outside, double min, double max) {}

  /** The hours within the time, for each of the bounds; those without a value left out. */
  public List<Hours> hours(List<Bounds> bounds, Instant from, Instant to) {
    List<Hours> hours = new ArrayList<>();
    database
        .query(
            "looking for hours outside of bounds",
            """
            select h.person, h.sign, count(*)::int as known, min(h.least) as least, max(h.greatest) as greatest,
                   (count(*) filter (where h.least <= b.low or h.greatest >= b.high))::int as outside
              from unnest($1::uuid[], $2::text[], $3::float8[], $4::float8[]) as b (person, sign, low, high)
              join roll_up_hour h on h.person = b.person and h.sign = b.sign and h.at >= $5 and h.at < $6
             group by h.person, h.sign
            """,
            bounds.stream().map(it -> it.person().value()).toArray(UUID[]::new),
            bounds.stream().map(it -> it.sign().field()).toArray(String[]::new),
            bounds.stream().map(Bounds::low).toArray(Double[]::new),
            bounds.stream().map(Bounds::high).toArray(Double[]::new),
            from,
            to)
        .forEach(row ->
            hours.add(
                new Hours(
                    new PersonId(row.getUUID("person")),
                    sign(row.getString("sign")),
                    row.getInteger("known"),
                    row.getInteger("outside"),
                    row.getDouble("least"),
                    row.getDouble("greatest"))));
    return hours;
  }

  /** Everybody's resting heart rates by the day, those days left out for which there is none. */
  public Map<PersonId, SortedMap<LocalDate, Double>> resting(
      Collection<PersonId> people, LocalDate first, LocalDate last) {
    Map<PersonId, SortedMap<LocalDate, Double>> resting = new HashMap<>();
    database
        .query(
            "reading resting heart rates",
            """
            select person, day, resting from roll_up_day
             where person = any($1) and sign = $2 and day between $3 and $4 and resting is not null
            """,
            people.stream().map(PersonId::value).toArray(UUID[]::new),
            Sign.HEART_RATE.field(),
            first,
            last)
        .forEach(row ->
            resting
                .computeIfAbsent(new PersonId(row.getUUID("person")), _ -> new TreeMap<>())
                .put(row.getLocalDate("day"), row.getDouble("resting")));
    return resting;
  }

  private static Sign sign(String field) {
    return Arrays.stream(Sign.values())
        .filter(it -> it.field().equals(field))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no sign is called " + field));
  }
}
