package care.silverbell.ingest.repeating;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thing that is done at once and then again after each pause, in a thread of its own, until it
 * is closed. When it fails it is said once, and it goes on; when it works again that is said too.
 */
public final class Repeating implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Repeating.class);

  private final String trouble;
  private final Duration pause;
  private final Runnable work;
  private final Thread thread;
  private boolean failing;
  private volatile boolean closed;

  private Repeating(String name, Duration pause, String trouble, Runnable work) {
    this.trouble = trouble;
    this.pause = pause;
    this.work = work;
    thread = Thread.ofVirtual().name(name).unstarted(this::goOn);
  }

  /**
   * Begins.
   *
   * @param name of the thread
   * @param pause between the end of one time and the beginning of the next
   * @param trouble what is the matter while it fails, for the one who reads the log
   */
  public static Repeating every(Duration pause, String name, String trouble, Runnable work) {
    Repeating repeating = new Repeating(name, pause, trouble, work);
    repeating.thread.start();
    return repeating;
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
        once();
        Thread.sleep(pause);
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
        log.warn("{}; it is tried again every {} s", trouble, pause.toSeconds(), e);
      }
      failing = true;
    }
  }
}
