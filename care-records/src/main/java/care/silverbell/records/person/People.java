package care.silverbell.records.person;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.Database.Statement;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.search.SearchText;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The people who are cared for, and their files. */
public final class People {
  private static final int BACKFILL = 1_000;

  private static final String FILE =
      "select p.*, d.name as doctor_account from person p left join account d on d.id = p.doctor";

  private static final String WHOLE =
      """
      select p.*, c.name as cell_name, o.name as community, d.name as doctor_account, d.display_name as doctor_name,
             w.band, w.since, exists (select from person_photo f where f.person = p.id) as has_photo
        from person p join grid_cell c on c.id = p.cell left join grid_cell o on o.id = c.parent
        left join account d on d.id = p.doctor
        left join lateral (select band, since from wearing where person = p.id and until is null order by since desc limit 1) w on true
      """;

  /**
   * "is true" keeps the planner from asking for each person by themselves whether they are seen.
   */
  private static final String PAGE =
      """
      with found as (
        select p.id, p.name, w.band from person p
          left join (select person, min(band) as band, string_agg(lower(band), ' ') as bands
                       from wearing where until is null group by person) w on w.person = p.id
         where concat(p.search, ' ', w.bands) like all ($2) and ($3 or p.closed_on is null)
           and (p.id in (select person from account_sees where account = $1)) is true)
      select (select count(*) from found) as total,
             array(select id from found order by band nulls last, name, id offset $4 limit $5) as ids
      """;

  private final Database database;
  private final RecordSeal seal;
  private final InstantSource clock;

  /** Reads from the database; resident id numbers are kept sealed. */
  public People(Database database, RecordSeal seal, InstantSource clock) {
    this.database = database;
    this.seal = seal;
    this.clock = clock;
  }

  /** The one of that id. */
  public Optional<Person> find(PersonId id) {
    return Optional.ofNullable(findAll(List.of(id)).get(id));
  }

  /** Those of the ids, by id. */
  public Map<PersonId, Person> findAll(Collection<PersonId> ids) {
    return ids.isEmpty()
        ? Map.of()
        : database.ask("finding people", it -> found(it.getFirst()), finding(ids)).await();
  }

  /** Somebody, it does not matter who; empty where there is nobody. */
  public Optional<PersonId> anybody() {
    return id(database.query("finding somebody", "select id from person limit 1"));
  }

  /** What {@link #findAll} asks, to be asked together with other things. */
  public static Statement finding(Collection<PersonId> ids) {
    if (ids.size() == 1) {
      // Not as a list of one: that would be planned anew each time, which takes longer than to run.
      return Statement.of(WHOLE + " where p.id = $1", ids.iterator().next().value());
    }
    return Statement.of(
        WHOLE + " where p.id = any($1)",
        (Object) ids.stream().map(PersonId::value).toArray(UUID[]::new));
  }

  /** The answer to {@link #finding}. */
  public Map<PersonId, Person> found(Iterable<Row> rows) {
    Map<PersonId, Person> people = new HashMap<>();
    rows.forEach(row -> people.put(new PersonId(row.getUUID("id")), person(row)));
    return people;
  }

  /**
   * Whom to look for.
   *
   * @param words parts of a name, its pinyin or initials, an address, phone, code or band; all of
   *     them are to be found; empty for everybody
   * @param closedToo whether those who moved away or died are shown as well
   */
  public record Search(String words, boolean closedToo) {}

  /**
   * A page of a list.
   *
   * @param total how many the list has
   */
  public record Page(List<Person> people, long total) {}

  /**
   * A page of those the account may see, those on whose wrist a band is first, then by name.
   *
   * @param offset how many to pass over
   */
  public Page list(Account account, Search search, int offset, int limit) {
    Row row =
        database
            .query(
                "listing people",
                PAGE,
                account.id(),
                (Object) SearchText.patterns(search.words()),
                search.closedToo(),
                (long) offset,
                (long) limit)
            .iterator()
            .next();
    List<PersonId> ids = Arrays.stream(row.getArrayOfUUIDs("ids")).map(PersonId::new).toList();
    Map<PersonId, Person> people = findAll(ids);
    return new Page(
        ids.stream().map(people::get).filter(Objects::nonNull).toList(), row.getLong("total"));
  }

  /** The id of whoever the office keeps under that number (档案号). */
  public static Optional<PersonId> withCode(SqlClient client, String code) {
    return id(
        Database.query(
            client, "finding a person by code", "select id from person where code = $1", code));
  }

