package care.silverbell.records.demo;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Accounts;
import care.silverbell.records.access.Role;
import care.silverbell.records.person.Editor;
import care.silverbell.records.person.Person;
import care.silverbell.records.sheet.read.Unreadable;
import care.silverbell.records.sheet.store.Importer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A made-up sub-district with the figures of a real one (Fenghuangtai, Yantai): 8 communities, 32
 * grid cells, 1,752 people, 100 bands. The first person wears band demo-0001, is the mother of
 * {@code family}, lives in the cell of {@code grid} and is on the list of {@code doctor}.
 */
public final class DemoSubDistrict {
  /** Everybody's password, and every band's secret. */
  public static final String SECRET = "silverbell";

  /** How many bands there are: demo-0001 to demo-0100. */
  public static final int BANDS = 100;

  static final int PEOPLE = 1_752;
  static final int COMMUNITIES = 8;
  static final int CELLS_PER_COMMUNITY = 4;

  private final Database database;
  private final Accounts accounts;
  private final Importer importer;
  private final DemoNames names = new DemoNames();

  /** Fills that database. */
  public DemoSubDistrict(Database database, Accounts accounts, Importer importer) {
    this.database = database;
    this.accounts = accounts;
    this.importer = importer;
  }

  /** Fills the database if nobody can sign in yet; answers whether it did. */
  public boolean fillIfEmpty() {
    if (!accounts.none()) {
      return false;
    }
    accounts.add("admin", "管理员", Role.ADMIN, SECRET, null, List.of());
    accounts.add("doctor", "李医生", Role.DOCTOR, SECRET, null, List.of());
    withFile(this::takeIn);
    UUID cell = id("select id from grid_cell where code = $1", DemoOffice.cell(0));
    UUID worker = accounts.add("grid", "王网格员", Role.GRID, SECRET, cell, List.of()).id();
    var _ =
        database.query(
            "giving the first grid worker an account",
            "update staff set account = $1, name = '王网格员' where code = 'G001'",
            worker);
    UUID mother = id("select id from person where code = $1", DemoOffice.person(0));
    accounts.add("family", "女儿", Role.FAMILY, SECRET, null, List.of(new PersonId(mother)));
    accounts.add("desk", "接警台", Role.DESK, SECRET, null, List.of());
    letFamilySee(mother);
    new DemoReach(database).fill(Instant.now());
    return true;
  }

  /** The mother lets her daughter see how she is, but not where. */
  private void letFamilySee(UUID mother) {
    var _ =
        database.query(
            "adding consents",
            """
            insert into consent (id, person, to_whom, what, since, given_by)
            select gen_random_uuid(), $1, 'family', what, now(), '本人' from unnest(array['health', 'readings']) what
            """,
            mother);
  }

  /** Where each wearer lives, by serial, so that simulated bands walk about at home. */
  public Map<String, Person.House> homes() {
    Map<String, Person.House> homes = new LinkedHashMap<>();
    database
        .query(
            "looking where wearers live",
            """
            select w.band, p.latitude, p.longitude from wearing w join person p on p.id = w.person
             where w.until is null and w.band like 'demo-%' order by w.band
            """)
        .forEach(row ->
            homes.put(
                row.getString("band"),
                new Person.House(row.getDouble("latitude"), row.getDouble("longitude"))));
    return homes;
  }

  private void withFile(Consumer<Path> taker) {
    Path file = null;
    try {
      file = Files.createTempFile("silverbell-demo-", ".xlsx");
      new DemoOffice(names).print(file);
      taker.accept(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (file != null) {
        var _ = file.toFile().delete();
      }
    }
  }

  private void takeIn(Path file) {
    try {
      Importer.Outcome outcome =
          importer.take(
              file, "demo.xlsx", new Editor(null, "demo"), false, (_, _, _) -> {}, () -> SECRET);
      if (!outcome.written()) {
        throw new IllegalStateException("the demo's own file has mistakes: " + outcome.checked());
      }
    } catch (Unreadable e) {
      throw new IllegalStateException(e);
    }
  }

  private UUID id(String sql, String of) {
    return database.query("finding the demo's own", sql, of).iterator().next().getUUID("id");
  }
}
