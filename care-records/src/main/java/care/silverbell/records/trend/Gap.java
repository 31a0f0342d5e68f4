package care.silverbell.records.trend;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A stretch of which nothing is known of a sign; nothing may be drawn across it. */
public record Gap(Instant from, Instant to, Why why) {

  /** Why nothing is known. */
  public enum Why {
    /** The band had said that it is on no wrist (未佩戴). */
    NOT_WORN,
    /** Nothing was heard of the band (无信号). */
    NO_SIGNAL,
    /** The band was heard of, and said nothing of this sign. */
    NOT_MEASURED;

    /** As the contract writes it. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How long it is. */
  public Duration length() {
    return Duration.between(from, to);
  }
}
