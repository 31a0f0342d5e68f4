package care.silverbell.ingest.telemetry;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import io.micrometer.core.instrument.Timer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Readings kept in PostgreSQL, where no InfluxDB is configured. */
public final class PostgresTelemetryStore implements TelemetryStore {
  private static final String LATEST =
      """
      select * from (select 1) as it
      %s
      left join lateral (
        select at as fix_at, clock_replaced as fix_clock_replaced, lat, lon, accuracy, source
        from location where person = $1 and at >= $2 order by at desc limit 1) fix on true
      left join lateral (
        select at as status_at, clock_replaced as status_clock_replaced, band, online, battery,
          charging, worn, firmware
        from band_status where person = $1 and at >= $2 order by at desc limit 1) status on true
      """
          .formatted(
              Arrays.stream(Sign.values())
                  .map(PostgresTelemetryStore::newest)
                  .collect(Collectors.joining()));

  private static final Duration LOOKED_BACK = Duration.ofDays(30);

  private static final String NOT_WORN =
      """
      select (select min(said.at) from (
          (select at from vitals v where v.person = $1 and v.at >= s.since and v.at < s.until and v.worn = false
            order by at limit 1)
          union all
          (select at from band_status b where b.person = $1 and b.at >= s.since and b.at < s.until and b.worn = false
            order by at limit 1)) said) as at
        from unnest($2::timestamptz[], $3::timestamptz[]) with ordinality as s (since, until, place) order by place
      """;

  private static final String SPOKE =
      """
      select exists (select from vitals v where v.person = $1 and v.at >= s.since and v.at < s.until)
          or exists (select from location l where l.person = $1 and l.at >= s.since and l.at < s.until)
          or exists (select from band_status b where b.person = $1 and b.at >= s.since and b.at < s.until
                and not (b.online is false and b.clock_replaced)) as spoke
        from unnest($2::timestamptz[], $3::timestamptz[]) with ordinality as s (since, until, place) order by place
      """;

  /** From one to the next along the key, because to read every reading would take minutes. */
  private static final String EVERYBODY =
      """
      with recursive everybody as (
        (select person from vitals order by person limit 1)
        union all
        select (select v.person from vitals v where v.person > e.person order by v.person limit 1)
          from everybody e where e.person is not null)
      select person from everybody where person is not null
      """;

  private final Database database;
  private final InstantSource clock;
  private final TelemetryMetrics metrics;
  private final Timer writes;

  /** Over a database that has the tables of {@code db/ingest}; does not close it. */
  public PostgresTelemetryStore(Database database, InstantSource clock, TelemetryMetrics metrics) {
    this.database = database;
    this.clock = clock;
    this.metrics = metrics;
    this.writes = metrics.writesOf("postgresql");
  }

  @Override
  public List<Refused> write(List<Reading> readings) {
    var joined = new JoinedReadings(readings);
    try {
      writes.record(() -> {
        ReadingTable.VITALS.write(database, joined.vitals());
        ReadingTable.LOCATION.write(database, joined.locations());
        ReadingTable.BAND_STATUS.write(database, joined.statuses());
      });
    } catch (DatabaseTrouble e) {
      throw new TelemetryUnavailable("writing readings to PostgreSQL", e);
    }
    metrics.wrote(readings.size());
    return List.of();
  }

  @Override
  public List<Point> points(PersonId person, Sign sign, Instant from, Instant to, int limit) {
    String sql =
        """
        select at, %1$s::double precision as value from vitals
        where person = $1 and at >= $2 and at < $3 and %2$s
        order by at limit $4
        """
            .formatted(column(sign), told(sign));
    return rows(
        sql,
        row -> new Point(Database.instant(row, "at"), row.getDouble("value")),
        person.value(),
        WholeMillis.notBefore(from),
        WholeMillis.notBefore(to),
        (long) limit);
  }

