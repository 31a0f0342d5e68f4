package care.silverbell.ingest.intake;

import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import java.time.Instant;
import java.util.Optional;

/** Who wears which band. */
@FunctionalInterface
public interface Wearers {

  /**
   * Who wore the band at that moment; empty where nobody did or the band is not known. Never blocks
   * for long, never throws.
   */
  Optional<PersonId> wearerOf(BandSerial band, Instant at);
}
