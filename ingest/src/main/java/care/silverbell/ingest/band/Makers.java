package care.silverbell.ingest.band;

import care.silverbell.ingest.reading.BandSerial;

/** Which maker's way a band has. */
@FunctionalInterface
public interface Makers {

  /**
   * The way of that band; {@link MakersWay#CONTRACT} where nothing is known of it. Asked for every
   * message: never blocks, never throws.
   */
  MakersWay wayOf(BandSerial band);
}
