package care.silverbell.alerting.rule;

import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Vitals;
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
 * @param told whether it rings
 */
public record Finding(
    FindingKind kind,
    PersonId person,
    Instant since,
    Instant at,
    List<Evidence> readings,
    @Nullable Position position,
    Sentence why,
    Told told)
    implements Conclusion {

  /** Whether it rings for anybody. */
  public enum Told {
    RINGS,
    /**
     * Judged too long after to ring, and not known to be over: it rings once it is seen to last.
     */
    TOO_LATE,
    /** Judged too long after, of what was over long ago as likely as not. */
    PAST
  }

  /** One value, in its sign's unit. */
  public record Evidence(Sign sign, double value, Instant at) {}

  static Finding of(
      FindingKind kind,
      PersonId person,
      Instant since,
      Instant at,
      List<Evidence> readings,
      Sentence why) {
    return new Finding(kind, person, since, at, readings, null, why, Told.RINGS);
  }

  /** Whether it is kept and shown, and rings for nobody. */
  public boolean forTheRecord() {
    return told != Told.RINGS;
  }

  /** The same of a time that is past. */
  Finding asPast() {
    return new Finding(kind, person, since, at, readings, position, why, Told.PAST);
  }

  /** The same, found too late and seen to last: it rings now. */
  Finding lasts(Reading seen) {
    return new Finding(
        kind,
        person,
        since,
        seen.moment().at(),
        readings,
        seen instanceof Location fix ? fix.position() : position,
        why,
        Told.RINGS);
  }

  /** Whether a reading is of the kind in which it would be seen that it is over. */
  boolean isSeenIn(Reading reading) {
    if (kind == FindingKind.WANDERING) {
      return reading instanceof Location;
    }
    return reading instanceof Vitals vitals
        && !Boolean.FALSE.equals(vitals.signs().worn())
        && readings.stream().anyMatch(it -> vitals.signs().value(it.sign()) != null);
  }

  /** The same, found too late to ring. */
  public Finding asRecord() {
    return new Finding(kind, person, since, at, readings, position, why, Told.TOO_LATE);
  }
}
