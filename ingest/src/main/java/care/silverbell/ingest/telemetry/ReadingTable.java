package care.silverbell.ingest.telemetry;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One of PostgreSQL's tables of readings: writes a whole batch with one statement, an array a
 * column, each row joined to the one that is there.
 */
final class ReadingTable<R extends Reading> {
  static final ReadingTable<Vitals> VITALS =
      new ReadingTable<>(
          "vitals",
          List.of(
              column("heart_rate", "int", Integer[]::new, signs(Signs::heartRate)),
              column("spo2", "int", Integer[]::new, signs(Signs::spo2)),
              column("systolic", "int", Integer[]::new, signs(Signs::systolic)),
              column("diastolic", "int", Integer[]::new, signs(Signs::diastolic)),
              column("temperature", "double precision", Double[]::new, signs(Signs::temperature)),
              column("steps", "int", Integer[]::new, signs(Signs::steps)),
              column("worn", "boolean", Boolean[]::new, signs(Signs::worn)),
              column("at_rest", "boolean", Boolean[]::new, signs(Signs::atRest))));

  static final ReadingTable<Location> LOCATION =
      new ReadingTable<>(
          "location",
          List.of(
              column("lat", "double precision", Double[]::new, fix(Position::latitude)),
              column("lon", "double precision", Double[]::new, fix(Position::longitude)),
              column("accuracy", "double precision", Double[]::new, fix(Position::accuracyMetres)),
              column("source", "text", String[]::new, fix(ReadingTable::source))));

  static final ReadingTable<BandStatus> BAND_STATUS =
      new ReadingTable<>(
          "band_status",
          List.of(
              column("band", "text", String[]::new, status -> text(status.band().value())),
              column("online", "boolean", Boolean[]::new, state(BandState::online)),
              column("battery", "int", Integer[]::new, state(BandState::battery)),
              column("charging", "boolean", Boolean[]::new, state(BandState::charging)),
              column("worn", "boolean", Boolean[]::new, state(BandState::worn)),
              column("firmware", "text", String[]::new, state(state -> text(state.firmware())))));

  private record Column<R>(
      String name, String type, Function<Collection<R>, @Nullable Object> array) {}

  private final String table;
  private final List<Column<R>> columns;
  private final String upsert;

  private ReadingTable(String table, List<Column<R>> said) {
    this.table = table;
    columns = new ArrayList<>();
    columns.add(column("person", "uuid", UUID[]::new, one -> one.person().value()));
    columns.add(column("at", "timestamptz", OffsetDateTime[]::new, ReadingTable::time));
    columns.add(
        column("clock_replaced", "boolean", Boolean[]::new, one -> one.moment().clockReplaced()));
    columns.addAll(said);
    upsert = upsert(said);
  }

  /** In the order of the key: two batches that share rows must not wait for each other. */
  private String upsert(List<Column<R>> said) {
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    String arrays =
        IntStream.range(0, columns.size())
            .mapToObj(i -> "$%d::%s[]".formatted(i + 1, columns.get(i).type()))
            .collect(Collectors.joining(", "));
    String joined =
        said.stream()
            .map(it -> "%1$s = coalesce(excluded.%1$s, kept.%1$s)".formatted(it.name()))
            .collect(Collectors.joining(",\n  "));
    return """
    insert into %1$s as kept (%2$s)
    select * from unnest(%3$s) as said (%2$s)
    order by person, at
    on conflict (person, at) do update set
      clock_replaced = kept.clock_replaced or excluded.clock_replaced,
      %4$s
    """
        .formatted(table, names, arrays, joined);
  }

  void write(Database database, Collection<R> readings) {
    if (readings.isEmpty()) {
      return;
    }
    @Nullable Object[] arrays =
        columns.stream().map(column -> column.array().apply(readings)).toArray();
    var _ = database.query("keeping readings", upsert, arrays);
  }

  private static <R, T> Column<R> column(
      String name, String type, IntFunction<@Nullable T[]> array, Function<R, @Nullable T> value) {
    return new Column<>(name, type, readings -> readings.stream().map(value).toArray(array));
  }

  private static <T> Function<Vitals, @Nullable T> signs(Function<Signs, @Nullable T> sign) {
    return vitals -> sign.apply(vitals.signs());
  }

  private static <T> Function<Location, @Nullable T> fix(Function<Position, @Nullable T> part) {
    return location -> part.apply(location.position());
  }

  private static <T> Function<BandStatus, @Nullable T> state(
      Function<BandState, @Nullable T> part) {
    return status -> part.apply(status.state());
  }

  private static OffsetDateTime time(Reading reading) {
    return reading.moment().at().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
  }

  private static @Nullable String source(Position position) {
    Position.Source source = position.source();
    return source == null ? null : SourceName.of(source);
  }

  /** PostgreSQL's text holds every character but one. */
  private static @Nullable String text(@Nullable String text) {
    return text == null ? null : text.replace('\0', '\uFFFD');
  }
}
