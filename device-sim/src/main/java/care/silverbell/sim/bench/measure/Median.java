package care.silverbell.sim.bench.measure;

import java.util.List;
import java.util.stream.IntStream;

/** The middle of several runs: one disturbed run does not move it. */
public final class Median {
  private Median() {}

  /**
   * @param values at least one
   */
  public static double of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no runs, no median");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /**
   * The median of service over floor, pair by pair in the order they were run: both of a pair saw
   * the same machine at nearly the same time, so its noise mostly cancels out.
   */
  public static double ofRatios(List<Double> floors, List<Double> services) {
    if (floors.size() != services.size()) {
      throw new IllegalArgumentException(
          "pairs need as many floors ("
              + floors.size()
              + ") as services ("
              + services.size()
              + ")");
    }
    return of(
        IntStream.range(0, floors.size()).mapToObj(i -> services.get(i) / floors.get(i)).toList());
  }
}
