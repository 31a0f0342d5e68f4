package care.silverbell.ingest.telemetry;

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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Readings kept in InfluxDB 1.x, 2.x or 3.x: line protocol in, InfluxQL out. Statements are made of
 * ids, times and names from the code only, so no text from outside can speak InfluxQL.
 */
public final class InfluxTelemetryStore implements TelemetryStore {
  private static final String FIX = "\"lat\", \"lon\", \"accuracy\", \"source\", \"clockReplaced\"";
  private static final String SIGNS =
      "\"heartRate\", \"spo2\", \"systolic\", \"diastolic\", \"temperature\", \"steps\", \"worn\","
          + " \"atRest\", \"clockReplaced\"";
  private static final String STATUS =
      "\"band\", \"online\", \"battery\", \"charging\", \"worn\", \"firmware\", \"clockReplaced\"";

  private static final Duration LOOKED_BACK = Duration.ofDays(30);

  /** A request of these is some ten thousand characters long, which every server takes. */
  private static final int STRETCHES_AT_ONCE = 20;

  private final InfluxServer server;
  private final FirstWrites firstWrites = new FirstWrites();
  private final InstantSource clock;
  private final TelemetryMetrics metrics;
  private final Timer writes;

  /** Does not connect: InfluxDB may be away. */
  public InfluxTelemetryStore(
      InfluxSettings settings, InstantSource clock, TelemetryMetrics metrics) {
    this.server = new InfluxServer(settings);
    this.clock = clock;
    this.metrics = metrics;
    this.writes = metrics.writesOf("influxdb");
  }

  @Override
  public List<Refused> write(List<Reading> readings) {
    List<Refused> refused = new ArrayList<>();
    writes.record(() -> write(readings, refused));
    metrics.wrote(readings.size());
    metrics.refused(refused.size());
    return refused;
  }

  /**
   * Halves what is refused until the bad readings stand alone, or until all of it is bad by the
   * server's own count, as in an upload older than what it keeps: the good ones may come twice.
   */
  private void write(List<Reading> readings, List<Refused> refused) {
    String lines = LineProtocol.of(readings);
    if (lines.isEmpty()) {
      return;
    }
    try {
      firstWrites.run(readings, () -> server.write(lines));
    } catch (InfluxServer.LinesRefused e) {
      if (readings.size() == 1 || e.dropped() >= lines.lines().count()) {
        readings.forEach(it -> refused.add(Refused.of(it, "" + e.getMessage())));
      } else {
        int half = readings.size() / 2;
        write(readings.subList(0, half), refused);
        write(readings.subList(half, readings.size()), refused);
      }
    }
  }

  @Override
  public List<Point> points(PersonId person, Sign sign, Instant from, Instant to, int limit) {
    String statement =
        "SELECT \"%s\" FROM \"vitals\" WHERE %s ORDER BY time ASC"
            .formatted(sign.field(), within(person, from, to));
    return answer(statement, limit).rows().stream()
        .map(row -> new Point(row.at(), row.decimal(1)))
        .toList();
  }

  @Override
  public List<Window> windows(
      PersonId person, Sign sign, Instant from, Instant to, Duration every) {
    String statement =
        """
        SELECT min("%1$s"), mean("%1$s"), max("%1$s"), count("%1$s") FROM "vitals" \
        WHERE %2$s GROUP BY time(%3$dms) fill(none)\
        """
            .formatted(sign.field(), within(person, from, to), every.toMillis());
    return answer(statement).rows().stream()
        .filter(row -> row.whole(4).longValue() > 0)
        .map(row ->
            new Window(
                row.at(), row.decimal(1), row.decimal(2), row.decimal(3), row.whole(4).longValue()))
        .toList();
  }

  @Override
  public List<Vitals> vitals(PersonId person, Instant from, Instant to, int limit) {
    String statement =
        "SELECT %s FROM \"vitals\" WHERE %s ORDER BY time ASC"
            .formatted(SIGNS, within(person, from, to));
    return answer(statement, limit).rows().stream().map(row -> vitals(person, row)).toList();
  }

