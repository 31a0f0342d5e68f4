package care.silverbell.ingest.repeating;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thing that is done when it is woken, and after each pause in any case, in a thread of its
 * own, until it is closed. A waking while it is at work is not lost: it is done once more. When it
 * fails it is said once, and it goes on; when it works again that is said too.
 */
public final class Woken implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Woken.class);

  private final String trouble;
  private final Duration pause;
  private final Duration rest;
  private final Runnable work;
  private final Semaphore bell = new Semaphore(0);
  private final Thread thread;
  private boolean failing;
  private volatile boolean closed;

  private Woken(String name, Duration pause, Duration rest, String trouble, Runnable work) {
    this.trouble = trouble;
    this.pause = pause;
    this.rest = rest;
    this.work = work;
    thread = Thread.ofVirtual().name(name).unstarted(this::goOn);
  }

  /**
   * Begins.
   *
   * @param name of the thread
   * @param pause the longest there is between the end of one time and the beginning of the next
   * @param trouble what is the matter while it fails, for the one who reads the log
   */
  public static Woken every(Duration pause, String name, String trouble, Runnable work) {
    return every(pause, Duration.ZERO, name, trouble, work);
  }

  /**
   * The same, for what may be woken very often.
   *
   * @param rest the shortest there is between two beginnings: wakings within it are one. One that
   *     comes after a longer pause does not wait.
   */
  public static Woken every(
      Duration pause, Duration rest, String name, String trouble, Runnable work) {
    Woken woken = new Woken(name, pause, rest, trouble, work);
    woken.thread.start();
    return woken;
  }

  /** Wakes it; never blocks. */
  public void wake() {
    if (bell.availablePermits() == 0) {
      bell.release();
    }
  }

  /** Ends it at once, without waiting for what is being done. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void goOn() {
    try {
      while (!closed) {
        long restedNanos = System.nanoTime() + rest.toNanos();
        once();
        if (bell.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          TimeUnit.NANOSECONDS.sleep(restedNanos - System.nanoTime());
          bell.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void once() {
    try {
      work.run();
      if (failing) {
        log.info("over: {}", trouble);
      }
      failing = false;
    } catch (RuntimeException e) {
      if (!failing && !closed) {
        log.warn("{}; it is tried again every {} s", trouble, pause.toMillis() / 1e3, e);
      }
      failing = true;
    }
  }
}
