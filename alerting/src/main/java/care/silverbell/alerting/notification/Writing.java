package care.silverbell.alerting.notification;

import care.silverbell.ingest.database.DatabaseTrouble;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of a notice is written down, however long the database is away: else it is sent
 * again.
 */
final class Writing {
  private static final Logger log = LoggerFactory.getLogger(Writing.class);
  private static final Duration AGAIN_AFTER = Duration.ofMillis(300);

  private final Consumer<UUID> holdOn;
  private volatile boolean closed;

  /**
   * For all that are sent.
   *
   * @param holdOn goes on holding one: nobody could while its own writing had it locked
   */
  Writing(Consumer<UUID> holdOn) {
    this.holdOn = holdOn;
  }

  boolean isClosed() {
    return closed;
  }

  /** From now on nothing is tried again. */
  void close() {
    closed = true;
  }

  private void holdOn(UUID dispatch) {
    try {
      holdOn.accept(dispatch);
    } catch (DatabaseTrouble e) {
      log.debug("notice {} cannot be held: {}", dispatch, "" + e);
    }
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
        holdOn(dispatch);
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
