package care.silverbell.ingest.telemetry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the stores keep them: whole milliseconds. */
final class WholeMillis {
  private WholeMillis() {}

  /** The bound itself, or the next millisecond where it falls between two of them. */
  static Instant notBefore(Instant bound) {
    Instant whole = bound.truncatedTo(ChronoUnit.MILLIS);
    return whole.isBefore(bound) ? whole.plusMillis(1) : whole;
  }
}
