package care.silverbell.records.signin;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Accounts;
import care.silverbell.records.access.Secret;
import care.silverbell.records.signin.FailedTries.Who;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where one signs in. Who guesses is made to wait, by account and by address; on a device that has
 * signed in to the account before, only by the device, so that somebody else's guessing keeps
 * nobody out (OWASP's device cookies).
 */
public final class FrontDoor {
  /** Failures of an account before the first wait. */
  static final int FREE = 5;

  /** Of an address: a whole office sits behind one, and mistypes. */
  static final int FREE_OF_ADDRESS = 20;

  private final Accounts accounts;
  private final FailedTries tries;
  private final Database database;
  private final InstantSource clock;

  /** Counts failures there. */
  public FrontDoor(Accounts accounts, FailedTries tries, Database database, InstantSource clock) {
    this.accounts = accounts;
    this.tries = tries;
    this.database = database;
    this.clock = clock;
  }

  /**
   * The account of that name, if the password is its own.
   *
   * @param device the secret a device was given by {@link #remember}; null for none
   * @throws FailedTries.MustWait if too many have failed; the password is then not looked at
   * @throws Accounts.TooManySignIns if more than 20 are waiting
   */
  public Optional<Account> signIn(
      String name, String password, String address, @Nullable String device) {
    List<Who> who =
        device != null && knows(device, name)
            ? List.of(Who.of("device", device + " " + name, FREE))
            : List.of(Who.of("account", name, FREE), Who.of("address", address, FREE_OF_ADDRESS));
    return guess(who, () -> accounts.signIn(name, password));
  }

  /**
   * Whether the password is the account's own; guesses are counted.
   *
   * @throws FailedTries.MustWait if too many have failed
   */
  public boolean confirms(Account account, String password) {
    return guess(
            List.of(Who.of("confirm", account.name(), FREE)),
            () -> accounts.isOwn(account, password) ? Optional.of(account) : Optional.empty())
        .isPresent();
  }

  /**
   * What may be guessed at only so often from that address.
   *
   * @throws FailedTries.MustWait if too many have failed
   */
  public <T> Optional<T> guessFrom(String address, String what, Supplier<Optional<T>> look) {
    return guess(List.of(Who.of(what, address, FREE)), look);
  }

  private <T> Optional<T> guess(List<Who> who, Supplier<Optional<T>> look) {
    tries.begin(who);
    Optional<T> found;
    try {
      found = look.get();
    } catch (RuntimeException e) {
      tries.undo(who);
      throw e;
    }
    if (found.isPresent()) {
      tries.succeeded(who);
    } else {
      tries.failed(who);
    }
    return found;
  }

  /**
   * Knows the device from now on as one of that account's; answers the secret it shows next time.
   */
  public String remember(@Nullable String device, Account account) {
    String secret = device == null ? Secret.token() : device;
    Instant now = clock.instant();
    var _ =
        database.query(
            "knowing a device",
            "insert into known_device (token_hash, account, since) values ($1, $2, $3)"
                + " on conflict (token_hash, account) do nothing",
            Secret.hash(secret),
            account.id(),
            now);
    return secret;
  }

  private boolean knows(String device, String name) {
    return database
            .query(
                "asking whether the device is known",
                "select from known_device d join account a on a.id = d.account"
                    + " where d.token_hash = $1 and a.name = $2",
                Secret.hash(device),
                name)
            .size()
        > 0;
  }
}
