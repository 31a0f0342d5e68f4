package care.silverbell.records.response.reach;

import care.silverbell.alerting.notification.Address;
import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * That an address is its owner's: a code goes there, and whoever can say it has it. Of the code
 * only a hash is kept; it is good for ten minutes and five tries.
 */
public final class Verifications {
  /** How long a code is good. */
  public static final Duration LASTS = Duration.ofMinutes(10);

  /** How often it may be guessed. */
  static final int MOST_TRIES = 5;

  private static final int A_MILLION = 1_000_000;
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final Duration A_DAY = Duration.ofDays(1);

  /** Each code costs a message, and may wake somebody who asked for none. */
  private static final int MOST_TO_ONE_ADDRESS = 3;

  private static final int MOST_TO_ONE_OWNER_A_DAY = 10;
  private static final int MOST_OF_ONE_ACCOUNT_AN_HOUR = 60;

  private final Database database;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** Keeps them in the database. */
  public Verifications(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A code that is to be sent; it is kept nowhere here. */
  public record Made(UUID id, String code, Instant expires) {
    @Override
    public String toString() {
      return "Made[" + id + "]";
    }
  }

  /** So many codes were asked for that the next has to wait. */
  public static final class TooMany extends RuntimeException {
    private final Duration wait;

    TooMany(String what, Duration wait) {
      super(what, null, false, false);
      this.wait = wait;
    }

    /** How long, at most. */
    public Duration duration() {
      return wait;
    }
  }

  /** What became of a try. */
  public sealed interface Tried {
    /** The address is the owner's. */
    record Verified(String owner, String address) implements Tried {}

    /** The code is another one. */
    record Wrong(int triesLeft) implements Tried {}

    /** There is none of that id for the caller, or it is over. */
    record Over() implements Tried {}
  }

  /**
   * Makes a code.
   *
   * @throws TooMany if too many were made lately
   */
  public Made make(String owner, Address address, Account by) {
    Instant now = clock.instant();
    Made made =
        new Made(UUID.randomUUID(), "%06d".formatted(random.nextInt(A_MILLION)), now.plus(LASTS));
    return database.transaction(
        "making a verification code",
        tx -> {
          refuseTooMany(tx, owner, address.to(), by, now);
          var _ =
              Database.query(
                  tx,
                  "making a verification code",
                  """
                  insert into verification (id, owner, channel, address, code_hash, by_account, made_at, expires_at)
                  values ($1, $2, $3, $4, $5, $6, $7, $8)
                  """,
                  made.id,
                  owner,
                  address.channel().wireName(),
                  address.to(),
                  hash(made.id, made.code),
                  by.id(),
                  now,
                  made.expires);
          return made;
        });
  }

  /**
   * Tries a code.
   *
   * @param anybodys whether the caller may also try one that somebody else had sent
   */
  public Tried tried(UUID id, String code, Account by, boolean anybodys) {
    Instant now = clock.instant();
    return database.transaction(
        "trying a verification code",
        tx -> {
          var rows =
              Database.query(
                  tx,
                  "taking a verification",
                  """
                  select * from verification where id = $1 and (by_account = $2 or $3) and done_at is null
                     and expires_at > $4 and tries < $5 for update
                  """,
                  id,
                  by.id(),
                  anybodys,
                  now,
                  MOST_TRIES);
          if (rows.size() == 0) {
            return new Tried.Over();
          }
          var row = rows.iterator().next();
          int tries = row.getInteger("tries") + 1;
          boolean right =
              MessageDigest.isEqual(
                  row.getBuffer("code_hash").getBytes(), hash(id, code.strip()).getBytes());
          var _ =
              Database.query(
                  tx,
                  "counting a try",
                  "update verification set tries = $2, done_at = $3 where id = $1",
                  id,
                  tries,
                  right ? now : null);
          if (!right) {
            return new Tried.Wrong(MOST_TRIES - tries);
          }
          Tried.Verified verified =
              new Tried.Verified(row.getString("owner"), row.getString("address"));
          var _ =
              Database.query(
                  tx,
                  "keeping that an address is its owner's",
                  """
                  insert into verified_address (owner, address, at) values ($1, $2, $3)
                  on conflict (owner, address) do update set at = excluded.at
                  """,
                  verified.owner,
                  verified.address,
                  now);
          return verified;
        });
  }

  /** One after the other for an account, so that many at once are not too many. */
  private static void refuseTooMany(
      SqlConnection tx, String owner, String address, Account by, Instant now) {
    var _ =
        Database.query(
            tx,
            "waiting for one's turn",
            "select pg_advisory_xact_lock(hashtextextended('verification', 0))");
    var _ =
        Database.query(
            tx,
            "forgetting old verifications",
            "delete from verification where made_at < $1",
            now.minus(A_DAY));
    var row =
        Database.query(
                tx,
                "counting verification codes",
                """
                select count(*) filter (where address = $2 and made_at > $4) as address,
                       count(*) filter (where owner = $1) as owner,
                       count(*) filter (where by_account = $3 and made_at > $5) as account
                  from verification where owner = $1 or address = $2 or by_account = $3
                """,
                owner,
                address,
                by.id(),
                now.minus(LASTS),
                now.minus(AN_HOUR))
            .iterator()
            .next();
    if (row.getLong("address") >= MOST_TO_ONE_ADDRESS) {
      throw new TooMany("three codes were sent there within ten minutes; wait a little", LASTS);
    }
    if (row.getLong("owner") >= MOST_TO_ONE_OWNER_A_DAY) {
      throw new TooMany("ten codes were sent to them within a day; try again tomorrow", A_DAY);
    }
    if (row.getLong("account") >= MOST_OF_ONE_ACCOUNT_AN_HOUR) {
      throw new TooMany("you have had sixty codes sent within an hour; wait a little", AN_HOUR);
    }
  }

  private static Buffer hash(UUID id, String code) {
    return Secret.hash(id + " " + code);
  }
}
