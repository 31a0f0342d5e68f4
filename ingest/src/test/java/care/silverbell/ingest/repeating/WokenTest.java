package care.silverbell.ingest.repeating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

  @Test
  void whatIsWokenAgainAndAgainRestsBetweenAndWhoComesAfterALongerPauseDoesNotWait()
      throws Exception {
    Duration rest = Duration.ofMillis(400);
    List<Long> begun = Collections.synchronizedList(new ArrayList<>());
    long start = System.nanoTime();
    try (Woken woken =
        Woken.every(
            Duration.ofHours(1), rest, "test", "trouble", () -> begun.add(System.nanoTime()))) {
      await().until(() -> begun.size() == 1);
      while (begun.size() < 3) {
        woken.wake();
        Thread.sleep(1);
      }
      assertThat(begun.get(1) - start).isGreaterThanOrEqualTo(rest.toNanos());
      assertThat(begun.get(2) - start).isGreaterThanOrEqualTo(rest.multipliedBy(2).toNanos());
      Thread.sleep(rest.multipliedBy(2)); // a last waking may have been on its way
      int before = begun.size();
      long now = System.nanoTime();
      woken.wake();
      await().until(() -> begun.size() > before);
      assertThat(begun.get(before) - now).isLessThan(rest.toNanos());
    }
  }
}
