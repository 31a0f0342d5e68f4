package care.silverbell.records.openid;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Secret;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * Those who are on their way to the provider and back. Kept in the database, so that whichever
 * instance they come back to knows them; each way back is good once, and only in the browser that
 * set out.
 */
final class Journeys {
  /** Long enough to find a telephone with the second factor. */
  static final Duration LASTS = Duration.ofMinutes(10);

  private final Database database;
  private final InstantSource clock;

  Journeys(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A journey as it sets out, and as it comes back.
   *
   * @param state comes back with the answer; only its hash is kept
   * @param browser the secret of the browser that set out; only its hash is kept
   * @param nonce must stand in the ID token
   * @param verifier proves to the provider that the code is redeemed by whoever asked for it
   */
  record SetOut(String state, String browser, String nonce, String verifier) {
    /** The rest follows from what is kept as hashes only, and only for who has both. */
    static SetOut of(String state, String browser) {
      return new SetOut(
          state,
          browser,
          following("nonce", state, browser),
          following("verifier", state, browser));
    }

    private static String following(String what, String state, String browser) {
      byte[] hash = Secret.hash(what + " " + state + " " + browser).getBytes();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
  }

  SetOut begin() {
    SetOut journey = SetOut.of(Secret.token(), Secret.token());
    Instant now = clock.instant();
    var _ =
        database.query(
            "setting out to the sign-in provider",
            """
            with over as (delete from openid_journey where expires_at < $3)
            insert into openid_journey (state_hash, browser_hash, expires_at) values ($1, $2, $4)
            """,
            Secret.hash(journey.state),
            Secret.hash(journey.browser),
            now,
            now.plus(LASTS));
    return journey;
  }

  /**
   * The journey that comes back; empty if it is unknown, over, was taken before, or set out in
   * another browser. It cannot be taken again.
   */
  Optional<SetOut> take(String state, String browser) {
    var rows =
        database.query(
            "coming back from the sign-in provider",
            "delete from openid_journey where state_hash = $1 returning browser_hash = $2 as own, expires_at",
            Secret.hash(state),
            Secret.hash(browser));
    if (rows.size() == 0) {
      return Optional.empty();
    }
    Row row = rows.iterator().next();
    return row.getBoolean("own") && Database.instant(row, "expires_at").isAfter(clock.instant())
        ? Optional.of(SetOut.of(state, browser))
        : Optional.empty();
  }
}
