package care.silverbell.ingest.reading;

/** How the band on a person's wrist was at one moment. */
public record BandStatus(PersonId person, Moment moment, BandSerial band, BandState state)
    implements Reading {}
