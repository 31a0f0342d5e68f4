package care.silverbell.ingest.reading;

/** The vital signs of a person at one moment. */
public record Vitals(PersonId person, Moment moment, Signs signs) implements Reading {}
