package care.silverbell.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every press that was made, and when the screen showed it. A band's presses join one open
 * incident, so its n-th press is on the screen as soon as the incident counts n.
 */
final class PressLog {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<String, List<Made>> madeBy = new LinkedHashMap<>();

  /** One press; {@code shown} is 0 until the screen has it. Both in System.nanoTime. */
  private static final class Made {
    final String id;
    final long due;
    long shown;

    Made(String id, long due) {
      this.id = id;
      this.due = due;
    }
  }

  /** A band is pressed; {@code due} is when that was meant to be. */
  synchronized void made(String band, String id, long due) {
    madeBy.computeIfAbsent(band, _ -> new ArrayList<>()).add(new Made(id, due));
  }

  /** The screen shows a band's incident with so many presses. */
  synchronized void shown(String band, int presses, long now) {
    List<Made> made = madeBy.getOrDefault(band, List.of());
    for (Made press : made.subList(0, Math.min(presses, made.size()))) {
      if (press.shown == 0) {
        press.shown = now;
      }
    }
  }

  /** How many were made. */
  synchronized int count() {
    return madeBy.values().stream().mapToInt(List::size).sum();
  }

  /** What was made between two moments and the screen has not shown. */
  synchronized List<String> unseen(long from, long to) {
    List<String> unseen = new ArrayList<>();
    madeBy.forEach((band, made) ->
        made.stream()
            .filter(it -> it.shown == 0 && it.due >= from && it.due < to)
            .forEach(it -> unseen.add(band + " " + it.id)));
    return unseen;
  }

  /** The ids of all presses, by band. */
  synchronized Map<String, List<String>> ids() {
    Map<String, List<String>> ids = new TreeMap<>();
    madeBy.forEach((band, made) -> ids.put(band, made.stream().map(it -> it.id).toList()));
    return ids;
  }

  /** How long the presses made between two moments took to the screen, shortest first. */
  synchronized Waits between(long from, long to) {
    return new Waits(
        madeBy.values().stream()
            .flatMap(List::stream)
            .filter(it -> it.due >= from && it.due < to)
            .map(it ->
                it.shown == 0 ? Double.POSITIVE_INFINITY : (it.shown - it.due) / NANOS_PER_MILLI)
            .sorted()
            .toList());
  }

  /** Milliseconds from press to screen; infinite for a press that is not shown. */
  record Waits(List<Double> millis) {
    double percentile(double percent) {
      if (millis.isEmpty()) {
        return Double.NaN;
      }
      int rank = (int) Math.ceil(percent / 100 * millis.size());
      return millis.get(Math.max(0, rank - 1));
    }

    @Override
    public String toString() {
      return "%,6d presses, press to screen p50 %,9.1f ms, p99 %,9.1f ms, max %,9.1f ms"
          .formatted(millis.size(), percentile(50), percentile(99), percentile(100));
    }
  }
}
