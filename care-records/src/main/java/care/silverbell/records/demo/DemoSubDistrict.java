package care.silverbell.records.demo;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Accounts;
import care.silverbell.records.access.Role;
import care.silverbell.records.band.Bands;
import care.silverbell.records.person.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
  private final Bands bands;
  private final DemoNames names = new DemoNames();

  /** Fills that database. */
  public DemoSubDistrict(Database database, Accounts accounts, Bands bands) {
    this.database = database;
    this.accounts = accounts;
    this.bands = bands;
  }

  /** Fills the database if nobody can sign in yet; answers whether it did. */
  public boolean fillIfEmpty() {
    if (!accounts.none()) {
      return false;
    }
    List<UUID> cells = addGrid();
    UUID doctor = addAccounts(cells.getFirst());
    List<PersonId> people = addPeople(cells, doctor);
    addFamily(people.getFirst());
    addBands(people);
    return true;
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

  private List<UUID> addGrid() {
    UUID subDistrict = cell(null, "凤凰台街道（演示）");
    List<UUID> cells = new ArrayList<>();
    for (int community = 0; community < COMMUNITIES; community++) {
      UUID id = cell(subDistrict, names.community(community));
      for (int number = 1; number <= CELLS_PER_COMMUNITY; number++) {
        cells.add(cell(id, names.community(community) + "第" + number + "网格"));
      }
    }
    return cells;
  }

  private UUID cell(@org.jspecify.annotations.Nullable UUID parent, String name) {
    UUID id = UUID.randomUUID();
    var _ =
        database.query(
            "adding a cell",
            "insert into grid_cell (id, parent, name) values ($1, $2, $3)",
            id,
            parent,
            name);
    return id;
  }

  private UUID addAccounts(UUID firstCell) {
    accounts.add("admin", "管理员", Role.ADMIN, SECRET, null, List.of());
    accounts.add("grid", "王网格员", Role.GRID, SECRET, firstCell, List.of());
    return accounts.add("doctor", "李医生", Role.DOCTOR, SECRET, null, List.of()).id();
  }

  private void addFamily(PersonId mother) {
    accounts.add("family", "女儿", Role.FAMILY, SECRET, null, List.of(mother));
    for (String what : List.of("health", "readings")) {
      var _ =
          database.query(
              "adding a consent",
              "insert into consent (id, person, to_whom, what, since, given_by)"
                  + " values ($1, $2, 'family', $3, now(), '本人')",
              UUID.randomUUID(),
              mother.value(),
              what);
    }
  }

  private List<PersonId> addPeople(List<UUID> cells, UUID doctor) {
    List<PersonId> ids = new ArrayList<>();
    List<Tuple> people = new ArrayList<>();
    List<Tuple> contacts = new ArrayList<>();
    for (int number = 0; number < PEOPLE; number++) {
      DemoNames.Elder elder = names.elder(number, number % cells.size());
      PersonId id = new PersonId(UUID.randomUUID());
      ids.add(id);
      people.add(
          Database.tuple(
              id.value(),
              elder.name(),
              elder.sex(),
              elder.birthDate(),
              elder.phone(),
              elder.address(),
              elder.house().latitude(),
              elder.house().longitude(),
              cells.get(number % cells.size()),
              number < BANDS ? doctor : null,
              number < BANDS ? "high" : elder.risk(),
              conditions(elder.conditions()),
              elder.howToGetIn()));
      contacts.add(
          Database.tuple(
              UUID.randomUUID(),
              id.value(),
              elder.childName(),
              elder.childIs(),
              new String[] {elder.childPhone()}));
    }
    database.batch(
        "adding people",
        """
        insert into person (id, name, sex, birth_date, phone, address, latitude, longitude, cell, doctor, risk, conditions, how_to_get_in)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """,
        people);
    database.batch(
        "adding contacts",
        "insert into contact (id, person, place, name, relation, phones) values ($1, $2, 1, $3, $4, $5)",
        contacts);
    return ids;
  }

  private static JsonArray conditions(List<String> words) {
    JsonArray json = new JsonArray();
    words.forEach(it -> json.add(new JsonObject().putNull("code").put("text", it)));
    return json;
  }

  private void addBands(List<PersonId> people) {
    for (int number = 1; number <= BANDS; number++) {
      BandSerial serial = new BandSerial("demo-%04d".formatted(number));
      bands.register(serial, SECRET);
      bands.wearSinceEver(serial, people.get(number - 1));
    }
  }
}
