package care.silverbell.records.attention;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How the resting heart rate of the newest day stands to the days before it.
 *
 * @param day the newest that has a resting value
 * @param now its resting value, beats per minute
 * @param usual the median of the days before
 * @param spread their median distance from it, times 1.4826, and at least 1
 * @param days how many days before there are
 */
record RestingChange(LocalDate day, double now, double usual, double spread, int days) {
  /** Fewer days say too little of anybody, as for a baseline. */
  static final int DAYS_NEEDED = 7;

  private static final double AS_A_DEVIATION = 1.4826;
  private static final double FAR = 3;

  /** Less is how far a figure of whole beats swings by itself, however steady somebody is. */
  private static final double BEATS = 5;

  /** Empty where there is no such day, or too few before it. */
  static Optional<RestingChange> of(SortedMap<LocalDate, Double> resting) {
    if (resting.size() <= DAYS_NEEDED) {
      return Optional.empty();
    }
    LocalDate newest = resting.lastKey();
    List<Double> before = new ArrayList<>(resting.headMap(newest).values());
    double usual = median(before);
    double spread = median(before.stream().map(it -> Math.abs(it - usual)).toList());
    return Optional.of(
        new RestingChange(
            newest,
            resting.getOrDefault(newest, usual),
            usual,
            Math.max(1, spread * AS_A_DEVIATION),
            before.size()));
  }

  /** Beats per minute, up or down. */
  double change() {
    return now - usual;
  }

  /** Three spreads and five beats or more from what is usual. */
  boolean standsOut() {
    return Math.abs(change()) >= Math.max(BEATS, FAR * spread);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
