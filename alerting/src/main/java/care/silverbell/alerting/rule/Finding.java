package care.silverbell.alerting.rule;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Sign;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule concludes from readings: an alarm that nobody pressed.
 *
 * @param since when the condition began
 * @param at when it had lasted long enough
 * @param readings those that it rests on
 * @param position where the person was; null where that is not known or says nothing
 * @param why explains it
 * @param forTheRecord judged so long after that it rings for nobody
 */
public record Finding(
    FindingKind kind,
    PersonId person,
    Instant since,
    Instant at,
    List<Evidence> readings,
    @Nullable Position position,
    Sentence why,
    boolean forTheRecord)
    implements Conclusion {

  /** One value, in its sign's unit. */
  public record Evidence(Sign sign, double value, Instant at) {}

  static Finding of(
      FindingKind kind,
      PersonId person,
      Instant since,
      Instant at,
      List<Evidence> readings,
      Sentence why) {
    return new Finding(kind, person, since, at, readings, null, why, false);
  }

  /** The same, found too late to ring. */
  public Finding asRecord() {
    return new Finding(kind, person, since, at, readings, position, why, true);
  }
}
