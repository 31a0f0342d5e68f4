package care.silverbell.faults;

import care.silverbell.sim.bench.traffic.VitalsRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The load of readings: a fixed rate, no two of a band of the same millisecond, through four
 * connections, whatever becomes of the broker.
 */
final class Readings implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final int LONGEST_SECONDS = 1_800;
  private static final Duration TICK = Duration.ofMillis(5);

  /** Behind the clock, so that rounding never makes a reading of the future. */
  private static final long BEHIND_MILLIS = 2_000;

  private final VitalsRun run;
  private final AtomicLongArray ackedAt;
  private final List<ReadingSource> sources = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final long began = System.nanoTime();
  private volatile int made = Integer.MAX_VALUE;
  private volatile boolean closed;

  private Readings(int brokerPort, int perSecond, List<String> bands) {
    this.run = new VitalsRun(System.currentTimeMillis() - BEHIND_MILLIS, perSecond, bands);
    this.ackedAt = new AtomicLongArray(perSecond * LONGEST_SECONDS);
    for (int number = 0; number < CONNECTIONS; number++) {
      String name = "faults-readings-" + number;
      sources.add(new ReadingSource(brokerPort, name, run, ackedAt));
    }
  }

  /** Begins. */
  static Readings start(int brokerPort, int perSecond, List<String> bands) {
    Readings readings = new Readings(brokerPort, perSecond, bands);
    for (int number = 0; number < CONNECTIONS; number++) {
      int mine = number;
      readings.threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("faults-readings-" + number)
              .start(() -> readings.send(mine)));
    }
    return readings;
  }

  private void send(int number) {
    ReadingSource source = sources.get(number);
    int next = 0;
    try {
      while (!closed) {
        int due = Math.min(due(), made);
        for (; next < due; next++) {
          if (next % run.bands().size() % CONNECTIONS == number) {
            source.made(next);
          }
        }
        source.say();
        TimeUnit.MILLISECONDS.sleep(TICK.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    source.disconnect();
  }

  private int due() {
    return (int) ((System.nanoTime() - began) / 1e9 * run.perSecond());
  }

  /** Makes no more; what was made is still said. */
  int stop() {
    made = due();
    return made;
  }

  /** How many were made and are acknowledged, first to last. */
  int acknowledged() {
    int acknowledged = 0;
    for (int sequence = 0; sequence < ackedAt.length() && sequence < made; sequence++) {
      acknowledged += ackedAt.get(sequence) > 0 ? 1 : 0;
    }
    return acknowledged;
  }

  /** When the broker first acknowledged a reading, epoch milliseconds. */
  long ackedAt(int sequence) {
    return ackedAt.get(sequence);
  }

  /** What was said: times and bands. */
  VitalsRun run() {
    return run;
  }

  /** The pulse a reading bears, as the run writes it. */
  int pulse(int sequence) {
    String payload = new String(run.payload(sequence), java.nio.charset.StandardCharsets.US_ASCII);
    String after = payload.substring(payload.indexOf("\"heartRate\":") + "\"heartRate\":".length());
    return Integer.parseInt(after.substring(0, after.indexOf(',')));
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    for (Thread thread : threads) {
      thread.join(Duration.ofSeconds(10));
    }
  }
}
