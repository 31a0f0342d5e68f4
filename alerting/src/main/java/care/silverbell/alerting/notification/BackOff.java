package care.silverbell.alerting.notification;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a channel is left alone between tries: 1, 2, 4, 8 seconds, each more or less. */
final class BackOff {
  private static final int FIRST_MILLIS = 1_000;
  private static final int LONGEST_MILLIS = 60_000;

  private BackOff() {}

  /**
   * The pause after that many tries: between three quarters and five quarters of its own, so that
   * what failed together does not come back together.
   */
  static Duration after(int tries, RandomGenerator random) {
    long millis = Math.min((long) FIRST_MILLIS << Math.min(tries - 1, 10), LONGEST_MILLIS);
    return Duration.ofMillis(millis * 3 / 4 + random.nextLong(millis / 2 + 1));
  }
}