  /** The id of whoever has that resident id number. */
  public Optional<PersonId> withResidentId(SqlClient client, ResidentId number) {
    return id(
        Database.query(
            client,
            "finding a person by mark",
            "select id from person where resident_id_mark = $1",
            PersonRows.mark(seal, number)));
  }

  private static Optional<PersonId> id(Iterable<Row> rows) {
    for (Row row : rows) {
      return Optional.of(new PersonId(row.getUUID("id")));
    }
    return Optional.empty();
  }

  /** A person's file, and that nobody else changes it until the transaction ends. */
  public Optional<PersonFile> hold(SqlConnection tx, PersonId id) {
    for (Row row :
        Database.query(
            tx, "holding a person's file", FILE + " where p.id = $1 for update of p", id.value())) {
      return Optional.of(PersonRows.file(seal, row));
    }
    return Optional.empty();
  }

  /**
   * Writes a person's file, new or known, and keeps who changed what. Where nothing changes nothing
   * is written. Whose file is closed has their band taken off.
   *
   * @return whether anything changed
   * @throws care.silverbell.ingest.database.DatabaseTrouble if the code or the resident id number
   *     is another person's, or there is no such cell
   */
  public boolean put(SqlConnection tx, PersonId id, PersonFile file, Editor by) {
    PersonFile present = hold(tx, id).orElse(null);
    if (file.equals(present)) {
      return false;
    }
    Database.batch(
        tx, "writing a person", PersonRows.UPSERT, List.of(PersonRows.tuple(seal, id, file)));
    Instant now = clock.instant();
    if (file.closed() != null && (present == null || present.closed() == null)) {
      takeBandsOff(tx, id, now);
    }
    Changes.write(
        tx,
        id,
        by,
        now,
        present == null ? "added" : "file",
        present == null ? new JsonObject() : FileJson.flat(present),
        FileJson.flat(file));
    return true;
  }

  private static void takeBandsOff(SqlConnection tx, PersonId id, Instant now) {
    var _ =
        Database.query(
            tx,
            "taking the bands off",
            """
            update wearing set until = greatest($2, since + interval '1 millisecond')
             where person = $1 and until is null
            """,
            id.value(),
            now);
  }

  /** Counts one more change, of what stands in another table. */
  static void countVersion(SqlConnection tx, PersonId id) {
    var _ =
        Database.query(
            tx,
            "counting a change",
            "update person set version = version + 1 where id = $1",
            id.value());
  }

  /** The version held by {@link #hold}; empty where there is no such person. */
  static Optional<Long> version(SqlConnection tx, PersonId id) {
    for (Row row :
        Database.query(
            tx,
            "reading the version",
            "select version from person where id = $1 for update",
            id.value())) {
      return Optional.of(row.getLong("version"));
    }
    return Optional.empty();
  }

  /** Makes up what people are found by, for those who came before there was any. */
  public void makeSearchable() {
    while (true) {
      List<Tuple> found = new ArrayList<>();
      database
          .query(
              "looking who cannot be found yet",
              "select id, name, phone, address, code from person where search is null limit $1",
              BACKFILL)
          .forEach(row ->
              found.add(
                  Database.tuple(
                      row.getUUID("id"),
                      SearchText.of(
                          row.getString("name"),
                          row.getString("phone"),
                          row.getString("address"),
                          row.getString("code")))));
      if (found.isEmpty()) {
        return;
      }
      database.batch(
          "making people searchable", "update person set search = $2 where id = $1", found);
    }
  }

  /** Whether a doctor signs in with that name. */
  public static boolean isDoctor(SqlClient client, String account) {
    return Database.query(
                client,
                "looking for a doctor",
                "select from account where name = $1 and role = 'doctor'",
                account)
            .size()
        > 0;
  }

  /** Whether there is a grid cell of that id. */
  public static boolean isCell(SqlClient client, UUID id) {
    return Database.query(client, "finding a cell", "select from grid_cell where id = $1", id)
            .size()
        > 0;
  }

  private Person person(Row row) {
    String doctor = row.getString("doctor_account");
    return new Person(
        new PersonId(row.getUUID("id")),
        PersonRows.file(seal, row),
        new Person.Cell(
            row.getUUID("cell").toString(), row.getString("cell_name"), row.getString("community")),
        doctor == null ? null : new Person.Doctor(doctor, row.getString("doctor_name")),
        row.getString("band"),
        Database.instantOrNull(row, "since"),
        row.getBoolean("has_photo"),
        row.getLong("version"));
  }
}
