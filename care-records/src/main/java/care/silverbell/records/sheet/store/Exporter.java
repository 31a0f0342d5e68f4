package care.silverbell.records.sheet.store;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.band.BandStanding;
import care.silverbell.records.person.Contact;
import care.silverbell.records.person.PeopleTogether;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.IdNumber;
import care.silverbell.records.sheet.Language;
import care.silverbell.records.sheet.SheetKind;
import care.silverbell.records.sheet.print.Table;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the database holds, as sheets that can be imported again and then change nothing. */
public final class Exporter {
  private static final String ONE_MOMENT =
      "set transaction isolation level repeatable read read only";

  private final Database database;
  private final RecordSeal seal;
  private final Clock clock;

  /**
   * Reads from the database.
   *
   * @param clock in the zone of the office, whose days are meant
   */
  public Exporter(Database database, RecordSeal seal, Clock clock) {
    this.database = database;
    this.seal = seal;
    this.clock = clock;
  }

  /** Prints tables, row by row as they come. */
  @FunctionalInterface
  public interface Printing {
    /** Prints them, one to its end after the other. */
    void print(List<Table> tables) throws IOException;
  }

  /**
   * Prints the tables of those kinds as they all are at one moment. Of people and contacts only a
   * few hundred are in memory at a time.
   *
   * @throws UncheckedIOException if they cannot be printed
   */
  public void export(Collection<SheetKind> kinds, Language language, Printing printing) {
    var _ =
        database.transaction(
            "exporting",
            tx -> {
              var _ = Database.query(tx, "holding still", ONE_MOMENT);
              try {
                printing.print(tables(tx, kinds, language));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return kinds;
            });
  }

  private List<Table> tables(SqlConnection tx, Collection<SheetKind> kinds, Language language) {
    GridHoldings grid = GridHoldings.read(tx, clock.instant(), clock.getZone());
    return kinds.stream()
        .map(kind ->
            table(
                kind,
                switch (kind) {
                  case GRID -> () -> cells(grid.cells().values());
                  case STAFF -> () -> cells(grid.staff().values());
                  case ROTA -> () -> cells(grid.rota().values());
                  case PEOPLE -> () -> people(tx, grid);
                  case CONTACTS -> () -> contacts(tx);
                  case BANDS -> () -> bands(tx);
                },
                language))
        .toList();
  }

  private static Table table(
      SheetKind kind, Iterable<Map<Column, String>> rows, Language language) {
    List<Column> columns = kind.columns().stream().filter(Column::isExported).toList();
    return new Table(
        kind.title(language),
        columns.stream().map(it -> it.heading(language)).toList(),
        () ->
            of(rows)
                .map(row ->
                    columns.stream()
                        .map(it -> shown(it, row.getOrDefault(it, ""), language))
                        .toList())
                .iterator());
  }

  private static <T> Stream<T> of(Iterable<T> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private static String shown(Column column, String kept, Language language) {
    return column == Column.PERSON_ID_NUMBER
        ? IdNumber.masked(kept)
        : column.form().shown(kept, language);
  }

  private static Iterator<Map<Column, String>> cells(Collection<Held> held) {
    return held.stream().map(Held::cells).iterator();
  }

  private Iterator<Map<Column, String>> people(SqlConnection tx, GridHoldings grid) {
    Map<Object, String> cellCodes = new HashMap<>();
    grid.cells().values().forEach(it -> cellCodes.put(it.id(), it.key()));
    return of(() -> PeopleTogether.whole(tx, seal))
        .map(it -> {
          Map<Column, String> cells =
              FileColumns.cells(it.file(), cellCodes.getOrDefault(it.file().home().cell(), ""));
          cells.put(Column.PERSON_CODE, key(it));
          return cells;
        })
        .iterator();
  }

  private Iterator<Map<Column, String>> contacts(SqlConnection tx) {
    LocalDate today = LocalDate.now(clock);
    return of(() -> PeopleTogether.whole(tx, seal))
        .flatMap(person -> {
          List<Contact> standing =
              person.contacts().stream().filter(it -> it.standsOn(today)).toList();
          return IntStream.range(0, standing.size())
              .mapToObj(at -> ContactColumns.row(key(person), standing.get(at), at + 1));
        })
        .iterator();
  }

  private static String key(PeopleTogether.Whole person) {
    String code = person.file().identity().code();
    return code == null ? person.id().toString() : code;
  }

  private Iterator<Map<Column, String>> bands(SqlConnection tx) {
    Map<PersonId, String> keys = new HashMap<>();
    Database.query(
            tx,
            "reading people's codes",
            "select id, coalesce(code, id::text) as key from person where exists (select from wearing w where w.person = person.id and w.until is null)")
        .forEach(row -> keys.put(new PersonId(row.getUUID("id")), row.getString("key")));
    return PeopleHoldings.bands(tx, keys).entrySet().stream()
        .map(it -> band(it.getKey(), it.getValue()))
        .iterator();
  }

  private Map<Column, String> band(String serial, BandStanding band) {
    Map<Column, String> row = new EnumMap<>(Column.class);
    Instant since = band.wearer().isEmpty() ? null : band.since();
    row.put(Column.BAND_SERIAL, serial);
    row.put(Column.BAND_WEARER, band.wearer());
    row.put(
        Column.BAND_SINCE,
        since == null
            ? ""
            : LocalDateTime.ofInstant(since, clock.getZone())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString());
    row.put(Column.BAND_PROFILE, band.profile());
    return row;
  }
}
