package care.silverbell.sim.bench.report;

import care.silverbell.sim.bench.measure.Counts;
import care.silverbell.sim.bench.measure.Median;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One measured quantity of a scenario, run by run, with what it must reach.
 *
 * @param measure what was measured, with its unit, such as {@code press → screen p99, ms}
 * @param floors the floor's value in each pair, in the order run; empty when there is no floor
 * @param services the service's value in each pair (or run), in the order run
 * @param counts messages of the service's runs together; {@link Counts#NONE} where none are counted
 * @param note what a reader must know to read the figure; empty when nothing
 */
public record Figure(
    String scenario,
    String measure,
    List<Double> floors,
    List<Double> services,
    List<Target> targets,
    Counts counts,
    String note) {

  /** Whether all targets of a figure were reached. */
  public enum Verdict {
    MET,
    MISSED,
    NO_TARGET
  }

  public Figure {
    floors = List.copyOf(floors);
    services = List.copyOf(services);
    targets = List.copyOf(targets);
    if (services.isEmpty()) {
      throw new IllegalArgumentException(measure + " was not measured");
    }
  }

  /** A figure without a floor. */
  public static Figure alone(
      String scenario,
      String measure,
      List<Double> services,
      List<Target> targets,
      Counts counts,
      String note) {
    return new Figure(scenario, measure, List.of(), services, targets, counts, note);
  }

  /** The median of the floor's runs. */
  public OptionalDouble floor() {
    return floors.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Median.of(floors));
  }

  /** The median of the service's runs. */
  public double service() {
    return Median.of(services);
  }

  /** The median of the ratios service over floor, pair by pair. */
  public OptionalDouble ratio() {
    return floors.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Median.ofRatios(floors, services));
  }

  public Verdict verdict() {
    if (targets.isEmpty()) {
      return Verdict.NO_TARGET;
    }
    return targets.stream().allMatch(target -> target.isMetBy(this)) ? Verdict.MET : Verdict.MISSED;
  }
}
