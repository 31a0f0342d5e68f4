package care.silverbell.sim.town;

import care.silverbell.sim.resident.Mishap;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mishap that is meant to happen.
 *
 * @param after how long after the start of the town, in its own time
 */
public record PlannedMishap(Mishap mishap, String serial, Duration after) {
  private static final Pattern WRITTEN = Pattern.compile("([a-z]+):([^@]+)(?:@(.+))?");

  /**
   * Reads {@code press:demo-0003@30s}; without a time it happens at the start.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static PlannedMishap parse(String written) {
    Matcher parts = WRITTEN.matcher(written);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a mishap is written WHAT:SERIAL@TIME, such as press:demo-0003@30s, not '%s'"
              .formatted(written));
    }
    Duration after = parts.group(3) == null ? Duration.ZERO : duration(parts.group(3));
    return new PlannedMishap(Mishap.named(parts.group(1)), parts.group(2), after);
  }

  /**
   * Reads {@code 30s}, {@code 5m}, {@code 1h30m}.
   *
   * @throws IllegalArgumentException where it is no time
   */
  public static Duration duration(String written) {
    try {
      return Duration.parse("PT" + written.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "a time is written 30s, 5m or 1h30m, not '%s'".formatted(written), e);
    }
  }
}
