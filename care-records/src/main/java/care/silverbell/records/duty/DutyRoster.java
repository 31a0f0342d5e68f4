package care.silverbell.records.duty;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.repeating.Known;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Function;

/**
 * The duty book of this office, held in memory so that nobody waits for it in a call. Whoever
 * writes it says so with {@link #reread}; what another instance writes is seen within ten seconds.
 */
public final class DutyRoster implements AutoCloseable {
  private static final String READING = "reading the duty book";

  private final Database database;
  private final ZoneId zone;
  private final Known<DutyBook> book;

  /**
   * Reads the book, and goes on doing so.
   *
   * @param zone whose wall clock the rotas are written by
   * @throws DatabaseTrouble if the database does not answer
   */
  public DutyRoster(Database database, ZoneId zone) {
    this.database = database;
    this.zone = zone;
    this.book =
        new Known<>(
            "duty-rereading", "who is on duty", () -> read(sql -> database.query(READING, sql)));
  }

  /** Whose wall clock the rotas are written by. */
  public ZoneId zone() {
    return zone;
  }

  /** The book as it was read last. */
  public DutyBook book() {
    return book.now();
  }

  /** Who is on duty for a cell. */
  public OnDuty onDuty(UUID cell, Instant at) {
    return DutyRule.at(book.now(), zone, cell, at);
  }

  /**
   * Who is on duty for a person, by the cell they live in.
   *
   * @throws NoSuchElementException if there is no such person
   */
  public OnDuty onDuty(PersonId person, Instant at) {
    var rows =
        database.query(
            "finding a person's cell", "select cell from person where id = $1", person.value());
    if (rows.size() == 0) {
      throw new NoSuchElementException("there is no person " + person);
    }
    return onDuty(rows.iterator().next().getUUID("cell"), at);
  }

  /** Reads the book anew; call it after having written what stands in it. */
  public void reread() {
    book.reread();
  }

  /** The book as it stands within a transaction, with what that has written. */
  public static DutyBook read(SqlConnection tx) {
    return read(sql -> Database.query(tx, READING, sql));
  }

  @Override
  public void close() {
    book.close();
  }

  private static DutyBook read(Function<String, RowSet<Row>> asking) {
    return DutyBook.of(
        above(asking.apply("select * from grid_within order by cell, steps")),
        each(asking.apply("select * from staff"), DutyRoster::member),
        each(asking.apply("select * from serving"), DutyRoster::serving),
        each(asking.apply("select * from rota"), DutyRoster::row),
        each(asking.apply("select * from holiday"), DutyRoster::holiday),
        each(asking.apply("select * from swap"), DutyRoster::swap),
        each(asking.apply("select * from leave"), DutyRoster::leave));
  }

  private static Map<UUID, List<UUID>> above(RowSet<Row> rows) {
    Map<UUID, List<UUID>> above = new HashMap<>();
    rows.forEach(row -> {
      List<UUID> higher = above.computeIfAbsent(row.getUUID("cell"), _ -> new ArrayList<>());
      if (row.getInteger("steps") > 0) {
        higher.add(row.getUUID("above"));
      }
    });
    return above;
  }

  private static <T> List<T> each(RowSet<Row> rows, Function<Row, T> what) {
    List<T> read = new ArrayList<>();
    rows.forEach(row -> read.add(what.apply(row)));
    return read;
  }

  private static DutyBook.Member member(Row row) {
    return new DutyBook.Member(
        row.getUUID("id"),
        row.getString("code"),
        row.getString("name"),
        row.getString("phone"),
        row.getLocalDate("left_on"));
  }

  private static DutyBook.Serving serving(Row row) {
    return new DutyBook.Serving(
        row.getUUID("cell"),
        row.getUUID("staff"),
        Database.instant(row, "since"),
        Database.instantOrNull(row, "until"));
  }

  private static DutyBook.Row row(Row row) {
    return new DutyBook.Row(
        row.getUUID("id"),
        row.getUUID("cell"),
        row.getInteger("weekday"),
        row.getLocalTime("starts"),
        row.getLocalTime("ends"),
        row.getUUID("staff_a"),
        row.getUUID("staff_b"),
        row.getLocalDate("valid_from"),
        row.getLocalDate("valid_to"));
  }

  private static DutyBook.Holiday holiday(Row row) {
    return new DutyBook.Holiday(
        row.getUUID("cell"),
        row.getLocalDate("day"),
        row.getString("name"),
        row.getInteger("treated_as"));
  }

  private static DutyBook.Swap swap(Row row) {
    return new DutyBook.Swap(
        row.getUUID("id"),
        row.getUUID("cell"),
        Database.instant(row, "starts"),
        Database.instant(row, "ends"),
        row.getUUID("away"),
        row.getUUID("instead"));
  }

  private static DutyBook.Leave leave(Row row) {
    return new DutyBook.Leave(
        row.getUUID("id"),
        row.getUUID("staff"),
        Database.instant(row, "starts"),
        Database.instant(row, "ends"));
  }
}
