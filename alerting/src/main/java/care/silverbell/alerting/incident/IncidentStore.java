package care.silverbell.alerting.incident;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Sign;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Incidents as they are on disk, each with its whole timeline where nothing else is said. */
public final class IncidentStore {
  private static final String LINE =
      "json_build_array(t.id, (extract(epoch from t.at) * 1000000)::bigint, t.what, t.by_name, t.detail)";

  private static final String WHOLE =
      """
      select i.*, (select json_agg(%s order by t.id) from incident_timeline t where t.incident = i.id) as timeline
        from incident i
      """
          .formatted(LINE);

  private static final String BRIEF =
      """
      select i.*, (select json_build_array(%s) from incident_timeline t where t.incident = i.id
                    order by t.id desc limit 1) as timeline
        from incident i
      """
          .formatted(LINE);

  /** The one that a press has just been put to, within that press's transaction. */
  static final String THE_ONE_JUST_RUNG =
      WHOLE + " where i.id = current_setting('silverbell.incident')::uuid";

  private final Database database;

  /** Reads from the database. */
  public IncidentStore(Database database) {
    this.database = database;
  }

  /**
   * Whose incidents are asked for.
   *
   * @param people only theirs; null for everybody's
   * @param unknownCallers whether calls of bands that nobody wears, and what is about the service
   *     itself, belong to it
   */
  public record Scope(@Nullable List<PersonId> people, boolean unknownCallers) {
    /** Every incident. */
    public static final Scope ALL = new Scope(null, true);
  }

  /** How much of a timeline is read. */
  public enum Lines {
    /** All of it. */
    ALL,
    /** Its newest line alone, for those who look at many. */
    NEWEST
  }

  /** The one of that id. */
  public Optional<Incident> find(IncidentId id) {
    return find(id, Lines.ALL);
  }

  /** The one of that id with so much of its timeline. */
  public Optional<Incident> find(IncidentId id, Lines lines) {
    var rows =
        database.query("finding the incident", select(lines) + " where i.id = $1", id.value());
    return incidents(rows).stream().findFirst();
  }

  private static String select(Lines lines) {
    return lines == Lines.ALL ? WHOLE : BRIEF;
  }

  /**
   * A page of incidents, the newest first; the canary's are on none.
   *
   * @param onlyAlive leaves out those that are over
   * @param lines how much of each timeline
   * @param after the last of the page before, where there was one
   */
  public List<Incident> list(
      Scope scope, boolean onlyAlive, Lines lines, Optional<IncidentId> after, int limit) {
    return incidents(
        database.query(
            "listing incidents",
            select(lines)
                + """
                 where (i.person = any($1::uuid[]) or ($1::uuid[] is null and i.person is not null) or ($2 and i.person is null))
                   and ($3 = false or i.state <> 'resolved') and i.purpose <> 'canary'
                   and ($4::uuid is null or (i.opened_at, i.id) < (select a.opened_at, a.id from incident a where a.id = $4))
                 order by i.opened_at desc, i.id desc limit $5
                """,
            ids(scope),
            scope.unknownCallers(),
            onlyAlive,
            after.map(IncidentId::value).orElse(null),
            limit));
  }

  /**
   * Those whose timeline has grown beyond the line of that number, in the order in which they
   * changed last.
   */
  public List<Incident> changedSince(Scope scope, long sequence, int limit) {
    return incidents(
        database.query(
            "listing what has changed",
            WHOLE
                + """
                 join (select incident, max(id) as newest from incident_timeline where id > $3 group by incident) c
                   on c.incident = i.id
                 where (i.person = any($1::uuid[]) or ($1::uuid[] is null and i.person is not null) or ($2 and i.person is null))
                   and i.purpose <> 'canary'
                 order by c.newest limit $4
                """,
            ids(scope),
            scope.unknownCallers(),
            sequence,
            limit));
  }

  /**
   * Each band's newest incident, where somebody has moved it on since then, in that order; the
   * canary's are not among them.
   */
  List<Incident> movedSince(Instant at) {
    return incidents(
        database.query(
            "listing what was moved on",
            BRIEF
                + """
                 where i.state_at >= $1 and i.band is not null and i.purpose <> 'canary'
                   and not exists (select from incident n where n.band = i.band and n.opened_at > i.opened_at)
                 order by i.state_at
                """,
            at));
  }

