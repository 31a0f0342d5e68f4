package care.silverbell.alerting.watch;

import care.silverbell.alerting.rule.Sentence;
import care.silverbell.ingest.reading.PersonId;
import java.time.Duration;

/** What a rule may ask of the band that a person wears. Never blocks, never throws. */
public interface BandOrders {

  /** Shows the wearer a text. */
  void say(PersonId person, Sentence text);

  /** Reports so often from now on. */
  void report(PersonId person, Duration every);
}
