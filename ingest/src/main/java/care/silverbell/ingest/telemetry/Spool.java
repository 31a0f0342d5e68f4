package care.silverbell.ingest.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that wait on local disk while the telemetry store is away. What {@link #append} has taken
 * outlives the process; it is handed on by itself, oldest first, and perhaps twice when the process
 * dies in between. A full spool takes nothing more and drops nothing. (Longer than most files: the
 * order of write, sync and hand-on under the two locks is to be read in one place.)
 */
public final class Spool implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);
  private static final Duration PROBE_EVERY = Duration.ofSeconds(1);
  private static final int BATCH_BYTES = 256 * 1024;
  private static final long MOST_SEGMENT_BYTES = 8L << 20;
  private static final int SEGMENTS_IN_LIMIT = 16;
  private static final double NEARLY_FULL = 0.8;
  private static final double RELIEVED = 0.5;

  /** Where the records go when the store answers. */
  @FunctionalInterface
  public interface Sink {

    /**
     * Takes records, in the order in which they were appended.
     *
     * @param damaged stretches among them in which no sound record stands
     * @throws TelemetryUnavailable if it cannot now; the same records come again
     */
    void take(List<byte[]> records, List<byte[]> damaged);
  }

  /** Hears of it when the spool fills. */
  @FunctionalInterface
  public interface Watch {

    /** More than 80 % of the limit is used; said again only after it has been under 50 %. */
    void nearlyFull(long bytes, long limitBytes);
  }

  private final Path folder;
  private final long limitBytes;
  private final Watch watch;
  private final SpoolPlace place;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ReentrantLock syncing = new ReentrantLock();

  // Guarded by lock.
  private final Deque<SpoolSegment> segments = new ArrayDeque<>();
  private @Nullable SpoolSegment open;
  private long written;
  private boolean told;
  private boolean closed;
  private @Nullable Thread drain;

  // Guarded by syncing.
  private long synced;

  /** Up to which ticket the disk has not kept what was written. */
  private final AtomicLong lost = new AtomicLong();

  /** Bytes on disk; changed under the lock, read by everybody. */
  private final AtomicLong bytes = new AtomicLong();

  /** Where the drain stands in the first segment; used by the drain alone. */
  private long drainedTo;

  /**
   * Opens the folder, which is made when missing, with all that an earlier run left in it.
   *
   * @param limitBytes what may lie on disk at most
   * @throws UncheckedIOException if the folder cannot be read and written
   */
  public Spool(Path folder, long limitBytes, Watch watch) {
    this.folder = folder;
    this.limitBytes = limitBytes;
    this.watch = watch;
    try {
      Files.createDirectories(folder);
      place = new SpoolPlace(folder.resolve("place"));
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> left = files.filter(SpoolSegment::isSegment).sorted().toList();
        for (Path file : left) {
          take(SpoolSegment.reopen(file, file.equals(left.getLast())));
        }
      }
      if (!segments.isEmpty()) {
        drainedTo = place.within(segments.getFirst());
        log.info("{} bytes of telemetry wait in {} since an earlier run", bytes(), folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("opening the spool in " + folder, e);
    }
  }

  private void take(SpoolSegment left) throws IOException {
    if (left.length() == 0) {
      left.delete();
    } else {
      segments.addLast(left);
      bytes.addAndGet(left.length());
    }
  }

  /**
   * Keeps a record: when this returns it is on disk.
   *
   * @throws TelemetryUnavailable if the spool is full, closed, or its disk refuses
   */
  public void append(byte[] record) {
    long ticket;
    boolean tell;
    lock.lock();
    try {
      ticket = write(record);
      tell = !told && bytes() > NEARLY_FULL * limitBytes;
      told |= tell;
      changed.signal();
    } catch (IOException e) {
      throw new TelemetryUnavailable("writing to the spool in " + folder, e);
    } finally {
      lock.unlock();
    }
    if (tell) {
      tell();
    }
    sync(ticket);
  }

  private long write(byte[] record) throws IOException {
    long more = SpoolSegment.HEADER_BYTES + (long) record.length;
    if (closed) {
      throw new TelemetryUnavailable("the spool in " + folder + " is closed");
    }
    if (bytes() + more > limitBytes) {
      throw new TelemetryUnavailable(
          "the spool in %s is full: %d of %d bytes".formatted(folder, bytes(), limitBytes));
    }
    segmentFor(more).append(record);
    bytes.addAndGet(more);
    return ++written;
  }

  private SpoolSegment segmentFor(long more) throws IOException {
    long most = Math.min(MOST_SEGMENT_BYTES, limitBytes / SEGMENTS_IN_LIMIT);
    SpoolSegment current = open;
    if (current != null && (current.length() == 0 || current.length() + more <= most)) {
      return current;
    }
    if (current != null) {
      finish(current);
    }
    // The clock keeps a number from coming back, so that an old place never fits a new segment.
    long last = segments.isEmpty() ? 0 : segments.getLast().number();
    open = null;
    SpoolSegment fresh =
        SpoolSegment.create(folder, Math.max(last + 1, System.currentTimeMillis()));
    segments.addLast(fresh);
    open = fresh;
    return fresh;
  }

  /** Others may still wait for what is in it. */
  private void finish(SpoolSegment full) throws IOException {
    try {
      full.sync();
      full.close();
    } catch (IOException e) {
      lost.set(written);
      throw e;
    }
  }

  /** One who waits puts on disk what all have written so far. */
  private void sync(long ticket) {
    syncing.lock();
    try {
      if (ticket > synced) {
        long upTo;
        SpoolSegment current;
        lock.lock();
        try {
          upTo = written;
          current = open;
        } finally {
          lock.unlock();
        }
        syncUpTo(upTo, current);
      }
      if (ticket <= lost.get()) {
        throw new TelemetryUnavailable("the disk under " + folder + " did not keep the record");
      }
    } finally {
      syncing.unlock();
    }
  }

  /** After a failed sync the system may forget what it could not write: nobody may count on it. */
  private void syncUpTo(long upTo, @Nullable SpoolSegment current) {
    try {
      if (current != null) {
        current.sync();
      }
    } catch (IOException e) {
      lost.accumulateAndGet(upTo, Math::max);
      log.error("putting the spool in {} on disk", folder, e);
    }
    synced = upTo;
  }

  private void tell() {
    try {
      watch.nearlyFull(bytes(), limitBytes);
    } catch (RuntimeException e) {
      log.error("telling that the spool is nearly full", e);
    }
  }

  /** Begins to hand the records on, on a thread of its own; tries again each second. */
  void drainTo(Sink sink) {
    lock.lock();
    try {
      if (drain == null && !closed) {
        drain = Thread.ofVirtual().name("spool-drain").start(() -> drain(sink));
      }
    } finally {
      lock.unlock();
    }
  }

  private void drain(Sink sink) {
    boolean failing = false;
    for (SpoolSegment first = await(); first != null; first = await()) {
      try {
        var batch = first.read(drainedTo, BATCH_BYTES);
        sink.take(batch.records(), batch.damaged());
        passed(batch);
        failing = false;
      } catch (TelemetryUnavailable e) {
        pause();
      } catch (IOException | RuntimeException e) {
        if (!failing) {
          log.error("handing on what is in the spool; trying again each second", e);
        }
        failing = true;
        pause();
      }
    }
  }

  /** The oldest segment, once there is one; null when the spool closes. */
  private @Nullable SpoolSegment await() {
    lock.lock();
    try {
      while (segments.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      return closed ? null : segments.getFirst();
    } finally {
      lock.unlock();
    }
  }

  private void pause() {
    lock.lock();
    try {
      long left = PROBE_EVERY.toNanos();
      while (left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void passed(SpoolSegment.Batch batch) throws IOException {
    lock.lock();
    try {
      drainedTo = batch.end();
      if (drainedTo < batch.segment().length()) {
        place.keep(batch.segment(), drainedTo);
        return;
      }
      // The place goes first: a segment without its place is handed on twice, never skipped.
      place.forget();
      batch.segment().delete();
      segments.removeFirst();
      if (batch.segment() == open) {
        open = null;
      }
      drainedTo = 0;
      bytes.addAndGet(-batch.segment().length());
      told &= bytes() >= RELIEVED * limitBytes;
    } finally {
      lock.unlock();
    }
  }

  /** Bytes on disk. */
  public long bytes() {
    return bytes.get();
  }

  /** Bytes that may be on disk. */
  public long limitBytes() {
    return limitBytes;
  }

  /** Stops handing on; what is left waits for the next run. */
  @Override
  public void close() {
    Thread draining;
    lock.lock();
    try {
      closed = true;
      draining = drain;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    join(draining);
    lock.lock();
    try {
      if (open != null) {
        open.sync();
        open.close();
        open = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("closing the spool in " + folder, e);
    } finally {
      lock.unlock();
    }
  }

  private static void join(@Nullable Thread draining) {
    try {
      if (draining != null) {
        draining.join(TimeUnit.SECONDS.toMillis(10));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
