package care.silverbell.ingest.trend;

import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.telemetry.TelemetryStore.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rolls up one day of one sign: a pure function of the day's minutes.
 *
 * <p>The <b>resting value</b> of a day is the 10th percentile (nearest rank) of the means of its
 * five-minute windows, where at least 36 of those windows (three hours) have a value. It needs no
 * word from the band on whether its wearer rests, forgives single artefacts, and is the same
 * whichever store the readings come from.
 */
public final class DayRule {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int FEWEST_WINDOWS = 36;
  private static final double RESTING_SHARE = 0.10;
  private static final int NIGHT_BEGINS = 22;
  private static final int NIGHT_ENDS = 6;
  private static final int TENTHS = 10;

  private DayRule() {}

  /**
   * A day rolled up.
   *
   * @param hours those in which there is a value, each counted from the day's beginning
   */
  public record Rolled(DayFigures day, List<RollUp> hours) {}

  /** When the day begins; the first moment there is where the clock leaps over midnight. */
  public static Instant begins(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }

  /**
   * Rolls the day up.
   *
   * @param minutes the day's one-minute windows in order of time
   * @return empty where there is no value on that day
   */
  public static Optional<Rolled> roll(Sign sign, LocalDate day, ZoneId zone, List<Window> minutes) {
    if (minutes.isEmpty()) {
      return Optional.empty();
    }
    Instant begins = begins(day, zone);
    DayFigures figures =
        new DayFigures(
            day,
            together(begins, minutes),
            resting(begins, minutes),
            mean(minutes, window -> isNight(window, zone)),
            mean(minutes, window -> !isNight(window, zone)),
            minutesAt(sign, minutes));
    return Optional.of(new Rolled(figures, stretches(begins, minutes, HOUR)));
  }

  /** One-minute windows gathered into longer ones that are counted from a beginning. */
  static List<RollUp> stretches(Instant begins, List<Window> minutes, Duration every) {
    Map<Instant, List<Window>> gathered = new TreeMap<>();
    for (Window window : minutes) {
      long number =
          Math.floorDiv(Duration.between(begins, window.at()).toMillis(), every.toMillis());
      gathered
          .computeIfAbsent(begins.plus(every.multipliedBy(number)), _ -> new ArrayList<>())
          .add(window);
    }
    return gathered.entrySet().stream()
        .map(entry -> together(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The length of the windows that a day is rolled up from. */
  static Duration grain() {
    return MINUTE;
  }

  private static RollUp together(Instant at, Collection<Window> windows) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    double sum = 0;
    long count = 0;
    for (Window window : windows) {
      least = Math.min(least, window.min());
      greatest = Math.max(greatest, window.max());
      sum += window.mean() * window.count();
      count += window.count();
    }
    return new RollUp(at, least, sum / count, greatest, count);
  }

  private static @Nullable Double resting(Instant begins, List<Window> minutes) {
    List<Double> means =
        stretches(begins, minutes, FIVE_MINUTES).stream().map(RollUp::mean).sorted().toList();
    if (means.size() < FEWEST_WINDOWS) {
      return null;
    }
    return means.get((int) Math.ceil(means.size() * RESTING_SHARE) - 1);
  }

  private static @Nullable Double mean(List<Window> minutes, Predicate<Window> which) {
    List<Window> those = minutes.stream().filter(which).toList();
    return those.isEmpty() ? null : together(Instant.EPOCH, those).mean();
  }

  private static boolean isNight(Window window, ZoneId zone) {
    int hour = window.at().atZone(zone).getHour();
    return hour >= NIGHT_BEGINS || hour < NIGHT_ENDS;
  }

  private static Map<Integer, Integer> minutesAt(Sign sign, List<Window> minutes) {
    Map<Integer, Integer> at = new TreeMap<>();
    int scale = sign == Sign.TEMPERATURE ? TENTHS : 1;
    minutes.forEach(window -> at.merge((int) Math.round(window.mean() * scale), 1, Integer::sum));
    return at;
  }
}
