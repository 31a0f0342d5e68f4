package care.silverbell.alerting.watch;

import care.silverbell.alerting.rule.Finding;
import care.silverbell.alerting.rule.FindingKind;
import care.silverbell.alerting.rule.Sentence;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryStore.Latest;
import care.silverbell.ingest.telemetry.TelemetryStore.Point;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a person's rules remembered before the service stopped, from what was stored: the readings
 * of the last three hours, the newest of each kind before that, and what was found in the last two
 * days.
 */
final class Refill {
  static final Duration REACHES_BACK = Duration.ofHours(3);
  private static final Duration FOUND_WITHIN = Duration.ofDays(2);

  /** As many are asked for at once. */
  private static final int TOGETHER = 5_400;

  /** Three hours of four values a second. */
  private static final int MOST = 43_200;

  /** A condition that was alive and began before the readings reach appears to begin with them. */
  private static final Duration BEGINS_WITH_THEM = Duration.ofMinutes(15);

  private final TelemetryStore telemetry;
  private final Database database;

  Refill(TelemetryStore telemetry, Database database) {
    this.telemetry = telemetry;
    this.database = database;
  }

  /**
   * What was found before, as far as it may be found again.
   *
   * @param tooLate itself, where it came too late to ring and its end was not seen; else null
   */
  record Found(
      FindingKind kind, Instant since, Instant at, boolean alive, @Nullable Finding tooLate) {}

  List<Reading> readings(PersonId person, Instant now) {
    Instant from = now.minus(REACHES_BACK);
    Instant to = now.plus(Duration.ofMinutes(2));
    List<Reading> readings = new ArrayList<>(newestBefore(telemetry.latest(person), person, from));
    readings.addAll(all(from, it -> telemetry.vitals(person, it, to, TOGETHER)));
    readings.addAll(all(from, it -> telemetry.track(person, it, to, TOGETHER)));
    readings.sort(Comparator.comparing(it -> it.moment().at()));
    return readings;
  }

  /** Piece by piece, as stores answer with the oldest first. */
  private static <T extends Reading> List<T> all(Instant from, Function<Instant, List<T>> since) {
    List<T> all = new ArrayList<>(since.apply(from));
    int piece = all.size();
    while (piece == TOGETHER && all.size() < MOST) {
      List<T> more = since.apply(all.getLast().moment().at().plusMillis(1));
      piece = more.size();
      all.addAll(more);
    }
    return all;
  }

  private static List<Reading> newestBefore(Latest latest, PersonId person, Instant from) {
    List<Reading> newest = new ArrayList<>();
    Integer steps = before(latest, Sign.STEPS, from);
    Point step = latest.signs().get(Sign.STEPS);
    if (steps != null && step != null) {
      newest.add(vitals(person, step.at(), null, steps));
    }
    Integer rate = before(latest, Sign.HEART_RATE, from);
    Point beat = latest.signs().get(Sign.HEART_RATE);
    if (rate != null && beat != null) {
      newest.add(vitals(person, beat.at(), rate, null));
    }
    latest.location().filter(it -> it.moment().at().isBefore(from)).ifPresent(newest::add);
    latest.status().ifPresent(newest::add);
    return newest;
  }

  private static @Nullable Integer before(Latest latest, Sign sign, Instant from) {
    Point point = latest.signs().get(sign);
    return point == null || !point.at().isBefore(from) ? null : (int) point.value();
  }

  private static Vitals vitals(
      PersonId person, Instant at, @Nullable Integer rate, @Nullable Integer steps) {
    return new Vitals(
        person, Moment.of(at), new Signs(rate, null, null, null, null, steps, null, null));
  }

  /** Where the person's companions were in that time. */
  List<Location> tracksOf(Collection<PersonId> companions, Instant now) {
    List<Location> tracks = new ArrayList<>();
    for (PersonId companion : companions) {
      Instant to = now.plus(Duration.ofMinutes(2));
      tracks.addAll(
          all(now.minus(REACHES_BACK), it -> telemetry.track(companion, it, to, TOGETHER)));
    }
    return tracks;
  }

  /** Of everybody, whether or not their readings can be had. */
  Map<PersonId, List<Found>> found(Instant now) {
    Map<PersonId, List<Found>> found = new HashMap<>();
    database
        .query(
            "reading what was found",
            "select * from finding where at > $1 order by at",
            now.minus(FOUND_WITHIN))
        .forEach(row ->
            found
                .computeIfAbsent(new PersonId(row.getUUID("person")), _ -> new ArrayList<>())
                .add(found(row, now)));
    return found;
  }

  /** Of one of them. */
  List<Found> found(PersonId person, Instant now) {
    List<Found> found = new ArrayList<>();
    database
        .query(
            "reading what was found of somebody",
            "select * from finding where person = $1 and at > $2 order by at",
            person.value(),
            now.minus(FOUND_WITHIN))
        .forEach(row -> found.add(found(row, now)));
    return found;
  }

  private static Found found(Row row, Instant now) {
    Instant at = Database.instant(row, "at");
    boolean alive = Database.instantOrNull(row, "over_at") == null;
    Instant reaches = now.minus(REACHES_BACK).plus(BEGINS_WITH_THEM);
    return new Found(
        kind(row.getString("kind")),
        Database.instant(row, "since"),
        alive && at.isBefore(reaches) ? reaches : at,
        alive,
        alive && Boolean.TRUE.equals(row.getBoolean("for_the_record")) ? finding(row) : null);
  }

  private static Finding finding(Row row) {
    return new Finding(
        kind(row.getString("kind")),
        new PersonId(row.getUUID("person")),
        Database.instant(row, "since"),
        Database.instant(row, "at"),
        row.getJsonArray("readings").stream()
            .map(JsonObject.class::cast)
            .map(it ->
                new Finding.Evidence(
                    Sign.valueOf(it.getString("sign")),
                    it.getDouble("value"),
                    Instant.ofEpochMilli(it.getLong("at"))))
            .toList(),
        null,
        new Sentence(row.getString("why_zh"), row.getString("why_en")),
        Finding.Told.TOO_LATE);
  }

  private static FindingKind kind(String wireName) {
    for (FindingKind kind : FindingKind.values()) {
      if (kind.wireName().equals(wireName)) {
        return kind;
      }
    }
    throw new IllegalStateException("no rule finds " + wireName);
  }
}
