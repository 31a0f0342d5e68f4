package care.silverbell.records.grid;

import care.silverbell.ingest.database.Database;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who serves which cell, from when to when. */
public final class Servings {
  private Servings() {}

  /**
   * That somebody serves a cell.
   *
   * @param staff their code
   * @param cell the cell's code
   * @param until null while they do
   */
  public record Draft(String staff, String cell, Instant since, @Nullable Instant until) {}

  /**
   * Writes that somebody serves a cell, within a transaction. Known again by who, where and since
   * when; where they serve the cell already without an end, the time since when is set right.
   * Writing the same twice changes nothing.
   *
   * @throws NoSuchElementException if there is no such staff or cell
   */
  public static void put(SqlConnection tx, Draft draft) {
    put(
        tx,
        Staff.withCode(tx, draft.staff()),
        Cells.withCode(tx, draft.cell()),
        draft.since(),
        draft.until());
  }

  /** The same by ids. */
  public static void put(
      SqlConnection tx, UUID staff, UUID cell, Instant since, @Nullable Instant until) {
    int known =
        Database.query(
                tx,
                "writing who serves a cell",
                """
                update serving set since = $3, until = $4 where id = (
                  select id from serving where staff = $1 and cell = $2 and (since = $3 or until is null)
                   order by since = $3 desc limit 1)
                """,
                staff,
                cell,
                since,
                until)
            .rowCount();
    if (known == 0) {
      var _ =
          Database.query(
              tx,
              "writing who serves a cell",
              "insert into serving (id, staff, cell, since, until) values ($1, $2, $3, $4, $5)",
              UUID.randomUUID(),
              staff,
              cell,
              since,
              until);
    }
  }
}