  @Override
  public List<Vitals> vitals(
      PersonId person, Set<Sign> signs, Instant from, Instant to, int limit) {
    List<Sign> asked = List.copyOf(EnumSet.copyOf(signs));
    String fields =
        asked.stream().map(it -> "\"" + it.field() + "\", ").collect(Collectors.joining());
    String statement =
        "SELECT %s\"worn\", \"atRest\", \"clockReplaced\" FROM \"vitals\" WHERE %s ORDER BY time ASC"
            .formatted(fields, within(person, from, to));
    return answer(statement, limit).rows().stream().map(row -> vitals(person, asked, row)).toList();
  }

  /** The columns: time, the signs, and what is said of the band. */
  private static Vitals vitals(PersonId person, List<Sign> asked, InfluxTable.Row row) {
    int behind = asked.size() + 1;
    return new Vitals(
        person,
        new Moment(row.at(), row.isTrue(behind + 2)),
        Signs.of(
                sign -> {
                  int place = asked.indexOf(sign);
                  return place < 0 ? null : row.decimalOrNull(place + 1);
                },
                row.truthOrNull(behind),
                row.truthOrNull(behind + 1))
            .ofWearer());
  }

  private static Vitals vitals(PersonId person, InfluxTable.Row row) {
    return new Vitals(
        person,
        new Moment(row.at(), row.isTrue(9)),
        new Signs(
                row.wholeOrNull(1),
                row.wholeOrNull(2),
                row.wholeOrNull(3),
                row.wholeOrNull(4),
                row.decimalOrNull(5),
                row.wholeOrNull(6),
                row.truthOrNull(7),
                row.truthOrNull(8))
            .ofWearer());
  }

  @Override
  public List<Location> track(PersonId person, Instant from, Instant to, int limit) {
    String statement =
        "SELECT %s FROM \"location\" WHERE %s ORDER BY time ASC"
            .formatted(FIX, within(person, from, to));
    return answer(statement, limit).rows().stream().map(row -> location(person, row)).toList();
  }

  @Override
  public Latest latest(PersonId person) {
    String since =
        "%s AND time >= %dms".formatted(of(person), WholeMillis.notBefore(oldest()).toEpochMilli());
    List<String> statements = new ArrayList<>();
    for (Sign sign : Sign.values()) {
      statements.add(newest("\"" + sign.field() + "\"", "vitals", since));
    }
    statements.add(newest(FIX, "location", since));
    statements.add(newest(STATUS, "band", since));
    Iterator<InfluxTable> tables = server.query(statements).iterator();
    Map<Sign, Point> signs = new EnumMap<>(Sign.class);
    for (Sign sign : Sign.values()) {
      first(tables.next()).ifPresent(row -> signs.put(sign, new Point(row.at(), row.decimal(1))));
    }
    return new Latest(
        signs,
        first(tables.next()).map(row -> location(person, row)),
        first(tables.next()).map(row -> status(person, row)));
  }

  @Override
  public Optional<Point> newestBefore(PersonId person, Sign sign, Instant before) {
    return first(
            answer(
                newest(
                    "\"" + sign.field() + "\"",
                    "vitals",
                    within(person, before.minus(LOOKED_BACK), before))))
        .map(row -> new Point(row.at(), row.decimal(1)));
  }

  @Override
  public List<Optional<Instant>> notWorn(PersonId person, List<Stretch> stretches) {
    return ofEach(
        stretches,
        it ->
            Stream.of("vitals", "band")
                .map(measurement ->
                    "SELECT \"worn\" FROM \"%s\" WHERE \"worn\" = false AND %s ORDER BY time ASC LIMIT 1"
                        .formatted(measurement, within(person, it.from(), it.to())))
                .toList(),
        tables ->
            tables.stream()
                .flatMap(table -> first(table).stream())
                .map(InfluxTable.Row::at)
                .min(Comparator.naturalOrder()));
  }

