package care.silverbell.alerting.watch;

import care.silverbell.ingest.database.DatabaseTrouble;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is yet to be put on disk, in order; it stays here until it is. While the database is away
 * everything waits. What the database refuses for what it says is put down in another way, so that
 * nothing stands behind it for ever.
 */
final class Untold {
  private static final Logger log = LoggerFactory.getLogger(Untold.class);

  private final Queue<Saying> sayings = new ConcurrentLinkedQueue<>();
  private final Runnable refused;

  /** Counts with that what was refused both ways. */
  Untold(Runnable refused) {
    this.refused = refused;
  }

  private record Saying(Runnable way, Runnable plainly) {}

  /** Adds something that is said in one way, and, where that is refused, plainly. */
  void add(Runnable way, Runnable plainly) {
    sayings.add(new Saying(way, plainly));
  }

  /** One at a time, so that whoever returns from here knows that all before it is on disk. */
  synchronized void tellAll() {
    for (Saying next = sayings.peek(); next != null; next = sayings.peek()) {
      if (!isSaid(next.way) && !isSaid(next.plainly)) {
        refused.run();
      }
      sayings.remove();
    }
  }

  /**
   * Whether it is on disk, and not refused.
   *
   * @throws DatabaseTrouble where another try may succeed
   */
  private static boolean isSaid(Runnable way) {
    try {
      way.run();
      return true;
    } catch (DatabaseTrouble e) {
      if (!e.isForGood()) {
        throw e;
      }
      log.error("what was found cannot be put on disk as it is", e);
      return false;
    }
  }
}
