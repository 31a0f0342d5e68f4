package care.silverbell.records.answering;

import java.time.LocalTime;
import java.util.Locale;

/** The part of the day in which an incident began, by the office's wall clock. */
enum Shift {
  /** 08:00 to 16:00. */
  DAY(8),
  /** 16:00 to midnight. */
  EVENING(16),
  /** Midnight to 08:00. */
  NIGHT(0);

  private static final int HOURS = 8;

  private final int begins;

  Shift(int begins) {
    this.begins = begins;
  }

  static Shift of(LocalTime time) {
    for (Shift shift : values()) {
      if (time.getHour() >= shift.begins && time.getHour() < shift.begins + HOURS) {
        return shift;
      }
    }
    throw new IllegalStateException("no shift at " + time);
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Such as {@code 08:00-16:00}. */
  String hours() {
    return "%02d:00-%02d:00".formatted(begins, begins + HOURS);
  }
}
