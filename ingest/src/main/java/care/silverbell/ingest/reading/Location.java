package care.silverbell.ingest.reading;

/** Where a person was at one moment. */
public record Location(PersonId person, Moment moment, Position position) implements Reading {}
