package care.silverbell.records.person;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The people who are cared for. */
public final class People {
  private static final String WHOLE =
      """
      select p.*, c.name as cell_name, o.name as community, d.name as doctor_account, d.display_name as doctor_name,
             w.band, w.since,
             (select jsonb_agg(jsonb_build_object('name', k.name, 'relation', k.relation, 'phone', k.phone) order by k.place)
                from contact k where k.person = p.id) as contacts
        from person p join grid_cell c on c.id = p.cell left join grid_cell o on o.id = c.parent
        left join account d on d.id = p.doctor
        left join lateral (select band, since from wearing where person = p.id and until is null order by since desc limit 1) w on true
      """;

  private final Database database;

  /** Reads from the database. */
  public People(Database database) {
    this.database = database;
  }

  /** The one of that id. */
  public Optional<Person> find(PersonId id) {
    var rows = database.query("finding a person", WHOLE + " where p.id = $1", id.value());
    return rows.size() == 0 ? Optional.empty() : Optional.of(person(rows.iterator().next()));
  }

  /** Those of the ids, by id. */
  public Map<PersonId, Person> findAll(Collection<PersonId> ids) {
    Map<PersonId, Person> people = new HashMap<>();
    if (!ids.isEmpty()) {
      database
          .query(
              "finding people",
              WHOLE + " where p.id = any($1)",
              (Object) ids.stream().map(PersonId::value).toArray(UUID[]::new))
          .forEach(row -> people.put(new PersonId(row.getUUID("id")), person(row)));
    }
    return people;
  }

  /**
   * A page of those the account may see, those on whose wrist a band is first, then by name.
   *
   * @param search part of a name, address, phone or band; empty for everybody
   * @param offset how many to pass over
   */
  public List<Person> list(Account account, String search, int offset, int limit) {
    List<Person> people = new ArrayList<>();
    String pattern = "%" + search.replaceAll("([%_\\\\])", "\\\\$1") + "%";
    database
        .query(
            "listing people",
            WHOLE
                + """
                 where p.id in (select person from account_sees where account = $1)
                   and (p.name ilike $2 or p.address ilike $2 or p.phone ilike $2 or w.band ilike $2)
                 order by w.band nulls last, p.name, p.id offset $3 limit $4
                """,
            account.id(),
            pattern,
            (long) offset,
            (long) limit)
        .forEach(row -> people.add(person(row)));
    return people;
  }

  /**
   * A person to be added or written anew; what {@link Person} says of each field holds.
   *
   * @param cell the id of their grid cell
   * @param doctor the account name of their doctor
   */
  public record Draft(
      String name,
      String sex,
      LocalDate birthDate,
      @Nullable String phone,
      String address,
      Person.@Nullable House house,
      UUID cell,
      String risk,
      @Nullable String doctor,
      List<String> conditions,
      @Nullable String howToGetIn,
      List<Person.Contact> contacts) {}

  /** Writes a person, new or known, contacts and all. */
  public void put(PersonId id, Draft draft) {
    database.transaction(
        "writing a person",
        tx -> {
          put(tx, id, draft);
          return id;
        });
  }

  private static void put(SqlConnection tx, PersonId id, Draft draft) {
    Person.House house = draft.house();
    var _ =
        Database.query(
            tx,
            "writing a person",
            """
            insert into person (id, name, sex, birth_date, phone, address, latitude, longitude, cell, risk, doctor, conditions,
                                how_to_get_in)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, (select id from account where name = $11), $12, $13)
            on conflict (id) do update set name = excluded.name, sex = excluded.sex, birth_date = excluded.birth_date,
              phone = excluded.phone, address = excluded.address, latitude = excluded.latitude, longitude = excluded.longitude,
              cell = excluded.cell, risk = excluded.risk, doctor = excluded.doctor, conditions = excluded.conditions,
              how_to_get_in = excluded.how_to_get_in
            """,
            id.value(),
            draft.name(),
            draft.sex(),
            draft.birthDate(),
            draft.phone(),
            draft.address(),
            house == null ? null : house.latitude(),
            house == null ? null : house.longitude(),
            draft.cell(),
            draft.risk(),
            draft.doctor(),
            draft.conditions().toArray(String[]::new),
            draft.howToGetIn());
    var _ =
        Database.query(tx, "writing contacts", "delete from contact where person = $1", id.value());
    List<io.vertx.sqlclient.Tuple> contacts = new ArrayList<>();
    for (Person.Contact contact : draft.contacts()) {
      contacts.add(
          Database.tuple(
              UUID.randomUUID(),
              id.value(),
              contacts.size() + 1,
              contact.name(),
              contact.relation(),
              contact.phone()));
    }
    Database.batch(
        tx,
        "writing contacts",
        "insert into contact (id, person, place, name, relation, phone) values ($1, $2, $3, $4, $5, $6)",
        contacts);
  }

  /** Whether a doctor signs in with that name. */
  public boolean isDoctor(String account) {
    return database
            .query(
                "looking for a doctor",
                "select from account where name = $1 and role = 'doctor'",
                account)
            .size()
        > 0;
  }

  /** Whether there is a grid cell of that id. */
  public boolean isCell(UUID id) {
    return database.query("finding a cell", "select from grid_cell where id = $1", id).size() > 0;
  }

  private static Person person(Row row) {
    Double latitude = row.getDouble("latitude");
    Double longitude = row.getDouble("longitude");
    String doctor = row.getString("doctor_account");
    return new Person(
        new PersonId(row.getUUID("id")),
        row.getString("name"),
        row.getString("sex"),
        row.getLocalDate("birth_date"),
        row.getString("phone"),
        row.getString("address"),
        latitude == null || longitude == null ? null : new Person.House(latitude, longitude),
        new Person.Cell(
            row.getUUID("cell").toString(), row.getString("cell_name"), row.getString("community")),
        row.getString("risk"),
        doctor == null ? null : new Person.Doctor(doctor, row.getString("doctor_name")),
        Arrays.asList(row.getArrayOfStrings("conditions")),
        row.getString("how_to_get_in"),
        contacts(row.getJsonArray("contacts")),
        row.getString("band"),
        Database.instantOrNull(row, "since"));
  }

  private static List<Person.Contact> contacts(@Nullable JsonArray contacts) {
    return Objects.requireNonNullElseGet(contacts, JsonArray::new).stream()
        .map(JsonObject.class::cast)
        .map(k ->
            new Person.Contact(k.getString("name"), k.getString("relation"), k.getString("phone")))
        .toList();
  }
}
