package care.silverbell.alerting.rule;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;

/** When in the week something holds; no stretch at all means always. */
public record HoursOfWeek(List<Stretch> stretches) {
  /** At any time. */
  public static final HoursOfWeek ALWAYS = new HoursOfWeek(List.of());

  public HoursOfWeek {
    stretches = List.copyOf(stretches);
  }

  /**
   * From a time of one day to a time of the same day; where {@code to} is not later it reaches into
   * the next day.
   */
  public record Stretch(DayOfWeek day, LocalTime from, LocalTime to) {
    boolean holds(DayOfWeek onDay, LocalTime time) {
      boolean overnight = !to.isAfter(from);
      if (onDay == day) {
        return !time.isBefore(from) && (overnight || time.isBefore(to));
      }
      return overnight && onDay == day.plus(1) && time.isBefore(to);
    }
  }

  /** Whether it holds at that time. */
  public boolean hold(ZonedDateTime at) {
    return stretches.isEmpty()
        || stretches.stream().anyMatch(it -> it.holds(at.getDayOfWeek(), at.toLocalTime()));
  }
}
