package care.silverbell.alerting.rule;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person's own normal over the last 28 days: the heart rate at rest by time of day, and how long
 * they keep still.
 *
 * @param days on how many days it rests
 * @param longestStill the longest they kept still while awake; null where too few days tell
 */
public record Baseline(int days, Map<PartOfDay, Usual> usual, @Nullable Duration longestStill) {
  /** Fewer days say too little of anybody. */
  public static final int DAYS_NEEDED = 7;

  public Baseline {
    usual = Map.copyOf(usual);
  }

  /** Of somebody of whom nothing is known but the heart rate. */
  public Baseline(int days, Map<PartOfDay, Usual> usual) {
    this(days, usual, null);
  }

  /** A quarter of the day, by the wall clock. */
  public enum PartOfDay {
    NIGHT,
    MORNING,
    AFTERNOON,
    EVENING;

    /** The one that holds the time. */
    public static PartOfDay of(LocalTime time) {
      return values()[time.getHour() / 6];
    }
  }

  /**
   * What is usual in one part of the day, beats per minute.
   *
   * @param spread the median distance from the median, times 1.4826 (as a standard deviation where
   *     the values lie as the normal curve does)
   */
  public record Usual(double median, double spread) {}

  /** What is usual then; empty where too few days tell. */
  public Optional<Usual> at(LocalTime time) {
    return days < DAYS_NEEDED
        ? Optional.empty()
        : Optional.ofNullable(usual.get(PartOfDay.of(time)));
  }
}
