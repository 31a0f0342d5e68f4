package care.silverbell.records.attention;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.Severity;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.trend.RollUpSurvey.Bounds;
import care.silverbell.ingest.trend.RollUpSurvey.Hours;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What stands out about one person: what is open of theirs, hours with a value outside of their
 * limits, a resting heart rate far from what is usual, hours of which nothing is known.
 *
 * @param unknownHours of the last 24 whole ones, those without a heart rate
 */
record StandsOut(
    PersonId person,
    String name,
    String cell,
    List<Open> incidents,
    List<Outside> outside,
    Optional<RestingChange> resting,
    int unknownHours) {

  /** A charge takes about that long, and is no reason to ask anybody. */
  static final int CHARGING_HOURS = 4;

  /**
   * Who needs a look first: what is open, then what is outside, then what has changed, then gaps.
   */
  static final Comparator<StandsOut> FIRST =
      Comparator.comparingInt(StandsOut::worst)
          .thenComparing(Comparator.comparingInt(StandsOut::hoursOutside).reversed())
          .thenComparing(Comparator.comparingDouble(StandsOut::strangeness).reversed())
          .thenComparing(Comparator.comparingInt(StandsOut::gap).reversed())
          .thenComparing(StandsOut::name)
          .thenComparing(it -> it.person().value());

  /** Something that is being answered, or should be. */
  record Open(IncidentId id, PersonId person, String kind, Severity severity, Instant openedAt) {}

  /**
   * Hours with a value outside.
   *
   * @param byDoctor whether a doctor set the bounds for this person
   */
  record Outside(Hours hours, Bounds bounds, boolean byDoctor) {}

  /** Whether anything does. */
  boolean anything() {
    return !incidents.isEmpty() || !outside.isEmpty() || strangeness() > 0 || gap() > 0;
  }

  private int worst() {
    return incidents.stream().mapToInt(it -> rank(it.severity())).min().orElse(Integer.MAX_VALUE);
  }

  private static int rank(Severity severity) {
    return switch (severity) {
      case EMERGENCY -> 0;
      case URGENT -> 1;
      case NOTICE -> 2;
    };
  }

  private int hoursOutside() {
    return outside.stream().mapToInt(it -> it.hours().outside()).sum();
  }

  private double strangeness() {
    return resting
        .filter(RestingChange::standsOut)
        .map(it -> Math.abs(it.change()) / it.spread())
        .orElse(0.0);
  }

  private int gap() {
    return unknownHours > CHARGING_HOURS ? unknownHours : 0;
  }
}
