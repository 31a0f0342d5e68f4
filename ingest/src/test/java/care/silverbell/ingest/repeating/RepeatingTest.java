package care.silverbell.ingest.repeating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** It goes on through trouble, and ends when it is closed. */
class RepeatingTest {
  private static final Duration PAUSE = Duration.ofMillis(5);

  @Test
  void whatFailsOnceIsDoneAgain() {
    AtomicInteger times = new AtomicInteger();
    try (Repeating _ =
        Repeating.every(
            PAUSE,
            "test",
            "the third time fails",
            () -> {
              if (times.incrementAndGet() == 3) {
                throw new IllegalStateException("the third");
              }
            })) {
      await().atMost(Duration.ofSeconds(10)).until(() -> times.get() > 5);
    }
  }

  @Test
  void whatIsClosedIsNotDoneAnyMore() throws InterruptedException {
    AtomicInteger times = new AtomicInteger();
    Repeating repeating = Repeating.every(PAUSE, "test", "never", times::incrementAndGet);
    await().atMost(Duration.ofSeconds(10)).until(() -> times.get() > 1);
    repeating.close();
    Thread.sleep(50);
    int then = times.get();
    Thread.sleep(100);
    assertThat(times.get()).isEqualTo(then);
  }
}
