package care.silverbell.ingest.repeating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** It is there from the first, follows what is written, and outlives trouble. */
class KnownTest {
  private static final Duration MORE_THAN_A_PAUSE = Duration.ofSeconds(15);

  private final AtomicReference<String> written = new AtomicReference<>("first");

  @Test
  void whatWasKnownIsStillUsedWhileItCannotBeReadAndFollowsByItself() {
    try (Known<String> known = new Known<>("test", "what is written", this::read)) {
      assertThat(known.now()).isEqualTo("first");
      written.set("");
      assertThatThrownBy(known::reread).isInstanceOf(IllegalStateException.class);
      assertThat(known.now()).isEqualTo("first");

      written.set("second");
      await().atMost(MORE_THAN_A_PAUSE).until(() -> known.now().equals("second"));
    }
  }

  @Test
  void whoeverIsToldFindsItKnownAlready() {
    List<String> told = new CopyOnWriteArrayList<>();
    AtomicReference<Known<String>> all = new AtomicReference<>();
    try (Known<String> known =
        new Known<>(
            "test",
            "what is written",
            this::read,
            read -> {
              Known<String> it = all.get();
              told.add(read + " " + (it == null ? read : it.now()));
            })) {
      all.set(known);
      written.set("second");
      await()
          .untilAsserted(() -> {
            known.reread();
            assertThat(told).contains("second second");
          });
    }
  }

  @Test
  void aSlowReadingThatBeganBeforeAChangeDoesNotUndoIt() throws Exception {
    CountDownLatch slowHasRead = new CountDownLatch(1);
    CountDownLatch slowMayEnd = new CountDownLatch(1);
    AtomicInteger told = new AtomicInteger();
    Thread[] slow = new Thread[1];
    Freshest<String> freshest =
        new Freshest<>(
            "none",
            () -> {
              String text = read();
              if (Thread.currentThread() == slow[0]) {
                slowHasRead.countDown();
                await().until(() -> slowMayEnd.getCount() == 0);
              }
              return text;
            },
            _ -> told.incrementAndGet());
    slow[0] = Thread.ofVirtual().unstarted(freshest::reread);
    slow[0].start();
    slowHasRead.await();

    written.set("second");
    freshest.reread();
    slowMayEnd.countDown();
    slow[0].join();

    assertThat(freshest.now()).isEqualTo("second");
    assertThat(told).hasValue(1);
  }

  @Test
  void whatCannotBeReadAtFirstIsRefused() {
    written.set("");
    assertThatThrownBy(() -> new Known<>("test", "what is written", this::read))
        .isInstanceOf(IllegalStateException.class);
  }

  private String read() {
    String text = written.get();
    if (text.isEmpty()) {
      throw new IllegalStateException("away");
    }
    return text;
  }
}
