package care.silverbell.records.answering;

import java.time.Duration;
import java.util.Locale;

/** What is promised of how fast help comes: that share of incidents within that time. */
public enum Bar {
  /** UK telecare quality framework (TSA): 97.5 % of calls are answered in 60 s. */
  ANSWER_60(Duration.ofSeconds(60), 0.975, false),
  /** The same: 99 % in 180 s. */
  ANSWER_180(Duration.ofMinutes(3), 0.99, false),
  /** MASCOT telecare performance reports: 90 % are attended within 45 min. */
  ATTEND_45(Duration.ofMinutes(45), 0.9, true),
  /** The same: all within 60 min. */
  ATTEND_60(Duration.ofMinutes(60), 1, true);

  private final Duration within;
  private final double share;
  private final boolean attending;

  Bar(Duration within, double share, boolean attending) {
    this.within = within;
    this.share = share;
    this.attending = attending;
  }

  /** How soon. */
  public Duration within() {
    return within;
  }

  /** How many of all, 0 to 1. */
  public double share() {
    return share;
  }

  /** Whether it is about being at the door, and not about having answered. */
  public boolean attending() {
    return attending;
  }

  /** As the API writes it: {@code answer-60}, {@code attend-45}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
