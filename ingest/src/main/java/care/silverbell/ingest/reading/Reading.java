package care.silverbell.ingest.reading;

/**
 * One thing a band said about its wearer at one moment. Its key is (person, kind, time): the same
 * reading twice is one.
 */
public sealed interface Reading permits Vitals, Location, BandStatus {

  /** Whom it is about: who wore the band at that moment. */
  PersonId person();

  /** When it was so. */
  Moment moment();
}