  @Override
  public List<Window> windows(
      PersonId person, Sign sign, Instant from, Instant to, Duration every) {
    String sql =
        """
        select date_bin($4::bigint * interval '1 millisecond', at, timestamptz 'epoch') as since,
          min(%1$s)::double precision as least, avg(%1$s)::double precision as mean,
          max(%1$s)::double precision as greatest, count(%1$s) as number
        from vitals
        where person = $1 and at >= $2 and at < $3 and %2$s
        group by since order by since
        """
            .formatted(column(sign), told(sign));
    return rows(
        sql,
        row ->
            new Window(
                Database.instant(row, "since"),
                row.getDouble("least"),
                row.getDouble("mean"),
                row.getDouble("greatest"),
                row.getLong("number")),
        person.value(),
        WholeMillis.notBefore(from),
        WholeMillis.notBefore(to),
        every.toMillis());
  }

  @Override
  public List<Vitals> vitals(PersonId person, Instant from, Instant to, int limit) {
    return rows(
        "select * from vitals where person = $1 and at >= $2 and at < $3 order by at limit $4",
        row -> vitals(person, row),
        person.value(),
        WholeMillis.notBefore(from),
        WholeMillis.notBefore(to),
        (long) limit);
  }

  @Override
  public List<Vitals> vitals(
      PersonId person, Set<Sign> signs, Instant from, Instant to, int limit) {
    Set<Sign> asked = EnumSet.copyOf(signs);
    String columns =
        asked.stream().map(PostgresTelemetryStore::column).collect(Collectors.joining(", "));
    String told =
        asked.stream().map(PostgresTelemetryStore::told).collect(Collectors.joining(" or "));
    String sql =
        """
        select at, clock_replaced, worn, at_rest, %s from vitals
         where person = $1 and at >= $2 and at < $3 and (worn is false or %s) order by at limit $4
        """
            .formatted(columns, told);
    return rows(
        sql,
        row -> vitals(person, signs, row),
        person.value(),
        WholeMillis.notBefore(from),
        WholeMillis.notBefore(to),
        (long) limit);
  }

  private static Vitals vitals(PersonId person, Set<Sign> signs, Row row) {
    return new Vitals(
        person,
        new Moment(Database.instant(row, "at"), row.getBoolean("clock_replaced")),
        Signs.of(
                sign -> signs.contains(sign) ? row.getDouble(column(sign)) : null,
                row.getBoolean("worn"),
                row.getBoolean("at_rest"))
            .ofWearer());
  }

  private static Vitals vitals(PersonId person, Row row) {
    return new Vitals(
        person,
        new Moment(Database.instant(row, "at"), row.getBoolean("clock_replaced")),
        new Signs(
                row.getInteger("heart_rate"),
                row.getInteger("spo2"),
                row.getInteger("systolic"),
                row.getInteger("diastolic"),
                row.getDouble("temperature"),
                row.getInteger("steps"),
                row.getBoolean("worn"),
                row.getBoolean("at_rest"))
            .ofWearer());
  }

  @Override
  public List<Location> track(PersonId person, Instant from, Instant to, int limit) {
    String sql =
        """
        select at as fix_at, clock_replaced as fix_clock_replaced, lat, lon, accuracy, source
        from location where person = $1 and at >= $2 and at < $3 order by at limit $4
        """;
    return rows(
        sql,
        row -> location(person, row),
        person.value(),
        WholeMillis.notBefore(from),
        WholeMillis.notBefore(to),
        (long) limit);
  }

  @Override
  public Latest latest(PersonId person) {
    Instant oldest = clock.instant().minus(LOOKED_BACK);
    return rows(LATEST, row -> latest(person, row), person.value(), oldest).getFirst();
  }

  private static Latest latest(PersonId person, Row row) {
    Map<Sign, Point> signs = new EnumMap<>(Sign.class);
    for (Sign sign : Sign.values()) {
      Instant at = Database.instantOrNull(row, column(sign) + "_at");
      if (at != null) {
        signs.put(sign, new Point(at, row.getDouble(column(sign))));
      }
    }
    return new Latest(
        signs,
        row.getValue("fix_at") == null ? Optional.empty() : Optional.of(location(person, row)),
        row.getValue("status_at") == null ? Optional.empty() : Optional.of(status(person, row)));
  }

