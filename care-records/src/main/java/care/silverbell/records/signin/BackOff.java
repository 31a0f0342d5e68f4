package care.silverbell.records.signin;

import java.time.Duration;

/** How long one who has failed waits before the next try. */
final class BackOff {
  /** Longer than this nobody is kept out. */
  static final Duration LONGEST = Duration.ofMinutes(15);

  /** 2^10 s is more than the longest. */
  private static final int MOST_DOUBLINGS = 10;

  private BackOff() {}

  /**
   * Nothing before the first {@code free} failures, then 1, 2, 4 … seconds, up to 15 minutes.
   *
   * @param failures so far
   * @param free how many may fail without waiting
   */
  static Duration after(int failures, int free) {
    if (failures < free) {
      return Duration.ZERO;
    }
    Duration wait = Duration.ofSeconds(1L << Math.min(failures - free, MOST_DOUBLINGS));
    return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
  }
}
