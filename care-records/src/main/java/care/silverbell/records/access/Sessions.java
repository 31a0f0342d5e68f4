package care.silverbell.records.access;

import care.silverbell.ingest.database.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is signed in. A restart signs nobody out. */
public final class Sessions {
  /** A grid worker's phone must still be signed in at night. */
  public static final Duration LASTS = Duration.ofDays(30);

  /** A session that nobody has used for so long is over. */
  public static final Duration IDLE = Duration.ofDays(14);

  /** When it was last used is written no more often. */
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private static final int LONGEST_USER_AGENT = 300;

  private final Database database;
  private final InstantSource clock;

  /** Keeps sessions in the database. */
  public Sessions(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A device somebody is signed in on. */
  public record Session(
      UUID id, Instant since, Instant lastSeen, @Nullable String address, String userAgent) {}

  /**
   * Signs the account in; answers the token, which is kept nowhere here.
   *
   * @param byProvider whether the office's sign-in provider has proven who it is, so that a
   *     one-time password need not be changed first
   */
  public String begin(Account account, String address, String userAgent, boolean byProvider) {
    String token = Secret.token();
    Instant now = clock.instant();
    var _ =
        database.query(
            "beginning a session",
            """
            insert into session (token_hash, account, created_at, expires_at, address, user_agent, last_seen, by_provider)
            values ($1, $2, $3, $4, $5, $6, $3, $7)
            """,
            Secret.hash(token),
            account.id(),
            now,
            now.plus(LASTS),
            address,
            userAgent.substring(0, Math.min(LONGEST_USER_AGENT, userAgent.length())),
            byProvider);
    return token;
  }

  /** Whose the token is; empty for one that is unknown or over. */
  public Optional<Account> accountOf(String token) {
    return callerOf(token).map(Caller::account);
  }

  /**
   * Whose the session's or API token's secret is; empty for one that is unknown or over, or whose
   * account is disabled.
   */
  public Optional<Caller> callerOf(String token) {
    Buffer hash = Secret.hash(token);
    Instant now = clock.instant();
    var rows =
        database.query(
            "looking for the session",
            """
            select a.*, s.id as credential, null::text as scope, s.last_seen as seen, a.must_change and not s.by_provider as bound
              from session s join account a on a.id = s.account
             where s.token_hash = $1 and s.expires_at > $2 and s.last_seen > $3 and a.disabled_at is null
            union all
            select a.*, t.id, t.scope, t.last_used, a.must_change
              from api_token t join account a on a.id = t.account
             where t.secret_hash = $1 and t.expires_at > $2 and a.disabled_at is null
            """,
            hash,
            now,
            now.minus(IDLE));
    if (rows.size() == 0) {
      return Optional.empty();
    }
    Row row = rows.iterator().next();
    if (row.getOffsetDateTime("seen") == null
        || Database.instant(row, "seen").isBefore(now.minus(SEEN_EVERY))) {
      seen(hash, now);
    }
    String scope = row.getString("scope");
    return Optional.of(
        new Caller(
            Accounts.account(row),
            row.getUUID("credential"),
            scope == null ? null : Scope.of(scope),
            row.getBoolean("bound")));
  }

  private void seen(Buffer hash, Instant now) {
    var _ =
        database.query(
            "noting that a session is used",
            """
            with used as (update api_token set last_used = $2 where secret_hash = $1)
            update session set last_seen = $2 where token_hash = $1
            """,
            hash,
            now);
  }

  /** The account's sessions that are not over, the one used last first. */
  public List<Session> of(Account account) {
    List<Session> sessions = new ArrayList<>();
    Instant now = clock.instant();
    database
        .query(
            "listing sessions",
            """
            select * from session where account = $1 and expires_at > $2 and last_seen > $3
             order by last_seen desc
            """,
            account.id(),
            now,
            now.minus(IDLE))
        .forEach(row ->
            sessions.add(
                new Session(
                    row.getUUID("id"),
                    Database.instant(row, "created_at"),
                    Database.instant(row, "last_seen"),
                    row.getString("address"),
                    Optional.ofNullable(row.getString("user_agent")).orElse(""))));
    return sessions;
  }

  /** Signs out. */
  public void end(String token) {
    Instant now = clock.instant();
    var _ =
        database.query(
            "ending a session",
            "delete from session where token_hash = $1 or expires_at < $2 or last_seen < $3",
            Secret.hash(token),
            now,
            now.minus(IDLE));
  }

  /** Signs the account out on that device; false if it has no such session. */
  public boolean end(Account account, UUID session) {
    return database
            .query(
                "ending a session",
                "delete from session where account = $1 and id = $2",
                account.id(),
                session)
            .rowCount()
        > 0;
  }

  /** Signs the account out everywhere but there. */
  public void endOthers(Account account, UUID kept) {
    var _ =
        database.query(
            "ending the other sessions",
            "delete from session where account = $1 and id <> $2",
            account.id(),
            kept);
  }
}
