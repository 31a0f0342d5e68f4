package care.silverbell.records.signin;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Scope;
import care.silverbell.records.access.Secret;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tokens by which an account lets machines ask in its name. */
public final class ApiTokens {
  /** How a token begins, so that one left lying about is known for what it is. */
  public static final String PREFIX = "slb_";

  private final Database database;
  private final InstantSource clock;

  /** Keeps tokens in the database. */
  public ApiTokens(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A token without its secret.
   *
   * @param lastUsed to the minute; null if never
   */
  public record ApiToken(
      UUID id,
      String name,
      Scope scope,
      Instant created,
      Instant expires,
      @Nullable Instant lastUsed) {}

  /** A new token; its secret is kept nowhere here. */
  public record Made(ApiToken token, String secret) {}

  /** Makes a token. */
  public Made make(Account account, String name, Scope scope, Instant expires) {
    String secret = PREFIX + Secret.token();
    ApiToken token = new ApiToken(UUID.randomUUID(), name, scope, clock.instant(), expires, null);
    var _ =
        database.query(
            "making an API token",
            """
            insert into api_token (id, account, name, scope, secret_hash, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """,
            token.id,
            account.id(),
            name,
            scope.wireName(),
            Secret.hash(secret),
            token.created,
            expires);
    return new Made(token, secret);
  }

  /** The account's tokens, over or not, the newest first. */
  public List<ApiToken> of(Account account) {
    List<ApiToken> tokens = new ArrayList<>();
    database
        .query(
            "listing API tokens",
            "select * from api_token where account = $1 order by created_at desc, id",
            account.id())
        .forEach(row -> tokens.add(token(row)));
    return tokens;
  }

  /** Takes the token back; false if the account has no such token. */
  public boolean revoke(Account account, UUID token) {
    return database
            .query(
                "revoking an API token",
                "delete from api_token where account = $1 and id = $2",
                account.id(),
                token)
            .rowCount()
        > 0;
  }

  private static ApiToken token(Row row) {
    return new ApiToken(
        row.getUUID("id"),
        row.getString("name"),
        Scope.of(row.getString("scope")),
        Database.instant(row, "created_at"),
        Database.instant(row, "expires_at"),
        row.getValue("last_used") == null ? null : Database.instant(row, "last_used"));
  }
}
