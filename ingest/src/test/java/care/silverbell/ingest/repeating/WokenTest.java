package care.silverbell.ingest.repeating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WokenTest {
  private final AtomicInteger times = new AtomicInteger();

  @Test
  void itIsDoneAtOnceWhenWokenAndNotBefore() {
    try (Woken woken =
        Woken.every(Duration.ofHours(1), "test", "trouble", times::incrementAndGet)) {
      await().until(() -> times.get() == 1);
      woken.wake();
      await().until(() -> times.get() == 2);
    }
  }

  @Test
  void aWakingWhileItIsAtWorkIsNotLost() throws Exception {
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Runnable work =
        () -> {
          if (times.incrementAndGet() == 1) {
            atWork.countDown();
            try {
              goOn.await();
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
          }
        };
    try (Woken woken = Woken.every(Duration.ofHours(1), "test", "trouble", work)) {
      atWork.await();
      woken.wake();
      goOn.countDown();
      await().until(() -> times.get() == 2);
    }
  }

  @Test
  void itIsDoneAfterThePauseInAnyCaseAndGoesOnAfterAFailure() {
    Runnable work =
        () -> {
          if (times.incrementAndGet() == 2) {
            throw new IllegalStateException("once");
          }
        };
    try (Woken woken = Woken.every(Duration.ofMillis(5), "test", "trouble", work)) {
      await().until(() -> times.get() > 4);
      assertThat(woken).isNotNull();
    }
  }
}
