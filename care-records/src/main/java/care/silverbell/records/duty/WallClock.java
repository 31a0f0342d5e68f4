package care.silverbell.records.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/**
 * The clock on the office's wall, which is put forward in spring and back in autumn where there is
 * daylight saving.
 */
public final class WallClock {
  private WallClock() {}

  /**
   * When the wall clock shows that time. A time that is leapt over is the moment of the leap; a
   * time that comes twice is its first coming. So later on the clock is never earlier in truth.
   */
  public static Instant instant(ZoneId zone, LocalDateTime shown) {
    ZoneOffsetTransition leap = zone.getRules().getTransition(shown);
    return leap != null && leap.isGap() ? leap.getInstant() : shown.atZone(zone).toInstant();
  }

  /** When that day begins. */
  public static Instant dawn(ZoneId zone, LocalDate day) {
    return instant(zone, day.atStartOfDay());
  }
}
