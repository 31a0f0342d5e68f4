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
import org.junit.jupiter.api.Test;

/**
 * The database stands still for longer than a notice is held, while two instances are well and one
 * of them is sending: the other does not send it too.
 */
class PausedDatabaseTest {
  private static final Duration A_MESSAGE_TAKES = Duration.ofSeconds(6);
  private static final Duration PAUSE = Duration.ofSeconds(4);

  private final List<UUID> sent = new CopyOnWriteArrayList<>();

  @Test
  void whatOneInstanceIsSendingTheOtherDoesNotSendAfterThePause() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (TestDatabase test = TestDatabase.create("alerting");
        Database one = Database.open(vertx, test.settings(), "one", 6);
        Database other = Database.open(vertx, test.settings(), "other", 6);
        Alerting first =
            RespondingProcess.alerting(one, one, new Slow(), new SimpleMeterRegistry());
        Alerting second =
            RespondingProcess.alerting(other, other, new Slow(), new SimpleMeterRegistry())) {
      first.desk().onAlarm(Presses.of(1));
      await().until(() -> !sent.isEmpty());
      test.database()
          .transaction(
              "standing still",
              tx -> {
                var _ =
                    Database.query(
                        tx, "standing still", "lock table dispatch in access exclusive mode");
                sleep(PAUSE);
                return tx;
              });
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() ->
              first.noticesUnderWay() + second.noticesUnderWay() == 0
                  && sent.stream().distinct().count() >= RespondingProcess.STEPS);

      assertThat(sent).as("each once").doesNotHaveDuplicates();
    } finally {
      vertx.close().await();
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Slow implements Channel {
    @Override
    public ChannelKind kind() {
      return ChannelKind.SMS;
    }

    @Override
    public Delivery send(UUID key, String to, Message message) {
      sent.add(key);
      PausedDatabaseTest.sleep(A_MESSAGE_TAKES);
      return new Delivery.Taken(key.toString());
    }
  }
}
