package care.silverbell;

import care.silverbell.ingest.intake.RejectedMessages;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets go of what is no longer kept, once an hour. */
final class Housekeeping implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private final Thread thread;

  private Housekeeping(Thread thread) {
    this.thread = thread;
  }

  static Housekeeping start(RejectedMessages rejected, InstantSource clock) {
    return new Housekeeping(
        Thread.ofVirtual().name("housekeeping").start(() -> keep(rejected, clock)));
  }

  private static void keep(RejectedMessages rejected, InstantSource clock) {
    try {
      while (true) {
        try {
          rejected.prune(clock.instant());
        } catch (RuntimeException e) {
          log.warn("old rejected messages could not be let go of", e);
        }
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
