package care.silverbell.records.grid;

import care.silverbell.ingest.database.Database;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Those who work on the grid: community workers, grid workers, assistants and stations. */
public final class Staff {
  /** What somebody of the staff may be. */
  public static final List<String> ROLES =
      List.of("community_worker", "grid_worker", "assistant", "station");

  private Staff() {}

  /**
   * Somebody as a sheet names them.
   *
   * @param code the office's own number (工号); what they are known again by
   * @param role one of {@link #ROLES}
   * @param account the name they sign in with; null leaves what is there
   * @param leftOn the first day on which they are no longer there; null while they are
   */
  public record Draft(
      String code,
      String name,
      @Nullable String phone,
      String role,
      @Nullable String account,
      @Nullable LocalDate leftOn) {}

  /**
   * Writes somebody, new or known by their code, within a transaction; answers their id. Writing
   * the same twice changes nothing.
   *
   * @throws NoSuchElementException if there is no account of that name
   */
  public static UUID put(SqlConnection tx, Draft draft) {
    return Database.query(
            tx,
            "writing staff",
            """
            insert into staff (id, code, name, phone, role, account, left_on) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (code) do update set name = excluded.name, phone = excluded.phone, role = excluded.role,
              account = coalesce(excluded.account, staff.account), left_on = excluded.left_on
            returning id
            """,
            UUID.randomUUID(),
            draft.code(),
            draft.name(),
            draft.phone(),
            draft.role(),
            account(tx, draft.account()),
            draft.leftOn())
        .iterator()
        .next()
        .getUUID("id");
  }

  /**
   * Writes somebody anew by their id; without an account they sign in no more as themselves.
   *
   * @throws NoSuchElementException if there is nobody of that id, or no such account
   */
  public static void change(SqlConnection tx, UUID id, Draft draft) {
    int changed =
        Database.query(
                tx,
                "changing staff",
                """
                update staff set code = $2, name = $3, phone = $4, role = $5, account = $6, left_on = $7 where id = $1
                """,
                id,
                draft.code(),
                draft.name(),
                draft.phone(),
                draft.role(),
                account(tx, draft.account()),
                draft.leftOn())
            .rowCount();
    if (changed == 0) {
      throw new NoSuchElementException("there is nobody of that id on the staff");
    }
  }

  /**
   * The id of the one with that code.
   *
   * @throws NoSuchElementException if there is none
   */
  public static UUID withCode(SqlConnection tx, String code) {
    var rows = Database.query(tx, "finding staff", "select id from staff where code = $1", code);
    if (rows.size() == 0) {
      throw new NoSuchElementException("there is nobody on the staff with code " + code);
    }
    return rows.iterator().next().getUUID("id");
  }

  private static @Nullable UUID account(SqlConnection tx, @Nullable String name) {
    if (name == null) {
      return null;
    }
    var rows =
        Database.query(tx, "finding an account", "select id from account where name = $1", name);
    if (rows.size() == 0) {
      throw new NoSuchElementException("there is no account " + name);
    }
    return rows.iterator().next().getUUID("id");
  }
}
