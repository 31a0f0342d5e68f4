package care.silverbell.ingest.telemetry;

import care.silverbell.ingest.reading.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;

/**
 * Lets the first write of an hour go alone. A shard of InfluxDB 1.x and 2.x makes its cache at its
 * first write; what others write to the shard at that very moment is acknowledged and never seen
 * again ({@code Cache.init} of its tsm1 engine; 1 of 11,200 such writes of 1.6.7 was lost when
 * eight came at once). Shards are of whole hours, so who begins an hour may begin a shard. A shard
 * that is written to by others, such as another instance, cannot be watched from here.
 */
final class FirstWrites {
  /** A shard gives its cache back when nothing was written for ten minutes, by default. */
  private static final long WARM_NANOS = Duration.ofMinutes(5).toNanos();

  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final int MOST_HOURS = 20_000;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
  private final AtomicLong failures = new AtomicLong();

  /** When each hour was written to last. */
  private final Map<Long, Long> written = new ConcurrentHashMap<>();

  /** A write to the server. */
  @FunctionalInterface
  interface Write {
    /**
     * Does it.
     *
     * @throws InfluxServer.LinesRefused as the server does
     * @throws TelemetryUnavailable if the server is away
     */
    void run() throws InfluxServer.LinesRefused;
  }

  /**
   * Does the write, alone where it begins an hour.
   *
   * @throws TelemetryUnavailable also if the write that this one waited for found the server away:
   *     nobody is to wait for that twice
   */
  void run(List<Reading> readings, Write write) throws InfluxServer.LinesRefused {
    Set<Long> hours =
        readings.stream()
            .map(it -> Math.floorDiv(it.moment().at().toEpochMilli(), HOUR_MILLIS))
            .collect(Collectors.toSet());
    long failed = failures.get();
    Lock mine = hours.stream().allMatch(this::isWarm) ? lock.readLock() : lock.writeLock();
    mine.lock();
    try {
      if (failures.get() != failed) {
        throw new TelemetryUnavailable("InfluxDB did not take the write before this one");
      }
      attempt(write, hours);
    } finally {
      mine.unlock();
    }
  }

  /** How many wait for their turn. */
  int waiting() {
    return lock.getQueueLength();
  }

  private void attempt(Write write, Set<Long> hours) throws InfluxServer.LinesRefused {
    try {
      write.run();
      note(hours);
    } catch (TelemetryUnavailable e) {
      failures.incrementAndGet();
      written.clear();
      throw e;
    }
  }

  private boolean isWarm(long hour) {
    Long last = written.get(hour);
    return last != null && System.nanoTime() - last < WARM_NANOS;
  }

  private void note(Set<Long> hours) {
    if (written.size() > MOST_HOURS) {
      written.clear();
    }
    long now = System.nanoTime();
    hours.forEach(hour -> written.put(hour, now));
  }
}
