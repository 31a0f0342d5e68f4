package care.silverbell.ingest.repeating;

import java.time.Duration;

/**
 * One thing that is done at once and then again after each pause, in a thread of its own, until it
 * is closed. When it fails it is said once, and it goes on; when it works again that is said too.
 */
public final class Repeating implements AutoCloseable {
  /** Nobody wakes it. */
  private final Woken work;

  private Repeating(Woken work) {
    this.work = work;
  }

  /**
   * Begins.
   *
   * @param name of the thread
   * @param pause between the end of one time and the beginning of the next
   * @param trouble what is the matter while it fails, for the one who reads the log
   */
  public static Repeating every(Duration pause, String name, String trouble, Runnable work) {
    return new Repeating(Woken.every(pause, name, trouble, work));
  }

  /** Ends it at once, without waiting for what is being done. */
  @Override
  public void close() {
    work.close();
  }
}
