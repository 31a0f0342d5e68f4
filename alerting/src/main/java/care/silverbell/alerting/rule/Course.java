package care.silverbell.alerting.rule;

import care.silverbell.ingest.reading.Location;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which way somebody goes, and how fast, by their newest fixes.
 *
 * @param metresPerSecond as the crow flies
 * @param degrees 0 is north, 90 is east
 */
public record Course(double metresPerSecond, double degrees) {
  /** Long enough that a single step of a fix says nothing, short enough to see that they turn. */
  private static final Duration OVER = Duration.ofSeconds(90);

  private static final Duration SEEN_WITHIN = Duration.ofMinutes(10);
  private static final Duration LEAST = Duration.ofSeconds(10);

  /** Whoever moves less than this is standing, and faces nowhere. */
  private static final double STANDING_METRES = 15;

  /**
   * The course at that time; empty where the fixes do not tell.
   *
   * @param fixes in the order of their time
   */
  public static Optional<Course> of(List<Location> fixes, Instant now) {
    if (fixes.isEmpty()) {
      return Optional.empty();
    }
    Location last = fixes.getLast();
    Instant at = last.moment().at();
    if (at.isBefore(now.minus(SEEN_WITHIN))) {
      return Optional.empty();
    }
    // Where fixes are seldom, the one before tells, however long ago it was.
    Location first = fixes.size() < 2 ? last : fixes.get(fixes.size() - 2);
    for (Location fix : fixes) {
      if (!fix.moment().at().isBefore(at.minus(OVER))) {
        first = fix.equals(last) ? first : fix;
        break;
      }
    }
    Duration took = Duration.between(first.moment().at(), at);
    if (took.compareTo(LEAST) < 0) {
      return Optional.empty();
    }
    double metres = Earth.metres(first.position(), last.position());
    return metres < STANDING_METRES
        ? Optional.of(new Course(0, 0))
        : Optional.of(
            new Course(
                metres / (took.toMillis() / 1000.0),
                Earth.heading(first.position(), last.position())));
  }

  /** Whether they stand still. */
  public boolean stands() {
    return metresPerSecond == 0;
  }
}
