package care.silverbell.sim.bench.report;

/**
 * What a figure must reach.
 *
 * @param what it binds: the ratio to the floor, the service's own value, or its lost and duplicated
 * @param bound in the figure's unit; for a ratio without one
 */
public record Target(What what, double bound) {
  /** The side of a figure that a target binds, and in which direction. */
  public enum What {
    RATIO_AT_LEAST,
    RATIO_AT_MOST,
    VALUE_AT_MOST,
    NOTHING_LOST
  }

  public static Target ratioAtLeast(double bound) {
    return new Target(What.RATIO_AT_LEAST, bound);
  }

  public static Target ratioAtMost(double bound) {
    return new Target(What.RATIO_AT_MOST, bound);
  }

  public static Target atMost(double bound) {
    return new Target(What.VALUE_AT_MOST, bound);
  }

  /** None lost and none duplicated. */
  public static Target nothingLost() {
    return new Target(What.NOTHING_LOST, 0);
  }

  boolean isMetBy(Figure figure) {
    return switch (what) {
      case RATIO_AT_LEAST -> figure.ratio().orElse(Double.NaN) >= bound;
      case RATIO_AT_MOST -> figure.ratio().orElse(Double.NaN) <= bound;
      case VALUE_AT_MOST -> figure.service() <= bound;
      case NOTHING_LOST -> figure.counts().lost() == 0 && figure.counts().duplicated() == 0;
    };
  }

  @Override
  public String toString() {
    return switch (what) {
      case RATIO_AT_LEAST -> "ratio ≥ " + number();
      case RATIO_AT_MOST -> "ratio ≤ " + number();
      case VALUE_AT_MOST -> "≤ " + number();
      case NOTHING_LOST -> "lost 0";
    };
  }

  private String number() {
    return bound == Math.rint(bound) ? "%,.0f".formatted(bound) : Double.toString(bound);
  }
}
