package care.silverbell.alerting.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * When what another instance was sending may be taken over. A database that does not answer for a
 * while lets everybody's hold run out, also of those who are well and at work: once it answers
 * again, they have a moment to say so before anything is taken from them. Used by one thread.
 */
final class OthersHold {
  private static final Duration SLOW = Duration.ofMillis(800);

  /** Longer than it takes until each instance holds anew what it is at. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  /** However long the database answers slowly, whoever died is replaced after that. */
  private static final Duration AT_MOST = Duration.ofSeconds(10);

  private @Nullable Instant before;
  private long momentEndsNanos;

  /** When it answered again; empty while it does not. */
  private OptionalLong answeredAgainNanos = OptionalLong.empty();

  /** What ran out by then may be taken over. */
  Instant ranOutBy(Instant now) {
    long nanos = System.nanoTime();
    boolean longBack =
        answeredAgainNanos.isPresent()
            && nanos - answeredAgainNanos.getAsLong() > AT_MOST.toNanos();
    if (before != null && nanos - momentEndsNanos < 0 && !longBack) {
      return before;
    }
    before = null;
    answeredAgainNanos = OptionalLong.empty();
    return now;
  }

  /**
   * The database has been asked.
   *
   * @param now when that was begun
   * @param took how long all of it took
   * @param answered whether it did
   */
  void asked(Instant now, Duration took, boolean answered) {
    if (!answered || took.compareTo(SLOW) > 0) {
      before = before == null ? now : before;
      long nanos = System.nanoTime();
      momentEndsNanos = nanos + MOMENT.toNanos();
      if (!answered) {
        answeredAgainNanos = OptionalLong.empty();
      } else if (answeredAgainNanos.isEmpty()) {
        answeredAgainNanos = OptionalLong.of(nanos);
      }
    }
  }
}
