package care.silverbell.records.person;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.seal.RecordSeal;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files and contacts of many people, read and written together. */
public final class PeopleTogether {
  private static final int PIECE = 500;

  private PeopleTogether() {}

  /**
   * What was and what shall be of one person.
   *
   * @param before null for somebody new
   */
  public record Rewritten(PersonId id, @Nullable PersonFile before, PersonFile after) {}

  /** Who was and who shall be called for one person, in order. */
  public record Recalled(PersonId id, List<Contact> before, List<Contact> after) {}

  /** A person, their file, and who is to be called for them. */
  public record Whole(PersonId id, PersonFile file, List<Contact> contacts) {}

  /** Everybody with their contacts in order, those who ended too, in pieces of the transaction. */
  public static Iterator<Whole> whole(SqlConnection tx, RecordSeal seal) {
    Iterator<Row> rows =
        Database.inPieces(
            tx,
            "reading everybody in pieces",
            """
            select p.*, d.name as doctor_account,
                   (select jsonb_agg(to_jsonb(k) order by k.place, k.id) from contact k where k.person = p.id) as contacts
              from person p left join account d on d.id = p.doctor order by p.code, p.name, p.id
            """,
            PIECE);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Whole next() {
        Row row = rows.next();
        return new Whole(
            new PersonId(row.getUUID("id")),
            PersonRows.file(seal, row),
            Contacts.ofRows(row.getJsonArray("contacts")));
      }
    };
  }

  /** Everybody's version; read before the files, it tells whether they are still as they were. */
  public static Map<PersonId, Long> versions(SqlClient client) {
    Map<PersonId, Long> versions = new HashMap<>();
    Database.query(client, "reading everybody's version", "select id, version from person")
        .forEach(row -> versions.put(new PersonId(row.getUUID("id")), row.getLong("version")));
    return versions;
  }

  /**
   * Holds people until the transaction ends.
   *
   * @param versions those at which they were read
   * @param ids of whom; whoever is new among them is passed over
   * @throws Overtaken if somebody has changed one of them since
   */
  public static void hold(
      SqlConnection tx, Map<PersonId, Long> versions, Collection<PersonId> ids) {
    for (Row row :
        Database.query(
            tx,
            "holding people",
            "select id, version from person where id = any($1) order by id for update",
            (Object) ids.stream().map(PersonId::value).toArray(UUID[]::new))) {
      PersonId id = new PersonId(row.getUUID("id"));
      if (!row.getLong("version").equals(versions.get(id))) {
        throw new Overtaken("person " + id + " was changed meanwhile");
      }
    }
  }

  /** Everybody's file, by name. */
  public static Map<PersonId, PersonFile> files(SqlClient client, RecordSeal seal) {
    Map<PersonId, PersonFile> files = new LinkedHashMap<>();
    Database.query(
            client,
            "reading everybody's file",
            "select p.*, d.name as doctor_account from person p left join account d on d.id ="
                + " p.doctor order by p.code, p.name, p.id")
        .forEach(row -> files.put(new PersonId(row.getUUID("id")), PersonRows.file(seal, row)));
    return files;
  }

  /** Everybody's contacts in order, those who ended too. */
  public static Map<PersonId, List<Contact>> contacts(SqlClient client) {
    Map<PersonId, List<Contact>> contacts = new LinkedHashMap<>();
    Database.query(
            client,
            "reading everybody's contacts",
            "select k.person, jsonb_agg(to_jsonb(k) order by k.place, k.id) as contacts from"
                + " contact k group by k.person")
        .forEach(row ->
            contacts.put(
                new PersonId(row.getUUID("person")),
                Contacts.ofRows(row.getJsonArray("contacts"))));
    return contacts;
  }

  /** Writes files, new and known, and keeps who changed what. */
  public static void writeFiles(
      SqlConnection tx, RecordSeal seal, List<Rewritten> files, Editor by, Instant now) {
    Database.batch(
        tx,
        "writing people",
        PersonRows.UPSERT,
        files.stream().map(it -> PersonRows.tuple(seal, it.id(), it.after())).toList());
    Database.batch(
        tx,
        "keeping what was changed",
        Changes.INSERT,
        files.stream()
            .map(it ->
                Changes.row(
                    it.id(),
                    by,
                    now,
                    it.before() == null ? "added" : "file",
                    it.before() == null ? new JsonObject() : FileJson.flat(it.before()),
                    FileJson.flat(it.after())))
            .toList());
  }

  /** Writes lists of contacts, and keeps who changed what; nobody is ended by it. */
  public static void writeContacts(SqlConnection tx, List<Recalled> lists, Editor by, Instant now) {
    Database.batch(
        tx,
        "writing contacts",
        Contacts.UPSERT,
        lists.stream().flatMap(it -> Contacts.rows(it.id(), it.after()).stream()).toList());
    Database.batch(
        tx,
        "counting changes",
        "update person set version = version + 1 where id = $1",
        lists.stream().map(it -> Database.tuple(it.id().value())).toList());
    Database.batch(
        tx,
        "keeping what was changed",
        Changes.INSERT,
        lists.stream()
            .map(it ->
                Changes.row(
                    it.id(),
                    by,
                    now,
                    "contacts",
                    new JsonObject().put("contacts", ContactJson.write(it.before())),
                    new JsonObject().put("contacts", ContactJson.write(it.after()))))
            .toList());
  }

  /** Ids for contacts who are new. */
  public static Contact withId(Contact contact) {
    return contact.id() == null ? contact.with(UUID.randomUUID(), contact.since()) : contact;
  }
}
