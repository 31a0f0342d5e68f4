package care.silverbell.records.report;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.trend.RollUps;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Sight;
import care.silverbell.records.answering.AnswerTimes;
import care.silverbell.records.person.People;
import care.silverbell.records.person.Person;
import care.silverbell.records.rule.PersonLimits;
import care.silverbell.records.trend.Ribbon;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Gathers what a month's report tells of somebody, as far as its reader may see it. */
public final class MonthReports {
  private static final int MOST_INCIDENTS = 500;

  private final People people;
  private final TelemetryStore telemetry;
  private final RollUps rollUps;
  private final PersonLimits limits;
  private final AnswerTimes times;
  private final InstantSource clock;

  /** Reads from all of these. */
  public MonthReports(
      People people,
      TelemetryStore telemetry,
      RollUps rollUps,
      PersonLimits limits,
      AnswerTimes times,
      InstantSource clock) {
    this.people = people;
    this.telemetry = telemetry;
    this.rollUps = rollUps;
    this.limits = limits;
    this.times = times;
    this.clock = clock;
  }

  /** Whose calendar the months are of. */
  ZoneId zone() {
    return rollUps.zone();
  }

  /** The month that it is. */
  YearMonth thisMonth() {
    return YearMonth.from(clock.instant().atZone(zone()));
  }

  /** Gathers it; empty where there is no such person. */
  Optional<MonthReport> of(PersonId id, YearMonth month, Sight sight) {
    return people.find(id).map(person -> of(person, month, sight));
  }

  private MonthReport of(Person person, YearMonth month, Sight sight) {
    Instant now = clock.instant();
    Instant from = month.atDay(1).atStartOfDay(zone()).toInstant();
    Instant ends = month.plusMonths(1).atDay(1).atStartOfDay(zone()).toInstant();
    Instant to = ends.isAfter(now) ? now : ends;
    return new MonthReport(
        person,
        month,
        zone(),
        now,
        to,
        sight.shows(Aspect.READINGS)
            ? Optional.of(pulse(person.id(), month, from, to))
            : Optional.empty(),
        sight.shows(Aspect.CALLS)
            ? Optional.of(times.ofPerson(person.id(), from, to, now, MOST_INCIDENTS))
            : Optional.empty());
  }

  private MonthReport.Pulse pulse(PersonId person, YearMonth month, Instant from, Instant to) {
    Ribbon ribbon = Ribbon.byHours(telemetry, rollUps, person, Sign.HEART_RATE, from, to);
    List<PersonLimits.Kept> within =
        limits.list(person).stream()
            .filter(it -> it.sign() == Sign.HEART_RATE && it.since().isBefore(to))
            .filter(it -> Optional.ofNullable(it.until()).map(from::isBefore).orElse(true))
            .toList();
    return new MonthReport.Pulse(
        ribbon.pieces(),
        rollUps.days(person, Sign.HEART_RATE, month.atDay(1), month.atEndOfMonth()),
        ribbon.gaps(),
        within);
  }
}
