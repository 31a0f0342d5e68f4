package care.silverbell.records.rule;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import io.vertx.sqlclient.Row;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What was set for people in one table, each row from its {@code since} on and before its {@code
 * until}; those that have ended are kept.
 */
final class SetForPeople<T> {
  private final Database database;
  private final String table;
  private final Function<Row, T> kept;
  private final InstantSource clock;

  /**
   * Reads there.
   *
   * @param table with the columns {@code id}, {@code person}, {@code since} and {@code until}
   * @param kept what a row says
   */
  SetForPeople(Database database, String table, Function<Row, T> kept, InstantSource clock) {
    this.database = database;
    this.table = table;
    this.kept = kept;
    this.clock = clock;
  }

  /** All of that person, the newest first. */
  List<T> list(PersonId person) {
    return rows("where person = $1 order by since desc, id", person.value());
  }

  /**
   * Ends one now; one that has ended stays as it is.
   *
   * @return empty where the person has none of that id
   */
  Optional<T> end(PersonId person, UUID id) {
    var _ =
        database.query(
            "ending a " + table,
            "update "
                + table
                + " set until = $3 where person = $1 and id = $2 and (until is null or until > $3)",
            person.value(),
            id,
            clock.instant());
    return rows("where person = $1 and id = $2", person.value(), id).stream().findFirst();
  }

  /** Those that stand now, of everybody who has any; the newest last. */
  void standing(BiConsumer<PersonId, T> each) {
    database
        .query(
            "reading each " + table + " that stands",
            "select * from " + table + " where until is null or until > $1 order by since, id",
            clock.instant())
        .forEach(row -> each.accept(new PersonId(row.getUUID("person")), kept.apply(row)));
  }

  private List<T> rows(String which, Object... arguments) {
    List<T> rows = new ArrayList<>();
    database
        .query("reading each " + table, "select * from " + table + " " + which, arguments)
        .forEach(row -> rows.add(kept.apply(row)));
    return rows;
  }
}
