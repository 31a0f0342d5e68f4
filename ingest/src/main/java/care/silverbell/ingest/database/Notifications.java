package care.silverbell.ingest.database;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said to all who listen at the same database (LISTEN, NOTIFY): one connection of its own,
 * which comes back by itself. Who was away has missed what was said meanwhile, and is told that it
 * was.
 *
 * <p>PostgreSQL lets one transaction at a time commit that has said something: whatever is in a
 * hurry says nothing within its own transaction.
 */
public final class Notifications implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Notifications.class);
  private static final String CHANNEL = "silverbell";
  private static final long BACK_AFTER_MILLIS = 300;
  private static final int PATIENCE_SECONDS = 10;

  private final PgSubscriber subscriber;
  private volatile boolean listening;

  private Notifications(PgSubscriber subscriber) {
    this.subscriber = subscriber;
  }

  /**
   * Listens, until it is closed.
   *
   * @param heard is given all that is said, also by ourselves, in order; never blocks
   * @param connected is called once the connection stands, the first time and each time again
   * @throws DatabaseTrouble if the database cannot be reached now
   */
  public static Notifications open(
      Vertx vertx, DatabaseSettings settings, Consumer<String> heard, Runnable connected) {
    PgConnectOptions connect = Database.connect(settings, "listening");
    // What is said is told to nobody after a crash: its commit need not wait for the disk.
    connect.addProperty("synchronous_commit", "off");
    PgSubscriber subscriber =
        PgSubscriber.subscriber(vertx, connect).reconnectPolicy(_ -> BACK_AFTER_MILLIS);
    Notifications notifications = new Notifications(subscriber);
    var channel = subscriber.channel(CHANNEL);
    channel.handler(heard::accept);
    channel.subscribeHandler(_ -> {
      notifications.listening = true;
      connected.run();
    });
    try {
      subscriber.connect().timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).await();
    } catch (Exception e) {
      throw new DatabaseTrouble("listening at the database", e);
    }
    return notifications;
  }

  /**
   * Says each of those to all who listen, ourselves among them.
   *
   * @return whether it could be said
   */
  public boolean say(List<String> words) {
    PgConnection connection = subscriber.actualConnection();
    if (connection == null || !listening) {
      return false;
    }
    try {
      var _ =
          connection
              .preparedQuery(
                  "select pg_notify('" + CHANNEL + "', word) from unnest($1::text[]) word")
              .execute(Tuple.of(words.toArray(String[]::new)))
              .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .await();
      return true;
    } catch (Exception e) {
      log.warn("what other instances should hear cannot be said now: {}", "" + e);
      return false;
    }
  }

  /** Cuts the connection, where it seems dead; another takes its place. */
  public void cut() {
    PgConnection connection = subscriber.actualConnection();
    if (connection != null) {
      var _ = connection.close();
    }
  }

  @Override
  public void close() {
    listening = false;
    var _ = subscriber.close().otherwiseEmpty().await();
  }
}
