package care.silverbell.alerting.rule;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Sign;
import java.time.Instant;

/** What a rule concludes about one person at one moment of the readings' own time. */
public sealed interface Conclusion permits Finding, Conclusion.Over, Conclusion.SecondReading {

  /** Whom it is about. */
  PersonId person();

  /** When it became so, by the readings' own time. */
  Instant at();

  /**
   * What was found is so no longer.
   *
   * @param since the finding's own
   */
  record Over(FindingKind kind, PersonId person, Instant since, Instant at, Sentence why)
      implements Conclusion {}

  /** One bad reading alone rings nobody: the wearer is asked to measure once more. */
  record SecondReading(Sign sign, PersonId person, Instant at, Sentence asks)
      implements Conclusion {}
}
