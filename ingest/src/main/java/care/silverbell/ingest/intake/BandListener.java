package care.silverbell.ingest.intake;

import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.BandState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who is told that a band was heard, whoever wears it and whatever it said. */
@FunctionalInterface
public interface BandListener {

  /**
   * A band was heard. Told for every message: never blocks, never throws.
   *
   * @param at when the service got it; of what a broker had kept, when the band said it
   * @param state what it said of itself; null where it spoke of something else. Where that is not
   *     online, the broker said it in the band's stead
   */
  void onHeard(BandSerial band, Instant at, @Nullable BandState state);
}
