package care.silverbell.sim.bench.report;

import care.silverbell.sim.bench.measure.Counts;
import care.silverbell.sim.bench.measure.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The four figures that a latency comes in: p50, p99, p99.9 and the longest of all runs. */
public final class LatencyFigures {
  private final String scenario;
  private final String way;
  private final List<Latency> floors;
  private final List<Latency> services;
  private List<Target> forP50 = List.of();
  private List<Target> forP99 = List.of();
  private List<Target> forMax = List.of();
  private String note = "";

  /**
   * @param way from where to where, such as {@code press → screen}
   * @param floors one a pair; empty when there is no floor
   */
  public LatencyFigures(String scenario, String way, List<Latency> floors, List<Latency> services) {
    this.scenario = scenario;
    this.way = way;
    this.floors = List.copyOf(floors);
    this.services = List.copyOf(services);
  }

  public LatencyFigures p50Must(Target... targets) {
    forP50 = List.of(targets);
    return this;
  }

  public LatencyFigures p99Must(Target... targets) {
    forP99 = List.of(targets);
    return this;
  }

  public LatencyFigures maxMust(Target... targets) {
    forMax = List.of(targets);
    return this;
  }

  public LatencyFigures noting(String text) {
    note = text;
    return this;
  }

  public List<Figure> figures() {
    return List.of(
        figure("p50", Latency::p50, forP50),
        figure("p99", Latency::p99, forP99),
        figure("p99.9", Latency::p999, List.of()),
        new Figure(
            scenario,
            way + " max, ms",
            longest(floors),
            longest(services),
            forMax,
            counts(),
            note));
  }

  private Figure figure(String name, ToDoubleFunction<Latency> value, List<Target> targets) {
    return new Figure(
        scenario,
        way + " " + name + ", ms",
        floors.stream().map(value::applyAsDouble).toList(),
        services.stream().map(value::applyAsDouble).toList(),
        targets,
        counts(),
        note);
  }

  private Counts counts() {
    return services.stream().map(Latency::counts).reduce(Counts.NONE, Counts::plus);
  }

  private static List<Double> longest(List<Latency> runs) {
    List<Double> longest = new ArrayList<>();
    runs.stream().mapToDouble(Latency::max).max().ifPresent(longest::add);
    return longest;
  }
}
