package care.silverbell.alerting.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.alerting.Alerting;
import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Somebody has one notice locked while what became of many is to be written: the others are. */
class LockedNoticeTest {
  private static final int CALLS = 6;

  private final List<UUID> sent = new CopyOnWriteArrayList<>();
  private final CountDownLatch answers = new CountDownLatch(1);

  @Test
  void whatBecameOfTheOthersIsWrittenMeanwhileAndOfThatOneAfterwards() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (TestDatabase test = TestDatabase.create("alerting");
        Database pool = Database.open(vertx, test.settings(), "notices", 6);
        Alerting alerting =
            RespondingProcess.alerting(pool, pool, new Waits(), new SimpleMeterRegistry())) {
      for (int i = 0; i < CALLS; i++) {
        alerting.desk().onAlarm(Presses.of(i));
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> sent.size() >= CALLS);
      List<UUID> first = List.copyOf(sent).subList(0, CALLS);
      UUID locked = first.getFirst();
      test.database()
          .transaction(
              "having it locked",
              tx -> {
                var _ =
                    Database.query(
                        tx, "locking it", "select from dispatch where id = $1 for update", locked);
                answers.countDown();
                await()
                    .atMost(Duration.ofSeconds(4)) // a lock is waited for for ten
                    .until(() -> written(pool, first) == CALLS - 1);
                return tx;
              });
      await().atMost(Duration.ofSeconds(20)).until(() -> written(pool, first) == CALLS);
      assertThat(sent.stream().filter(locked::equals)).as("sent once").hasSize(1);
    } finally {
      vertx.close().await();
    }
  }

  private static long written(Database database, List<UUID> those) {
    return database
        .query(
            "counting what is written",
            "select count(*) from dispatch where id = any($1) and state = 'sent'",
            (Object) those.toArray(UUID[]::new))
        .iterator()
        .next()
        .getLong(0);
  }

  private final class Waits implements Channel {
    @Override
    public ChannelKind kind() {
      return ChannelKind.SMS;
    }

    @Override
    public Delivery send(UUID key, String to, Message message) {
      sent.add(key);
      try {
        answers.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      return new Delivery.Taken(key.toString());
    }
  }
}
