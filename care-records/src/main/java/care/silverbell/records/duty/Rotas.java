package care.silverbell.records.duty;

import care.silverbell.ingest.database.Database;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The weekly rotas (值班表) of the cells, and their holidays. */
public final class Rotas {
  private Rotas() {}

  /**
   * A span of a weekday as a sheet names it; {@link DutyRule} says what it means.
   *
   * @param weekday 1 for Monday to 7 for Sunday, 8 for a holiday
   * @param a the code of who is on duty
   * @param b the code of who stands in; null for nobody
   * @param validTo the last day on which the span may start; null for no end
   */
  public record Draft(
      int weekday,
      LocalTime starts,
      LocalTime ends,
      String a,
      @Nullable String b,
      LocalDate validFrom,
      @Nullable LocalDate validTo) {}

  /** The same with ids instead of codes. */
  public record Row(
      int weekday,
      LocalTime starts,
      LocalTime ends,
      UUID a,
      @Nullable UUID b,
      LocalDate validFrom,
      @Nullable LocalDate validTo) {}

  /** A day that is treated as another weekday, or as 8, a holiday. */
  public record Holiday(LocalDate day, String name, int treatedAs) {}

  /**
   * Puts those rows in the place of the whole rota of a cell, within a transaction.
   *
   * @param cell its code
   * @throws NoSuchElementException if there is no such cell or staff
   */
  public static void put(SqlConnection tx, String cell, List<Draft> rows) {
    UUID id = withCode(tx, "grid_cell", cell);
    replace(tx, id, rows.stream().map(row -> row(tx, row)).toList());
  }

  /** The same by ids. */
  public static void replace(SqlConnection tx, UUID cell, List<Row> rows) {
    var _ = Database.query(tx, "writing a rota", "delete from rota where cell = $1", cell);
    List<Tuple> tuples =
        rows.stream()
            .map(row ->
                Database.tuple(
                    UUID.randomUUID(),
                    cell,
                    row.weekday(),
                    row.starts(),
                    row.ends(),
                    row.a(),
                    row.b(),
                    row.validFrom(),
                    row.validTo()))
            .toList();
    Database.batch(
        tx,
        "writing a rota",
        """
        insert into rota (id, cell, weekday, starts, ends, staff_a, staff_b, valid_from, valid_to)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """,
        tuples);
  }

  /** Puts those holidays in the place of all that the cell has of its own. */
  public static void replaceHolidays(SqlConnection tx, UUID cell, List<Holiday> holidays) {
    var _ = Database.query(tx, "writing holidays", "delete from holiday where cell = $1", cell);
    Database.batch(
        tx,
        "writing holidays",
        "insert into holiday (cell, day, name, treated_as) values ($1, $2, $3, $4)",
        holidays.stream()
            .map(it -> Database.tuple(cell, it.day(), it.name(), it.treatedAs()))
            .toList());
  }

  private static Row row(SqlConnection tx, Draft draft) {
    return new Row(
        draft.weekday(),
        draft.starts(),
        draft.ends(),
        withCode(tx, "staff", draft.a()),
        draft.b() == null ? null : withCode(tx, "staff", draft.b()),
        draft.validFrom(),
        draft.validTo());
  }

  private static UUID withCode(SqlConnection tx, String table, String code) {
    var rows =
        Database.query(
            tx, "finding what a rota names", "select id from " + table + " where code = $1", code);
    if (rows.size() == 0) {
      throw new NoSuchElementException("there is no " + table + " with code " + code);
    }
    return rows.iterator().next().getUUID("id");
  }
}