  @Override
  public List<Boolean> spoke(PersonId person, List<Stretch> stretches) {
    return ofEach(
        stretches,
        it -> {
          String when = within(person, it.from(), it.to());
          return List.of(
              newest(SIGNS, "vitals", when),
              newest(FIX, "location", when),
              "SELECT %s FROM \"band\" WHERE %s".formatted(STATUS, when));
        },
        tables ->
            first(tables.get(0)).isPresent()
                || first(tables.get(1)).isPresent()
                || tables.get(2).rows().stream().anyMatch(row -> !isBrokersWord(row)));
  }

  /** Of a row of {@link #STATUS}: not online, at a time that was not the band's. */
  private static boolean isBrokersWord(InfluxTable.Row row) {
    return Boolean.FALSE.equals(row.truthOrNull(2)) && row.isTrue(7);
  }

  /** Asks the same statements of each stretch, as many together as one request may bear. */
  private <T> List<T> ofEach(
      List<Stretch> stretches,
      Function<Stretch, List<String>> statements,
      Function<List<InfluxTable>, T> read) {
    List<T> answers = new ArrayList<>();
    for (int from = 0; from < stretches.size(); from += STRETCHES_AT_ONCE) {
      List<List<String>> asked =
          stretches.subList(from, Math.min(stretches.size(), from + STRETCHES_AT_ONCE)).stream()
              .map(statements)
              .toList();
      Iterator<InfluxTable> tables =
          server.query(asked.stream().flatMap(List::stream).toList()).iterator();
      for (List<String> one : asked) {
        answers.add(read.apply(one.stream().map(_ -> tables.next()).toList()));
      }
    }
    return answers;
  }

  @Override
  public List<PersonId> people() {
    return answer("SHOW TAG VALUES FROM \"vitals\" WITH KEY = \"person\"").rows().stream()
        .flatMap(row -> Optional.ofNullable(row.textOrNull(1)).stream())
        .map(PersonId::of)
        .toList();
  }

  @Override
  public Optional<Instant> oldest(PersonId person) {
    return first(
            answer(
                "SELECT %s FROM \"vitals\" WHERE %s ORDER BY time ASC LIMIT 1"
                    .formatted(SIGNS, of(person))))
        .map(InfluxTable.Row::at);
  }

  private Instant oldest() {
    return clock.instant().minus(LOOKED_BACK);
  }

  private static String newest(String fields, String measurement, String since) {
    return "SELECT %s FROM \"%s\" WHERE %s ORDER BY time DESC LIMIT 1"
        .formatted(fields, measurement, since);
  }

  private static Optional<InfluxTable.Row> first(InfluxTable table) {
    return table.rows().stream().findFirst();
  }

  /** InfluxQL takes a limit of 0 for none. */
  private InfluxTable answer(String statement, int limit) {
    return limit > 0 ? answer(statement + " LIMIT " + limit) : InfluxTable.EMPTY;
  }

  private InfluxTable answer(String statement) {
    return server.query(List.of(statement)).getFirst();
  }

  private static String of(PersonId person) {
    return "\"person\" = '" + person.value() + "'";
  }

  private static String within(PersonId person, Instant from, Instant to) {
    return "%s AND time >= %dms AND time < %dms"
        .formatted(
            of(person),
            WholeMillis.notBefore(from).toEpochMilli(),
            WholeMillis.notBefore(to).toEpochMilli());
  }

  private static Location location(PersonId person, InfluxTable.Row row) {
    return new Location(
        person,
        new Moment(row.at(), row.isTrue(5)),
        new Position(
            row.decimal(1),
            row.decimal(2),
            row.decimalOrNull(3),
            SourceName.read(row.textOrNull(4))));
  }

  private static BandStatus status(PersonId person, InfluxTable.Row row) {
    String band = Optional.ofNullable(row.textOrNull(1)).orElse("?");
    return new BandStatus(
        person,
        new Moment(row.at(), row.isTrue(7)),
        new BandSerial(band),
        new BandState(
            row.truthOrNull(2),
            row.wholeOrNull(3),
            row.truthOrNull(4),
            row.truthOrNull(5),
            row.textOrNull(6)));
  }

  @Override
  public Optional<String> trouble() {
    return server.trouble();
  }

  @Override
  public void close() {
    server.close();
  }
}
