package care.silverbell.records.person;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is to be called for whom, in order. Who no longer is one stays, with the day they ended. */
public final class Contacts {
  static final String UPSERT =
      """
      insert into contact (id, person, place, name, relation, phones, key_holder, hours, channels, language, since, until)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      on conflict (id) do update set place = excluded.place, name = excluded.name, relation = excluded.relation,
        phones = excluded.phones, key_holder = excluded.key_holder, hours = excluded.hours, channels = excluded.channels,
        language = excluded.language, since = excluded.since, until = excluded.until
      """;

  private final Database database;
  private final Clock clock;

  /**
   * Reads from and writes to the database.
   *
   * @param clock in the zone of the office, whose days are meant
   */
  public Contacts(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** All of the person's, those who ended too, in order. */
  public List<Contact> all(PersonId person) {
    return all(database.pool(), person);
  }

  /** Those who are to be called now, in order. */
  public List<Contact> serving(PersonId person) {
    LocalDate today = today();
    return all(person).stream().filter(it -> it.servesOn(today)).toList();
  }

  private static List<Contact> all(SqlClient client, PersonId person) {
    var rows =
        Database.query(
            client,
            "reading contacts",
            "select jsonb_agg(to_jsonb(k) order by k.place, k.id) as contacts from contact k where"
                + " k.person = $1",
            person.value());
    return ofRows(rows.iterator().next().getJsonArray("contacts"));
  }

  /**
   * Writes the person's list: those who are in it stand in its order, those who were and are not
   * any more end today. Who comes with no id is known by their name. Nothing is written where
   * nothing changes.
   *
   * @param wanted who is to be called, the first first
   */
  public void put(SqlConnection tx, PersonId person, List<Contact> wanted, Editor by) {
    var _ =
        Database.query(
            tx, "taking the person", "select from person where id = $1 for update", person.value());
    LocalDate today = today();
    List<Contact> present = all(tx, person).stream().filter(it -> it.standsOn(today)).toList();
    List<Contact> left = new ArrayList<>(present);
    List<Contact> resolved =
        wanted.stream().map(contact -> resolved(contact, left, today)).toList();
    if (resolved.equals(present)) {
      return;
    }
    for (Contact gone : left) {
      var _ =
          Database.query(
              tx,
              "ending a contact",
              "update contact set until = $2 where id = $1",
              gone.id(),
              today);
    }
    write(tx, person, resolved);
    People.countVersion(tx, person);
    Changes.write(
        tx,
        person,
        by,
        clock.instant(),
        "contacts",
        new JsonObject().put("contacts", ContactJson.write(present)),
        new JsonObject().put("contacts", ContactJson.write(resolved)));
  }

  /**
   * Those wanted, and after them whoever is to begin on a later day and is not among them: a file
   * tells only of those who serve today, and whoever sends it back does not end the others.
   */
  List<Contact> withThoseToCome(SqlConnection tx, PersonId person, List<Contact> wanted) {
    LocalDate today = today();
    List<Contact> all = new ArrayList<>(wanted);
    all(tx, person).stream()
        .filter(it -> it.standsOn(today) && !it.servesOn(today))
        .filter(it ->
            wanted.stream()
                .noneMatch(other ->
                    other.id() == null
                        ? other.name().equals(it.name())
                        : other.id().equals(it.id())))
        .forEach(all::add);
    return all;
  }

  /** With the id and the first day of whom it is, if they are among those left; takes them out. */
  private static Contact resolved(Contact contact, List<Contact> left, LocalDate today) {
    Optional<Contact> known =
        left.stream()
            .filter(it ->
                contact.id() == null
                    ? it.name().equals(contact.name())
                    : contact.id().equals(it.id()))
            .findFirst();
    known.ifPresent(left::remove);
    LocalDate since = contact.since();
    return known
        .map(it -> contact.with(idOf(it), since == null ? it.since() : since))
        .orElseGet(() -> contact.with(UUID.randomUUID(), since == null ? today : since));
  }

  private static UUID idOf(Contact kept) {
    UUID id = kept.id();
    return id == null ? UUID.randomUUID() : id;
  }

  private static void write(SqlConnection tx, PersonId person, List<Contact> contacts) {
    Database.batch(tx, "writing contacts", UPSERT, rows(person, contacts));
  }

  /** What {@link #UPSERT} takes for a list in its order. */
  static List<Tuple> rows(PersonId person, List<Contact> contacts) {
    List<Tuple> rows = new ArrayList<>();
    for (Contact contact : contacts) {
      rows.add(
          Database.tuple(
              contact.id(),
              person.value(),
              rows.size() + 1,
              contact.name(),
              contact.relation(),
              contact.phones().toArray(String[]::new),
              contact.keyHolder(),
              ContactJson.hours(contact.hours()),
              contact.channels().toArray(String[]::new),
              contact.language(),
              contact.since(),
              contact.until()));
    }
    return rows;
  }

  /** The day it is at the office. */
  LocalDate today() {
    return LocalDate.now(clock);
  }

  /** From rows as {@code to_jsonb} writes them. */
  static List<Contact> ofRows(@Nullable JsonArray rows) {
    List<Contact> contacts = new ArrayList<>();
    if (rows != null) {
      rows.forEach(row -> contacts.add(ofRow((JsonObject) row)));
    }
    return contacts;
  }

  private static Contact ofRow(JsonObject row) {
    return new Contact(
        UUID.fromString(row.getString("id")),
        row.getString("name"),
        row.getString("relation"),
        texts(row.getJsonArray("phones")),
        row.getBoolean("key_holder"),
        ContactJson.hours(row.getJsonArray("hours")),
        texts(row.getJsonArray("channels")),
        row.getString("language"),
        day(row.getString("since")),
        day(row.getString("until")));
  }

  private static List<String> texts(JsonArray array) {
    return array.stream().map(String.class::cast).toList();
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }
}
