package care.silverbell.alerting.rule;

import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * How a person's day goes, by the wall clock.
 *
 * @param wakes when they are up at the latest
 * @param sleeps when they may be in bed at the earliest
 * @param greetingBy by when there is a sign of life every morning; null where nobody looks for it
 * @param stillAtMost the longest they ever keep still while awake; null where that is learnt from
 *     them
 */
public record DayHours(
    LocalTime wakes,
    LocalTime sleeps,
    @Nullable LocalTime greetingBy,
    @Nullable Duration stillAtMost) {

  /** For whom nothing else was set. */
  public static final DayHours DEFAULT =
      new DayHours(LocalTime.of(9, 0), LocalTime.of(21, 0), null, null);

  boolean isAwake(LocalTime time) {
    return !time.isBefore(wakes) && time.isBefore(sleeps);
  }
}
