package care.silverbell.records.report;

import care.silverbell.ingest.trend.DayFigures;
import care.silverbell.ingest.trend.RollUp;
import care.silverbell.records.answering.AnswerTimes.OfPerson;
import care.silverbell.records.person.Person;
import care.silverbell.records.rule.PersonLimits;
import care.silverbell.records.trend.Gap;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * One person's heart rate and incidents in one month.
 *
 * @param until the end of the month, or when it was made, where that is earlier
 * @param pulse empty where whoever asks may not see readings
 * @param incidents empty where they are not told of calls
 */
record MonthReport(
    Person person,
    YearMonth month,
    ZoneId zone,
    Instant madeAt,
    Instant until,
    Optional<Pulse> pulse,
    Optional<List<OfPerson>> incidents) {

  /** The beginning of the month. */
  Instant from() {
    return month.atDay(1).atStartOfDay(zone).toInstant();
  }

  /** The end of the month. */
  Instant to() {
    return month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
  }

  /**
   * What the band measured.
   *
   * @param hours those with a value
   * @param days those with a value
   * @param limits of the heart rate, those that stood within the month, the newest first
   */
  record Pulse(
      List<RollUp> hours, List<DayFigures> days, List<Gap> gaps, List<PersonLimits.Kept> limits) {

    /** How many minutes of the month fall in the NEWS2 bands 0 to 3. */
    int[] minutesInBands() {
      int[] minutes = new int[4];
      days.forEach(day ->
          day.minutes().forEach((rate, count) -> minutes[PulseBand.of(rate).band()] += count));
      return minutes;
    }

    /** How long it was unknown for that reason. */
    Duration unknown(Gap.Why why) {
      return gaps.stream()
          .filter(gap -> gap.why() == why)
          .map(Gap::length)
          .reduce(Duration.ZERO, Duration::plus);
    }
  }
}
