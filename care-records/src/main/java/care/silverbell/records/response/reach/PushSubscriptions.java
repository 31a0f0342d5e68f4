package care.silverbell.records.response.reach;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.seal.SealedWords;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The browsers that have allowed Web Push, each by the address its push service gave it. */
public final class PushSubscriptions {
  private static final int MOST = 10;

  private final Database database;
  private final SealedWords words;
  private final InstantSource clock;

  /** Keeps them in the database, their secrets sealed. */
  public PushSubscriptions(Database database, SealedWords words, InstantSource clock) {
    this.database = database;
    this.words = words;
    this.clock = clock;
  }

  /**
   * A browser that has allowed it.
   *
   * @param p256dh the browser's public key, base64url
   * @param auth the browser's secret, base64url
   * @param device in words; null where it tells nothing
   */
  public record Subscription(
      String endpoint, String p256dh, String auth, @Nullable String device) {}

  /** The subscription as a browser writes it, its secret as it is kept. */
  static String address(String endpoint, String p256dh, String auth) {
    return new JsonObject()
        .put("endpoint", endpoint)
        .put("keys", new JsonObject().put("p256dh", p256dh).put("auth", auth))
        .encode();
  }

  /**
   * Keeps it as that account's, whoever had it before: a browser is one account's at a time. Of
   * more than ten the oldest goes.
   */
  public void add(UUID account, Subscription subscription) {
    database.transaction(
        "keeping a push subscription",
        tx -> {
          var _ =
              Database.query(
                  tx,
                  "keeping a push subscription",
                  """
                  insert into push_subscription (id, account, endpoint, p256dh, auth, device, created_at)
                  values ($1, $2, $3, $4, $5, $6, $7)
                  on conflict (endpoint) do update set account = excluded.account, p256dh = excluded.p256dh,
                    auth = excluded.auth, device = excluded.device
                  """,
                  UUID.randomUUID(),
                  account,
                  subscription.endpoint,
                  subscription.p256dh,
                  words.sealed(subscription.auth),
                  subscription.device,
                  clock.instant());
          var _ =
              Database.query(
                  tx,
                  "letting the oldest push subscription go",
                  """
                  delete from push_subscription where id in (select id from push_subscription where account = $1
                    order by created_at desc, id offset $2)
                  """,
                  account,
                  (long) MOST);
          return account;
        });
  }

  /** Forgets that browser of the account. */
  public void remove(UUID account, String endpoint) {
    var _ =
        database.query(
            "forgetting a push subscription",
            "delete from push_subscription where account = $1 and endpoint = $2",
            account,
            endpoint);
  }

  /**
   * Forgets one that its push service says is gone.
   *
   * @param address as the channel was given it
   */
  public void gone(String address) {
    var _ =
        database.query(
            "forgetting a push subscription that is gone",
            "delete from push_subscription where endpoint = $1",
            new JsonObject(address).getString("endpoint"));
  }
}
