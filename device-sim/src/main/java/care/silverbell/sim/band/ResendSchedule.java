package care.silverbell.sim.band;

import java.time.Duration;

/** When a call that nobody has confirmed is sent again: after 2, 4, 8, then every 10 seconds. */
final class ResendSchedule {
  private static final long LONGEST_SECONDS = 10;

  private ResendSchedule() {}

  /**
   * The pause before a call is sent once more.
   *
   * @param times how often it has been sent by now, from 1
   */
  static Duration pauseAfter(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("a call that was never sent has no pause: " + times);
    }
    long seconds = times > 3 ? LONGEST_SECONDS : 1L << times;
    return Duration.ofSeconds(seconds);
  }
}
