package care.silverbell.records.duty;

import care.silverbell.ingest.database.Database;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.UUID;

/** Swaps of duty (换班) and leave (请假), as they are written. */
public final class Absences {
  private Absences() {}

  /**
   * Adds a swap within a transaction; answers its id.
   *
   * @throws IllegalStateException if {@code away} is swapped already in part of that time
   * @throws care.silverbell.ingest.database.DatabaseTrouble if there is no such cell or staff
   */
  public static UUID addSwap(
      SqlConnection tx, UUID cell, Instant starts, Instant ends, UUID away, UUID instead) {
    boolean taken =
        Database.query(
                    tx,
                    "looking for a swap in the way",
                    "select from swap where cell = $1 and away = $2 and starts < $4 and ends > $3",
                    cell,
                    away,
                    starts,
                    ends)
                .size()
            > 0;
    if (taken) {
      throw new IllegalStateException(
          "they are swapped already in part of that time; take that swap back first");
    }
    UUID id = UUID.randomUUID();
    var _ =
        Database.query(
            tx,
            "adding a swap",
            "insert into swap (id, cell, starts, ends, away, instead) values ($1, $2, $3, $4, $5,"
                + " $6)",
            id,
            cell,
            starts,
            ends,
            away,
            instead);
    return id;
  }

  /**
   * The cell a swap is in.
   *
   * @throws NoSuchElementException if there is no such swap
   */
  public static UUID cellOfSwap(SqlConnection tx, UUID swap) {
    var rows = Database.query(tx, "finding a swap", "select cell from swap where id = $1", swap);
    if (rows.size() == 0) {
      throw new NoSuchElementException("there is no such swap");
    }
    return rows.iterator().next().getUUID("cell");
  }

  /** Takes a swap back. */
  public static void removeSwap(SqlConnection tx, UUID swap) {
    var _ = Database.query(tx, "taking a swap back", "delete from swap where id = $1", swap);
  }

  /**
   * Adds a leave within a transaction; answers its id.
   *
   * @throws care.silverbell.ingest.database.DatabaseTrouble if there is no such staff
   */
  public static UUID addLeave(SqlConnection tx, UUID staff, Instant starts, Instant ends) {
    UUID id = UUID.randomUUID();
    var _ =
        Database.query(
            tx,
            "adding leave",
            "insert into leave (id, staff, starts, ends) values ($1, $2, $3, $4)",
            id,
            staff,
            starts,
            ends);
    return id;
  }

  /** Whether the account is that of the one of the staff. */
  public static boolean isOwn(SqlConnection tx, UUID account, UUID staff) {
    return Database.query(
                tx,
                "asking whose account it is",
                "select from staff where id = $1 and account = $2",
                staff,
                account)
            .size()
        > 0;
  }

  /** Whether the account is that of somebody who serves the cell at that moment. */
  public static boolean serves(SqlConnection tx, UUID account, UUID cell, Instant at) {
    return Database.query(
                tx,
                "asking who serves the cell",
                """
                select from serving v join staff s on s.id = v.staff
                 where s.account = $1 and v.cell = $2 and v.since <= $3 and (v.until is null or v.until > $3)
                """,
                account,
                cell,
                at)
            .size()
        > 0;
  }
}
