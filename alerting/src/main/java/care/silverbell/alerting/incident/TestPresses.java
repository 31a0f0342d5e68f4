package care.silverbell.alerting.incident;

import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which presses are tests. It is asked on the road of every press: it answers from memory, and
 * never throws.
 */
@FunctionalInterface
public interface TestPresses {
  /** Every press is real. */
  TestPresses NONE = (_, _, _) -> false;

  /**
   * Whether a press of that band at that moment is a test.
   *
   * @param person null where nobody is known to wear the band
   */
  boolean isTest(@Nullable PersonId person, BandSerial band, Instant at);

  /** Whether the band is the canary's. */
  default boolean isCanary(BandSerial band) {
    return false;
  }

  /** What a press of that band at that moment is for. */
  default Purpose purposeOf(@Nullable PersonId person, BandSerial band, Instant at) {
    if (isCanary(band)) {
      return Purpose.CANARY;
    }
    return isTest(person, band, at) ? Purpose.TEST : Purpose.REAL;
  }
}
