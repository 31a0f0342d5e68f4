package care.silverbell.records.access;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
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
    return checks(password, hash) ? row.map(Accounts::account) : Optional.empty();
  }

  /**
   * Adds an account.
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
    Account account = new Account(UUID.randomUUID(), name, displayName, role);
    String hash = hash(password);
    return database.transaction(
        "adding an account",
        tx -> {
          var _ =
              Database.query(
                  tx,
                  "adding an account",
                  "insert into account (id, name, display_name, role, password_hash, cell)"
                      + " values ($1, $2, $3, $4, $5, $6)",
                  account.id(),
                  name,
                  displayName,
                  role.wireName(),
                  hash,
                  cell);
          Database.batch(
              tx,
              "adding family",
              "insert into family_member (account, person) values ($1, $2)",
              people.stream().map(person -> Database.tuple(account.id(), person.value())).toList());
          return account;
        });
  }

  /** All accounts, by name. */
  public List<Account> list() {
    List<Account> accounts = new ArrayList<>();
    database
        .query("listing accounts", "select * from account order by name")
        .forEach(row -> accounts.add(account(row)));
    return accounts;
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
    if (turns.getQueueLength() >= MOST_WAITING) {
      throw new TooManySignIns();
    }
    turns.acquireUninterruptibly();
    try {
      return Password.check(password, hash).with(ARGON2);
    } finally {
      turns.release();
    }
  }

  private static String hash(String password) {
    return Password.hash(password).addRandomSalt().with(ARGON2).getResult();
  }
}