  /** How many are alive, by severity. */
  public Map<Severity, Long> alive() {
    Map<Severity, Long> counts = new EnumMap<>(Severity.class);
    database
        .query(
            "counting incidents",
            "select severity, count(*) as n from incident where state <> 'resolved' and purpose <>"
                + " 'canary' group by severity")
        .forEach(row -> counts.put(severity(row), row.getLong("n")));
    return counts;
  }

  /** Who is being searched for: outside of their zones, and nobody has said that it is over. */
  public Set<PersonId> searched() {
    Set<PersonId> searched = new HashSet<>();
    database
        .query(
            "looking for who is searched for",
            "select person from incident where kind = 'wandering' and state <> 'resolved' and"
                + " person is not null")
        .forEach(row -> searched.add(new PersonId(row.getUUID("person"))));
    return searched;
  }

  private static UUID @Nullable [] ids(Scope scope) {
    List<PersonId> people = scope.people();
    return people == null ? null : people.stream().map(PersonId::value).toArray(UUID[]::new);
  }

  private static List<Incident> incidents(RowSet<Row> rows) {
    List<Incident> incidents = new ArrayList<>();
    rows.forEach(row -> incidents.add(incident(row)));
    return incidents;
  }

  static Incident incident(Row row) {
    UUID person = row.getUUID("person");
    String band = row.getString("band");
    return new Incident(
        new IncidentId(row.getUUID("id")),
        person == null ? null : new PersonId(person),
        band == null ? null : new BandSerial(band),
        Kind.of(row.getString("kind")),
        severity(row),
        state(row),
        Database.instant(row, "opened_at"),
        firstPress(row),
        position(row),
        values(row.getJsonArray("readings")),
        row.getString("why"),
        row.getString("why_zh"),
        row.getInteger("presses"),
        row.getInteger("step"),
        Database.instant(row, "last_rung_at"),
        row.getString("answered_by"),
        Database.instantOrNull(row, "cancelled_by_wearer_at"),
        row.getString("state").equals("open") ? Database.instantOrNull(row, "asking_until") : null,
        Purpose.of(row.getString("purpose")),
        Database.instantOrNull(row, "answered_at"),
        Database.instantOrNull(row, "departed_at"),
        Database.instantOrNull(row, "arrived_at"),
        Database.instantOrNull(row, "resolved_at"),
        timeline(row.getJsonArray("timeline")));
  }

  private static Severity severity(Row row) {
    return Severity.valueOf(row.getString("severity").toUpperCase(java.util.Locale.ROOT));
  }

  static IncidentState state(Row row) {
    String by = row.getString("state_by");
    Instant at = Database.instantOrNull(row, "state_at");
    if (by == null || at == null) {
      return new IncidentState.Open();
    }
    return switch (row.getString("state")) {
      case "acknowledged" -> new IncidentState.Acknowledged(by, at);
      case "attending" -> new IncidentState.Attending(by, at);
      case "arrived" -> new IncidentState.Arrived(by, at);
      case "resolved" ->
          new IncidentState.Resolved(
              by, at, Outcome.of(row.getString("outcome")), row.getString("note"));
      case String unknown -> throw new IllegalStateException("no incident is ever " + unknown);
    };
  }

  private static Incident.@Nullable FirstPress firstPress(Row row) {
    Instant at = Database.instantOrNull(row, "call_at");
    return at == null ? null : new Incident.FirstPress(row.getString("call_id"), at);
  }

  private static @Nullable Position position(Row row) {
    Double latitude = row.getDouble("latitude");
    String source = row.getString("source");
    return latitude == null
        ? null
        : new Position(
            latitude,
            row.getDouble("longitude"),
            row.getDouble("accuracy_metres"),
            source == null ? null : Position.Source.valueOf(source));
  }

  private static List<Incident.Value> values(JsonArray readings) {
    return readings.stream()
        .map(JsonObject.class::cast)
        .map(json ->
            new Incident.Value(
                Sign.valueOf(json.getString("sign")),
                json.getDouble("value"),
                Instant.ofEpochMilli(json.getLong("at"))))
        .toList();
  }

  /** Lines as {@code WHOLE} has them: number, microseconds since 1970, what, by whom, detail. */
  private static List<Incident.Entry> timeline(@Nullable JsonArray lines) {
    return Objects.requireNonNullElseGet(lines, JsonArray::new).stream()
        .map(JsonArray.class::cast)
        .map(line ->
            new Incident.Entry(
                line.getLong(0),
                Instant.EPOCH.plus(line.getLong(1), ChronoUnit.MICROS),
                line.getString(2),
                line.getString(3),
                line.getString(4)))
        .toList();
  }
}
