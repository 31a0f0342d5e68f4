package care.silverbell.sim.bench.measure;

import java.util.List;

/** How fast a value grows over time: the straight line that fits its samples best. */
public final class Slope {
  private Slope() {}

  /**
   * @param values taken at even intervals
   * @param perMinute how many of them a minute holds
   * @return growth a minute, in the unit of the values; 0 for fewer than two
   */
  public static double perMinute(List<Double> values, double perMinute) {
    int n = values.size();
    if (n < 2) {
      return 0;
    }
    double meanX = (n - 1) / 2.0;
    double meanY = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double above = 0;
    double below = 0;
    for (int x = 0; x < n; x++) {
      above += (x - meanX) * (values.get(x) - meanY);
      below += (x - meanX) * (x - meanX);
    }
    return above / below * perMinute;
  }
}
