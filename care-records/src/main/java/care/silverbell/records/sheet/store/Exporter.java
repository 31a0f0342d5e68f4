package care.silverbell.records.sheet.store;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.person.Contact;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.Form;
import care.silverbell.records.sheet.IdNumber;
import care.silverbell.records.sheet.Language;
import care.silverbell.records.sheet.SheetKind;
import care.silverbell.records.sheet.check.Known;
import care.silverbell.records.sheet.print.Table;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the database holds, as sheets that can be imported again and then change nothing. */
public final class Exporter {
  private final Database database;
  private final RecordSeal seal;
  private final InstantSource clock;
  private final ZoneId zone = ZoneId.systemDefault();

  /** Reads from the database. */
  public Exporter(Database database, RecordSeal seal, InstantSource clock) {
    this.database = database;
    this.seal = seal;
    this.clock = clock;
  }

  /** The tables of those kinds. */
  public List<Table> tables(Collection<SheetKind> kinds, Language language) {
    GridHoldings grid = GridHoldings.read(database.pool());
    PeopleHoldings people = PeopleHoldings.read(database.pool(), seal, grid, zone);
    List<Table> tables = new ArrayList<>();
    for (SheetKind kind : kinds) {
      tables.add(
          table(
              kind,
              switch (kind) {
                case GRID -> cells(grid.cells().values());
                case STAFF -> cells(grid.staff().values());
                case ROTA -> cells(grid.rota().values());
                case PEOPLE -> cells(people.people().values());
                case CONTACTS -> contacts(people);
                case BANDS -> bands(people);
              },
              language));
    }
    return tables;
  }

  private static Table table(SheetKind kind, List<Map<Column, String>> rows, Language language) {
    List<Column> columns = kind.columns().stream().filter(Column::isExported).toList();
    List<List<String>> shown = new ArrayList<>();
    for (Map<Column, String> row : rows) {
      shown.add(columns.stream().map(it -> shown(it, row.getOrDefault(it, ""), language)).toList());
    }
    return new Table(
        kind.title(language), columns.stream().map(it -> it.heading(language)).toList(), shown);
  }

  private static String shown(Column column, String kept, Language language) {
    return column == Column.PERSON_ID_NUMBER
        ? IdNumber.masked(kept)
        : column.form().shown(kept, language);
  }

  private static List<Map<Column, String>> cells(Collection<Held> held) {
    return held.stream().map(Held::cells).toList();
  }

  private List<Map<Column, String>> contacts(PeopleHoldings people) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    List<Map<Column, String>> rows = new ArrayList<>();
    people
        .people()
        .forEach((key, person) -> {
          int place = 0;
          var id = new care.silverbell.ingest.reading.PersonId(person.id());
          for (Contact contact : people.contacts().getOrDefault(id, List.of())) {
            if (contact.standsOn(today)) {
              place++;
              Map<Column, String> row = new EnumMap<>(Column.class);
              row.put(Column.CONTACT_PERSON, key);
              row.put(Column.CONTACT_NAME, contact.name());
              row.put(Column.CONTACT_RELATION, contact.relation());
              row.put(Column.CONTACT_PHONES, Form.joined(contact.phones()));
              row.put(Column.CONTACT_PLACE, "" + place);
              row.put(Column.CONTACT_KEY, "" + contact.keyHolder());
              rows.add(row);
            }
          }
        });
    return rows;
  }

  private static List<Map<Column, String>> bands(PeopleHoldings people) {
    List<Map<Column, String>> rows = new ArrayList<>();
    people.wearers().forEach((serial, last) -> rows.add(band(serial, last)));
    return rows;
  }

  private static Map<Column, String> band(String serial, Known.LastWorn last) {
    Map<Column, String> row = new EnumMap<>(Column.class);
    row.put(Column.BAND_SERIAL, serial);
    row.put(Column.BAND_WEARER, last.wearer());
    row.put(Column.BAND_SINCE, last.wearer().isEmpty() ? "" : last.since().toString());
    return row;
  }
}
