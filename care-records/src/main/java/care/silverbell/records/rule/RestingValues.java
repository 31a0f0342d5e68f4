package care.silverbell.records.rule;

import care.silverbell.alerting.rule.Baseline;
import care.silverbell.alerting.rule.Baseline.PartOfDay;
import care.silverbell.alerting.rule.Baseline.Usual;
import care.silverbell.ingest.reading.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers a person's resting heart rates. The definition: a heart rate of a band on the wrist,
 * which the band itself calls at rest, or, where it does not say, with no step in the five minutes
 * before. A day tells with 10 such values or more; a part of the day (a quarter) is told where as
 * many days have such values in it as a baseline needs. Rates are counted and not kept, so that a
 * month of anybody's takes the same room.
 */
final class RestingValues {
  private static final Duration REST_AFTER = Duration.ofMinutes(5);
  private static final int VALUES_A_DAY = 10;
  private static final int VALUES_A_PART = 30;
  private static final int FASTEST = 400;

  private final ZoneId clock;
  private final Map<PartOfDay, int[]> counts = new EnumMap<>(PartOfDay.class);
  private final Map<LocalDate, Integer> days = new HashMap<>();
  private final Map<PartOfDay, Set<LocalDate>> daysOfPart = new EnumMap<>(PartOfDay.class);
  private @Nullable Integer steps;
  private @Nullable Instant steppedAt;

  RestingValues(ZoneId clock) {
    this.clock = clock;
  }

  /** Takes values in, in the order of their time. */
  void take(List<Vitals> vitals) {
    for (Vitals it : vitals) {
      Instant at = it.moment().at();
      Integer count = it.signs().steps();
      if (count != null) {
        if (steps != null && !count.equals(steps) && count > 0) {
          steppedAt = at;
        }
        steps = count;
      }
      Integer rate = it.signs().heartRate();
      if (rate != null && rate > 0 && rate < FASTEST && isAtRest(it)) {
        ZonedDateTime wall = at.atZone(clock);
        PartOfDay part = PartOfDay.of(wall.toLocalTime());
        counts.computeIfAbsent(part, _ -> new int[FASTEST])[rate]++;
        days.merge(wall.toLocalDate(), 1, Integer::sum);
        daysOfPart.computeIfAbsent(part, _ -> new HashSet<>()).add(wall.toLocalDate());
      }
    }
  }

  private boolean isAtRest(Vitals vitals) {
    if (Boolean.FALSE.equals(vitals.signs().worn())) {
      return false;
    }
    Boolean told = vitals.signs().atRest();
    return told == null
        ? steppedAt == null || steppedAt.isBefore(vitals.moment().at().minus(REST_AFTER))
        : told;
  }

  /**
   * What they come to.
   *
   * @param longestStill is put beside them
   */
  Baseline baseline(@Nullable Duration longestStill) {
    Map<PartOfDay, Usual> usual = new EnumMap<>(PartOfDay.class);
    counts.forEach((part, rates) -> {
      if (sum(rates) >= VALUES_A_PART && days(part) >= Baseline.DAYS_NEEDED) {
        double median = median(rates);
        int[] distances = new int[2 * FASTEST];
        for (int rate = 0; rate < FASTEST; rate++) {
          // In halves, because a median may lie between two values.
          distances[(int) Math.abs(2 * rate - 2 * median)] += rates[rate];
        }
        usual.put(part, new Usual(median, median(distances) / 2 * 1.4826));
      }
    });
    long told = days.values().stream().filter(it -> it >= VALUES_A_DAY).count();
    return new Baseline((int) told, usual, longestStill);
  }

  private int days(PartOfDay part) {
    return daysOfPart.getOrDefault(part, Set.of()).size();
  }

  private static int sum(int[] counts) {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  private static double median(int[] counts) {
    int sum = sum(counts);
    return (at(counts, (sum - 1) / 2) + at(counts, sum / 2)) / 2.0;
  }

  /** The value at that place, from 0, of all in order. */
  private static int at(int[] counts, int place) {
    int before = 0;
    for (int value = 0; value < counts.length; value++) {
      before += counts[value];
      if (before > place) {
        return value;
      }
    }
    return counts.length - 1;
  }
}
