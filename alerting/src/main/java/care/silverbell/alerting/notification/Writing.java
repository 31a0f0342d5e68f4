package care.silverbell.alerting.notification;

import care.silverbell.ingest.database.DatabaseTrouble;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of a notice is written down, however long the database is away: else it is sent
 * again.
 */
final class Writing {
  private static final Logger log = LoggerFactory.getLogger(Writing.class);
  private static final Duration AGAIN_AFTER = Duration.ofMillis(300);

  private volatile boolean closed;

  boolean isClosed() {
    return closed;
  }

  /** From now on nothing is tried again. */
  void close() {
    closed = true;
  }

  /** Returns once it is written, or once this is closed. */
  void untilDone(UUID dispatch, Runnable written) {
    while (true) {
      try {
        written.run();
        return;
      } catch (DatabaseTrouble e) {
        if (closed) {
          return;
        }
        log.warn("what became of notice {} cannot be written yet: {}", dispatch, "" + e);
      }
      try {
        Thread.sleep(AGAIN_AFTER);
      } catch (InterruptedException _) {
        if (closed) {
          return;
        }
      }
    }
  }
}
