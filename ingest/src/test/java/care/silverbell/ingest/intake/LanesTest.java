package care.silverbell.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import care.silverbell.ingest.broker.InboundMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LanesTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final byte[] ONE_MIB = new byte[1_048_576];

  /** A lane holds 16 MiB; a message of one MiB weighs one KiB more than that. */
  private static final int MESSAGES_THAT_FIT = 15;

  private final List<Lanes> opened = new ArrayList<>();
  private final List<String> acknowledged = new CopyOnWriteArrayList<>();
  private final AtomicInteger retries = new AtomicInteger();

  @AfterEach
  void close() {
    opened.forEach(Lanes::close);
  }

  @Test
  void theMessagesOfOneBandStayInOrder() {
    Map<String, List<String>> taken = new ConcurrentHashMap<>();
    Lanes lanes =
        lanes(
            4,
            7,
            batch ->
                batch.forEach(one ->
                    taken
                        .computeIfAbsent(one.topic(), _ -> new CopyOnWriteArrayList<>())
                        .add(text(one))));
    List<String> said = new ArrayList<>();
    for (int number = 0; number < 500; number++) {
      said.add("" + number);
      for (String band : List.of("a", "b", "c", "d", "e")) {
        lanes.put(message(band, ("" + number).getBytes(StandardCharsets.UTF_8)));
      }
    }

    await().atMost(LONG).until(() -> lanes.depth() == 0 && taken.size() == 5);
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(taken.values()).allSatisfy(one -> assertThat(one).isEqualTo(said)));
  }

  @Test
  void whatWaitsIsTakenTogetherAndNoMoreThanTheLargestBatch() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    Lanes lanes =
        lanes(
            1,
            10,
            batch -> {
              sizes.add(batch.size());
              wait(go);
            });
    lanes.put(message("a", new byte[0]));
    await().atMost(LONG).until(() -> sizes.size() == 1);
    for (int i = 0; i < 25; i++) {
      lanes.put(message("a", new byte[0]));
    }
    go.countDown();

    await().atMost(LONG).untilAsserted(() -> assertThat(sizes).containsExactly(1, 10, 10, 5));
  }

  @Test
  void aLaneThatIsFullByBytesHoldsUpTheOneWhoPuts() {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger put = new AtomicInteger();
    Lanes lanes = lanes(2, 1_000, _ -> wait(go)); // each has half of the room
    Thread putting = putting(lanes, 20, put);

    await().atMost(LONG).until(() -> put.get() == MESSAGES_THAT_FIT && isWaiting(putting));
    await().during(Duration.ofMillis(300)).atMost(LONG).until(() -> put.get() == MESSAGES_THAT_FIT);

    go.countDown();
    await().atMost(LONG).until(() -> put.get() == 20);
  }

  @Test
  void theSameBatchIsGivenAgainUntilItIsSafe() {
    List<String> attempts = new CopyOnWriteArrayList<>();
    Lanes lanes =
        lanes(
            1,
            1,
            batch -> {
              attempts.add(text(batch.getFirst()));
              if (attempts.size() < 3) {
                throw new IllegalStateException("the store is down");
              }
              batch.forEach(InboundMessage::acknowledge);
            });
    lanes.put(message("a", "first".getBytes(StandardCharsets.UTF_8)));
    lanes.put(message("a", "second".getBytes(StandardCharsets.UTF_8)));

    await().atMost(LONG).until(() -> acknowledged.size() == 2);
    assertThat(attempts).containsExactly("first", "first", "first", "second");
    assertThat(acknowledged).containsExactly("first", "second");
    assertThat(retries).hasValue(2);
  }

  @Test
  void whatWasNotTakenWhenTheLanesCloseIsNotAcknowledged() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger batches = new AtomicInteger();
    Lanes lanes =
        lanes(
            1,
            1,
            batch -> {
              batches.incrementAndGet();
              wait(never);
              batch.forEach(InboundMessage::acknowledge);
            });
    lanes.put(message("a", new byte[0]));
    lanes.put(message("a", new byte[0]));
    await().atMost(LONG).until(() -> batches.get() == 1);

    lanes.close();

    assertThat(batches).hasValue(1);
    assertThat(acknowledged).isEmpty();
    assertThatThrownBy(() -> lanes.put(message("a", new byte[0])))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void whoWaitsForRoomIsLetGoWhenTheLanesClose() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicReference<Throwable> told = new AtomicReference<>();
    AtomicInteger put = new AtomicInteger();
    Lanes lanes = lanes(2, 1_000, _ -> wait(never));
    Thread putting = putting(lanes, 20, put);
    putting.setUncaughtExceptionHandler((_, e) -> told.set(e));
    await().atMost(LONG).until(() -> put.get() == MESSAGES_THAT_FIT && isWaiting(putting));

    lanes.close();

    await().atMost(Duration.ofSeconds(10)).until(() -> told.get() != null);
    assertThat(told.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
  }

  @Test
  void aSmallBatchWaitsForMoreWhileMoreComes() throws Exception {
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    Lanes lanes = lanes(1, 1_000, Duration.ofSeconds(1), batch -> sizes.add(batch.size()));

    lanes.put(message("a", new byte[1]));
    await().pollInterval(POLL).until(() -> lanes.depth() == 0); // the first step has begun
    lanes.put(message("a", new byte[1]));
    await().pollInterval(POLL).until(() -> lanes.depth() == 0); // the second has
    lanes.put(message("a", new byte[1]));
    await().atMost(LONG).until(() -> sizes.size() == 1);
    assertThat(sizes).containsExactly(3);
  }

  @Test
  void whatWaitsForNothingMoreIsTakenAfterOneStep() {
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    Lanes lanes = lanes(1, 1_000, Duration.ofMillis(300), batch -> sizes.add(batch.size()));
    long began = System.nanoTime();

    lanes.put(message("a", new byte[1]));
    await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> sizes.size() == 1);

    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofMillis(300), Duration.ofMillis(3_000));
  }

  private Lanes lanes(int count, int largestBatch, Consumer<List<InboundMessage>> taker) {
    return lanes(count, largestBatch, Duration.ZERO, taker);
  }

  private Lanes lanes(
      int count, int largestBatch, Duration step, Consumer<List<InboundMessage>> taker) {
    Lanes lanes = new Lanes("test", count, largestBatch, step, taker, retries::incrementAndGet);
    opened.add(lanes);
    return lanes;
  }

  private InboundMessage message(String band, byte[] payload) {
    return new InboundMessage(
        "silverbell/v1/bands/" + band + "/vitals",
        payload,
        Instant.EPOCH,
        false,
        InboundMessage.Delivery.NONE,
        () -> acknowledged.add(new String(payload, StandardCharsets.UTF_8)));
  }

  private Thread putting(Lanes lanes, int messages, AtomicInteger put) {
    return Thread.ofPlatform()
        .daemon()
        .start(() -> {
          for (int i = 0; i < messages; i++) {
            lanes.put(message("a", ONE_MIB));
            put.incrementAndGet();
          }
        });
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  private static String text(InboundMessage message) {
    return new String(message.payload(), StandardCharsets.UTF_8);
  }

  private static void wait(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
