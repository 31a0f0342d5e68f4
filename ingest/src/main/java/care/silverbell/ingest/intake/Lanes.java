package care.silverbell.ingest.intake;

import care.silverbell.ingest.broker.InboundMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lanes of one road: a band's messages stay in order in one lane, and each lane takes whatever
 * is waiting. A lane that is full, by bytes, blocks the one who puts, which is what bounds memory
 * and lets the broker hold the rest.
 */
public final class Lanes implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lanes.class);
  private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofMillis(500);

  /** How often one who waits for room looks whether there will ever be any again. */
  private static final Duration LOOK_UP = Duration.ofMillis(250);

  private static final int SERIAL_LEVEL = 3;
  private static final int KIB = 1_024;
  private static final int MOST_STEPS = 3;

  /** What may wait in all lanes together; a message counts as one KiB at least. */
  private static final int ALL_KIB = 32_768;

  /** What is taken at once: readings in memory are several times as large as their payloads. */
  private static final int BATCH_KIB = 8_192;

  /** A batch that large is worth its journey. */
  private static final int WORTH_TAKING = 64;

  private final List<Lane> lanes = new ArrayList<>();
  private final Duration step;
  private final Consumer<List<InboundMessage>> taker;
  private final Runnable onRetry;
  private volatile boolean closed;

  /**
   * Opens the lanes.
   *
   * @param road named in threads and logs
   * @param count how many
   * @param largestBatch messages taken at once
   * @param step how long a small batch waits for more, again for as long as more comes, and {@value
   *     #MOST_STEPS} times at most: a store is asked less often, and one who waits for an
   *     acknowledgement before the next message waits for one step; zero where nothing may wait
   * @param taker takes a batch; when it throws, the same batch is given again after a pause, for as
   *     long as it needs
   * @param onRetry told of each such pause
   */
  public Lanes(
      String road,
      int count,
      int largestBatch,
      Duration step,
      Consumer<List<InboundMessage>> taker,
      Runnable onRetry) {
    this.step = step;
    this.taker = taker;
    this.onRetry = onRetry;
    for (int number = 0; number < count; number++) {
      lanes.add(new Lane(road + "-lane-" + number, largestBatch, ALL_KIB / count));
    }
  }

  /**
   * Puts a message into its band's lane and waits while that is full.
   *
   * @throws IllegalStateException if the lanes are closed, or close while it waits: the message is
   *     not taken and must not be acknowledged
   */
  public void put(InboundMessage message) {
    if (closed) {
      throw new IllegalStateException("the lanes are closed");
    }
    try {
      lanes.get(Math.floorMod(bandOf(message.topic()).hashCode(), lanes.size())).put(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a lane", e);
    }
  }

  /** Messages that wait now, in all lanes. */
  public int depth() {
    return lanes.stream().mapToInt(lane -> lane.queue.size()).sum();
  }

  /**
   * Ends the lanes at once; what was not taken is not acknowledged, so the broker hands it out
   * again.
   */
  @Override
  public void close() {
    closed = true;
    lanes.forEach(lane -> lane.worker.interrupt());
    for (Lane lane : lanes) {
      try {
        lane.worker.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private final class Lane {
    private final BlockingQueue<InboundMessage> queue;
    private final Semaphore room;
    private final int kib;
    private final int largestBatch;
    private final Thread worker;

    Lane(String name, int largestBatch, int kib) {
      queue = new ArrayBlockingQueue<>(kib);
      room = new Semaphore(kib);
      this.kib = kib;
      this.largestBatch = largestBatch;
      this.worker = Thread.ofVirtual().name(name).unstarted(this::work);
      worker.start();
    }

    private int weight(InboundMessage message) {
      return Math.min(1 + message.payload().length / KIB, kib);
    }

    void put(InboundMessage message) throws InterruptedException {
      while (!room.tryAcquire(weight(message), LOOK_UP.toMillis(), TimeUnit.MILLISECONDS)) {
        if (closed) {
          throw new IllegalStateException("the lanes are closed");
        }
      }
      queue.put(message);
    }

    private void work() {
      List<InboundMessage> batch = new ArrayList<>();
      try {
        while (!closed) {
          int weight = gather(batch);
          takeUntilDone(batch);
          room.release(weight);
          batch.clear();
        }
      } catch (InterruptedException e) {
        log.debug("the lane ends");
      }
    }

    /** Waits for one message, and for a moment for more; answers what they weigh. */
    private int gather(List<InboundMessage> batch) throws InterruptedException {
      int weight = add(queue.take(), batch, 0);
      int before = 0;
      for (int steps = 0; steps < MOST_STEPS && isSmall(batch, weight, before); steps++) {
        before = batch.size();
        Thread.sleep(step);
        weight = add(queue.poll(), batch, weight);
      }
      return weight;
    }

    /** Whether it is worth waiting for more: it has grown in the last step, and is still small. */
    private boolean isSmall(List<InboundMessage> batch, int weight, int before) {
      return step.isPositive()
          && batch.size() > before
          && batch.size() < Math.min(WORTH_TAKING, largestBatch)
          && weight < BATCH_KIB;
    }

    /** Adds a message and whatever is behind it. */
    private int add(@Nullable InboundMessage first, List<InboundMessage> batch, int weighed) {
      int weight = weighed;
      InboundMessage message = first;
      while (message != null) {
        batch.add(message);
        weight += weight(message);
        message = batch.size() < largestBatch && weight < BATCH_KIB ? queue.poll() : null;
      }
      return weight;
    }

    private void takeUntilDone(List<InboundMessage> batch) throws InterruptedException {
      while (!closed) {
        try {
          taker.accept(batch);
          return;
        } catch (RuntimeException | Error e) {
          log.warn("{} messages could not be made safe and are tried again", batch.size(), e);
          onRetry.run();
          Thread.sleep(PAUSE_AFTER_TROUBLE);
        }
      }
    }
  }

  /** The serial's level of the topic, or the whole topic where there is none. */
  private static String bandOf(String topic) {
    int start = 0;
    for (int level = 0; level < SERIAL_LEVEL; level++) {
      start = topic.indexOf('/', start) + 1;
      if (start == 0) {
        return topic;
      }
    }
    int end = topic.indexOf('/', start);
    return end < 0 ? topic : topic.substring(start, end);
  }
}
