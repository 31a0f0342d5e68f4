package care.silverbell.sim;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times as people write and read them on a command line. */
final class Times {
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private Times() {}

  /**
   * Reads ISO 8601 with an offset or Z.
   *
   * @throws IllegalArgumentException where it is no time
   */
  static Instant instant(String written) {
    try {
      return OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "a moment is written 2026-03-01T06:00:00+08:00 or 2026-02-28T22:00:00Z, not '%s'"
              .formatted(written),
          e);
    }
  }

  /** For people, by the machine's own zone. */
  static String local(Instant at) {
    return LOCAL.format(at.atZone(ZoneId.systemDefault()));
  }
}
