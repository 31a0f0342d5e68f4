package care.silverbell.alerting.rule;

import care.silverbell.ingest.reading.PersonId;

/** Where the rules look up what was set for a person. */
@FunctionalInterface
public interface LimitsBook {

  /** What is known of them; asked for every reading, so it never blocks and never throws. */
  Watched of(PersonId person);
}
