package care.silverbell.records.access;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who may sign in, with Argon2id passwords. */
public final class Accounts {
  /** OWASP's recommendation for Argon2id: 19 MiB, 2 passes, 1 lane. */
  private static final Argon2Function ARGON2 =
      Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

  /**
   * What an unknown account's password is held against, so that the answer takes as long as for a
   * known one.
   */
  private static final String NOBODYS = hash(UUID.randomUUID().toString());

  /**
   * Hashing takes tens of milliseconds of a core: sign-ins queue for one, so that a flood of them
   * leaves the rest to calls.
   */
  private final Semaphore turns = new Semaphore(1, true);

  private static final int MOST_WAITING = 20;
  private static final String NO_SUCH = "there is no such account";

  private final Database database;

  /** Reads from the database. */
  public Accounts(Database database) {
    this.database = database;
  }

  /** So many want to sign in at once that one more would wait too long. */
  public static final class TooManySignIns extends RuntimeException {
    TooManySignIns() {
      super("too many are signing in at once; try again in a few seconds");
    }
  }

  /**
   * The account of that name, if the password is its own.
   *
   * @throws TooManySignIns if more than 20 are waiting
   */
  public Optional<Account> signIn(String name, String password) {
    var rows = database.query("finding the account", "select * from account where name = $1", name);
    Optional<Row> row = rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    String hash = row.map(r -> r.getString("password_hash")).orElse(NOBODYS);
    return checks(password, hash)
        ? row.filter(r -> r.getValue("disabled_at") == null).map(Accounts::account)
        : Optional.empty();
  }

  /** Whether the password is the account's own. */
  public boolean isOwn(Account account, String password) {
    return signIn(account.name(), password).isPresent();
  }

  /**
   * Gives the account the password that its holder chose; whoever had the old one has no token by
   * it any more.
   */
  public void changePassword(Account account, String password) {
    String hash = hashInTurn(password);
    var _ =
        database.query(
            "changing a password",
            """
            with gone as (delete from api_token where account = $1)
            update account set password_hash = $2, must_change = false where id = $1
            """,
            account.id(),
            hash);
  }

  /**
   * Gives the account a password that must be changed at the first sign-in, and signs it out
   * everywhere; no device counts as known and no API token is good any more.
   *
   * @throws NoSuchElementException if there is no such account
   */
  public void setOneTimePassword(String name, String password) {
    String hash = hashInTurn(password);
    change(
        name,
        "update account set password_hash = $2, must_change = true where name = $1 returning id",
        hash);
  }

  /**
   * Lets the account in no more, from this moment; its sessions and API tokens end.
   *
   * @throws NoSuchElementException if there is no such account
   */
  public void disable(String name, Instant now) {
    change(
        name,
        "update account set disabled_at = coalesce(disabled_at, $2) where name = $1 returning id",
        now);
  }

  /**
   * Lets the account in again.
   *
   * @throws NoSuchElementException if there is no such account
   */
  public void enable(String name) {
    var rows =
        database.query(
            "enabling an account",
            "update account set disabled_at = null where name = $1 returning id",
            name);
    if (rows.size() == 0) {
      throw new NoSuchElementException(NO_SUCH);
    }
  }

  private void change(String name, String statement, Object value) {
    var _ =
        database.transaction(
            "changing an account",
            tx -> {
              var rows = Database.query(tx, "changing an account", statement, name, value);
              if (rows.size() == 0) {
                throw new NoSuchElementException(NO_SUCH);
              }
              UUID id = rows.iterator().next().getUUID("id");
              for (String table : new String[] {"session", "known_device", "api_token"}) {
                var _ =
                    Database.query(
                        tx,
                        "ending an account's sessions",
                        "delete from " + table + " where account = $1",
                        id);
              }
              return id;
            });
  }

  /**
   * Adds an account with the password its holder has.
   *
   * @param cell a grid worker's; null for the others
   * @param people whose family they are
   * @throws care.silverbell.ingest.database.DatabaseTrouble if the name is taken, or there is no
   *     such cell or person
   */
  public Account add(
      String name,
      String displayName,
      Role role,
      String password,
      @Nullable UUID cell,
      List<PersonId> people) {
    return add(new Draft(name, displayName, role, cell, people), password, false);
  }

  /**
   * An account that is yet to be made.
   *
   * @param cell a grid worker's; null for the others
   * @param people whose family they are
   */
  public record Draft(
      String name, String displayName, Role role, @Nullable UUID cell, List<PersonId> people) {}

  /**
   * Adds an account.
   *
   * @param oneTime whether the password must be changed at the first sign-in
   * @throws care.silverbell.ingest.database.DatabaseTrouble if the name is taken, or there is no
   *     such cell or person
   */
  public Account add(Draft draft, String password, boolean oneTime) {
    Account account = new Account(UUID.randomUUID(), draft.name, draft.displayName, draft.role);
    String hash = hashInTurn(password);
    return database.transaction(
        "adding an account",
        tx -> {
          insert(tx, account, hash, oneTime, draft.cell);
          Database.batch(
              tx,
              "adding family",
              "insert into family_member (account, person) values ($1, $2)",
              draft.people.stream()
                  .map(person -> Database.tuple(account.id(), person.value()))
                  .toList());
          return account;
        });
  }

  /** Writes a new account, within a transaction. */
  public static void insert(
      SqlConnection tx,
      Account account,
      String passwordHash,
      boolean oneTime,
      @Nullable UUID cell) {
    var _ =
        Database.query(
            tx,
            "adding an account",
            "insert into account (id, name, display_name, role, password_hash, cell, must_change)"
                + " values ($1, $2, $3, $4, $5, $6, $7)",
            account.id(),
            account.name(),
            account.displayName(),
            account.role().wireName(),
            passwordHash,
            cell,
            oneTime);
  }

  /**
   * An account as the administrator sees it.
   *
   * @param mustChange whether it still has a one-time password
   * @param subject what the sign-in provider calls its holder; null where it is linked to nobody
   */
  public record Listed(
      Account account, boolean disabled, boolean mustChange, @Nullable String subject) {}

  /** All accounts, by name. */
  public List<Listed> list() {
    List<Listed> accounts = new ArrayList<>();
    database
        .query(
            "listing accounts",
            "select a.*, s.subject from account a left join account_subject s on s.account = a.id order by a.name")
        .forEach(row -> accounts.add(listed(row)));
    return accounts;
  }

  /** A row of an account beside the subject that is linked to it. */
  public static Listed listed(Row row) {
    return new Listed(
        account(row),
        row.getValue("disabled_at") != null,
        row.getBoolean("must_change"),
        row.getString("subject"));
  }

  /** Whether there is any account yet. */
  public boolean none() {
    return database.query("looking for accounts", "select from account limit 1").size() == 0;
  }

  static Account account(Row row) {
    return new Account(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("display_name"),
        Role.of(row.getString("role")));
  }

  private boolean checks(String password, String hash) {
    return inTurn(() -> Password.check(password, hash).with(ARGON2));
  }

  /**
   * What is kept of a password.
   *
   * @throws TooManySignIns if more than 20 are waiting
   */
  public String hashInTurn(String password) {
    return inTurn(() -> hash(password));
  }

  private <T> T inTurn(Supplier<T> work) {
    if (turns.getQueueLength() >= MOST_WAITING) {
      throw new TooManySignIns();
    }
    turns.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  private static String hash(String password) {
    return Password.hash(password).addRandomSalt().with(ARGON2).getResult();
  }
}