  private static Location location(PersonId person, Row row) {
    return new Location(
        person,
        new Moment(Database.instant(row, "fix_at"), row.getBoolean("fix_clock_replaced")),
        new Position(
            row.getDouble("lat"),
            row.getDouble("lon"),
            row.getDouble("accuracy"),
            SourceName.read(row.getString("source"))));
  }

  private static BandStatus status(PersonId person, Row row) {
    return new BandStatus(
        person,
        new Moment(Database.instant(row, "status_at"), row.getBoolean("status_clock_replaced")),
        new BandSerial(row.getString("band")),
        new BandState(
            row.getBoolean("online"),
            row.getInteger("battery"),
            row.getBoolean("charging"),
            row.getBoolean("worn"),
            row.getString("firmware")));
  }

  private <T> List<T> rows(String sql, Function<Row, T> read, @Nullable Object... arguments) {
    try {
      RowSet<Row> rows = database.query("reading readings", sql, arguments);
      return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    } catch (DatabaseTrouble e) {
      throw new TelemetryUnavailable("reading readings from PostgreSQL", e);
    }
  }

  private static String newest(Sign sign) {
    return """
    left join lateral (
      select at as %1$s_at, %1$s::double precision as %1$s from vitals
      where person = $1 and at >= $2 and %2$s
      order by at desc limit 1) of_%1$s on true
    """
        .formatted(column(sign), told(sign));
  }

  /** That a row tells the sign of its wearer: {@link Signs#isOfWearer}. */
  private static String told(Sign sign) {
    String there = column(sign) + " is not null";
    return sign == Sign.STEPS ? there : "(" + there + " and worn is not false)";
  }

  private static String column(Sign sign) {
    return switch (sign) {
      case HEART_RATE -> "heart_rate";
      case SPO2 -> "spo2";
      case SYSTOLIC -> "systolic";
      case DIASTOLIC -> "diastolic";
      case TEMPERATURE -> "temperature";
      case STEPS -> "steps";
    };
  }

  @Override
  public Optional<Point> newestBefore(PersonId person, Sign sign, Instant before) {
    String sql =
        """
        select at, %1$s::double precision as value from vitals
        where person = $1 and at >= $2 and at < $3 and %2$s
        order by at desc limit 1
        """
            .formatted(column(sign), told(sign));
    return rows(
            sql,
            row -> new Point(Database.instant(row, "at"), row.getDouble("value")),
            person.value(),
            before.minus(LOOKED_BACK),
            WholeMillis.notBefore(before))
        .stream()
        .findFirst();
  }

  @Override
  public List<Optional<Instant>> notWorn(PersonId person, List<Stretch> stretches) {
    return ofEach(
        NOT_WORN, row -> Optional.ofNullable(Database.instantOrNull(row, "at")), person, stretches);
  }

  @Override
  public List<Boolean> spoke(PersonId person, List<Stretch> stretches) {
    return ofEach(SPOKE, row -> row.getBoolean("spoke"), person, stretches);
  }

  private <T> List<T> ofEach(
      String sql, Function<Row, T> read, PersonId person, List<Stretch> stretches) {
    return stretches.isEmpty()
        ? List.of()
        : rows(
            sql,
            read,
            person.value(),
            times(stretches, Stretch::from),
            times(stretches, Stretch::to));
  }

  private static OffsetDateTime[] times(List<Stretch> stretches, Function<Stretch, Instant> which) {
    return stretches.stream()
        .map(it -> WholeMillis.notBefore(which.apply(it)).atOffset(ZoneOffset.UTC))
        .toArray(OffsetDateTime[]::new);
  }

  @Override
  public List<PersonId> people() {
    return rows(EVERYBODY, row -> new PersonId(row.getUUID("person")));
  }

  @Override
  public Optional<Instant> oldest(PersonId person) {
    return rows(
            "select at from vitals where person = $1 order by at limit 1",
            row -> Database.instant(row, "at"),
            person.value())
        .stream()
        .findFirst();
  }

  @Override
  public Optional<String> trouble() {
    return database.trouble();
  }

  @Override
  public void close() {}
}
