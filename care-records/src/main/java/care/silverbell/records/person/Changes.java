package care.silverbell.records.person;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who changed what of a person when: before and after, field by field. */
public final class Changes {
  /** What opens a door or stands for a person is told as changed, never in clear. */
  private static final Set<String> UNTOLD =
      Set.of("residentId", "doorCode", "keyPlace", "howToGetIn");

  private static final String BEFORE = "***";
  private static final String AFTER = "changed";

  static final String INSERT =
      """
      insert into person_change (person, at, by_account, by_name, what, before, after)
      values ($1, $2, $3, $4, $5, $6, $7)
      """;

  private final Database database;

  /** Reads from the database. */
  public Changes(Database database) {
    this.database = database;
  }

  /**
   * One change.
   *
   * @param what {@code added}, {@code file}, {@code contacts}, {@code consent} or {@code photo}
   */
  public record Change(
      long id, Instant at, String by, String what, JsonObject before, JsonObject after) {}

  /** The newest first, from behind the id {@code before}. */
  List<Change> list(PersonId person, long before, int limit) {
    List<Change> changes = new ArrayList<>();
    database
        .query(
            "reading what was changed",
            "select * from person_change where person = $1 and id < $2 order by id desc limit $3",
            person.value(),
            before,
            limit)
        .forEach(row ->
            changes.add(
                new Change(
                    row.getLong("id"),
                    Database.instant(row, "at"),
                    row.getString("by_name"),
                    row.getString("what"),
                    row.getJsonObject("before"),
                    row.getJsonObject("after"))));
    return changes;
  }

  /** Who changed the file last, and when. */
  static Optional<Last> last(SqlClient client, PersonId person) {
    var rows =
        Database.query(
            client,
            "looking who changed it",
            "select by_name, at from person_change where person = $1 order by id desc limit 1",
            person.value());
    return rows.size() == 0
        ? Optional.empty()
        : Optional.of(
            new Last(
                rows.iterator().next().getString("by_name"),
                Database.instant(rows.iterator().next(), "at")));
  }

  /** The last change's who and when. */
  record Last(String by, Instant at) {}

  /** Keeps what differs between the two. */
  public static void write(
      SqlConnection tx,
      PersonId person,
      Editor by,
      Instant at,
      String what,
      JsonObject before,
      JsonObject after) {
    Database.batch(
        tx, "keeping what was changed", INSERT, List.of(row(person, by, at, what, before, after)));
  }

  /** What {@link #INSERT} takes to keep what differs between the two. */
  static Tuple row(
      PersonId person, Editor by, Instant at, String what, JsonObject before, JsonObject after) {
    JsonObject was = new JsonObject();
    JsonObject is = new JsonObject();
    Set<String> names = new TreeSet<>(before.fieldNames());
    names.addAll(after.fieldNames());
    for (String name : names) {
      Object old = before.getValue(name);
      Object fresh = after.getValue(name);
      if (!Objects.equals(old, fresh)) {
        boolean untold = UNTOLD.contains(name);
        was.put(name, untold && old != null ? BEFORE : old);
        is.put(name, untold && fresh != null ? AFTER : fresh);
      }
    }
    return Database.tuple(person.value(), at, by.account(), by.name(), what, was, is);
  }
}
