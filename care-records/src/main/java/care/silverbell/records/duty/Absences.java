package care.silverbell.records.duty;

import care.silverbell.ingest.database.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;
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

  /** The cell a swap is in; empty if there is no such swap. */
  public static Optional<UUID> cellOfSwap(SqlConnection tx, UUID swap) {
    return one(Database.query(tx, "finding a swap", "select cell from swap where id = $1", swap));
  }

  /** Takes a swap back. */
  public static void removeSwap(SqlConnection tx, UUID swap) {
    var _ = Database.query(tx, "taking a swap back", "delete from swap where id = $1", swap);
  }

  /**
   * Adds a leave within a transaction; answers its id.
   *
   * @throws IllegalStateException if they are on leave already in part of that time
   * @throws care.silverbell.ingest.database.DatabaseTrouble if there is no such staff
   */
  public static UUID addLeave(SqlConnection tx, UUID staff, Instant starts, Instant ends) {
    boolean away =
        Database.query(
                    tx,
                    "looking for leave in the way",
                    "select from leave where staff = $1 and starts < $3 and ends > $2",
                    staff,
                    starts,
                    ends)
                .size()
            > 0;
    if (away) {
      throw new IllegalStateException(
          "they are away already in part of that time; take that leave back first");
    }
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

  /** Whose leave it is; empty if there is no such leave, or it is over by {@code now}. */
  public static Optional<UUID> staffOfLeave(SqlConnection tx, UUID leave, Instant now) {
    return one(
        Database.query(
            tx,
            "finding leave",
            "select staff from leave where id = $1 and ends > $2",
            leave,
            now));
  }

  /** Takes leave back: what has begun ends now, what has not is gone. */
  public static void takeLeaveBack(SqlConnection tx, UUID leave, Instant now) {
    var _ =
        Database.query(
            tx,
            "ending leave",
            "update leave set ends = $2 where id = $1 and starts < $2 and ends > $2",
            leave,
            now);
    var _ =
        Database.query(
            tx,
            "taking leave back",
            "delete from leave where id = $1 and starts >= $2",
            leave,
            now);
  }

  private static Optional<UUID> one(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getUUID(0));
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
