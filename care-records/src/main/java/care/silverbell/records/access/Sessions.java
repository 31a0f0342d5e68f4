package care.silverbell.records.access;

import care.silverbell.ingest.database.Database;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/** Who is signed in. A restart signs nobody out. */
public final class Sessions {
  /** A grid worker's phone must still be signed in at night. */
  public static final Duration LASTS = Duration.ofDays(30);

  private static final int TOKEN_BYTES = 32;

  private final Database database;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** Keeps sessions in the database. */
  public Sessions(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Signs the account in; answers the token, which is kept nowhere here. */
  public String begin(Account account) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    var _ =
        database.query(
            "beginning a session",
            "insert into session (token_hash, account, created_at, expires_at) values ($1, $2, $3, $4)",
            hash(token),
            account.id(),
            now,
            now.plus(LASTS));
    return token;
  }

  /** Whose the token is; empty for one that is unknown or over. */
  public Optional<Account> accountOf(String token) {
    var rows =
        database.query(
            "looking for the session",
            "select a.* from session s join account a on a.id = s.account where s.token_hash = $1 and s.expires_at > $2",
            hash(token),
            clock.instant());
    return rows.size() == 0
        ? Optional.empty()
        : Optional.of(Accounts.account(rows.iterator().next()));
  }

  /** Signs out. */
  public void end(String token) {
    var _ =
        database.query(
            "ending a session",
            "delete from session where token_hash = $1 or expires_at < $2",
            hash(token),
            clock.instant());
  }

  private static Buffer hash(String token) {
    try {
      return Buffer.buffer(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
