package care.silverbell.sim.bench;

import care.silverbell.sim.bench.scenario.BenchPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How long and how hard to measure, as options; each has a value for {@code --quick}. */
final class BenchEffort {
  private static final int SECONDS_PER_MINUTE = 60;

  @Option(names = "--quick", description = "A short look: too few runs for a figure to be quoted.")
  private boolean quick;

  @Option(names = "--pairs", paramLabel = "N", description = "Runs of each (default 5; quick 2).")
  private Optional<Integer> pairs = Optional.empty();

  @Option(
      names = "--backlog",
      paramLabel = "N",
      description = "Readings in a drain (default 200000; quick 40000).")
  private Optional<Integer> backlog = Optional.empty();

  @Option(
      names = "--presses",
      paramLabel = "N",
      description = "Presses in a round (default 300; quick 50).")
  private Optional<Integer> presses = Optional.empty();

  @Option(names = "--press-rate", paramLabel = "N", description = "Presses a second (default 5).")
  private double pressRate = 5;

  @Option(
      names = "--load",
      paramLabel = "N",
      description = "Readings a second beside presses (default 10000).")
  private int load = 10_000;

  @Option(
      names = "--stored-seconds",
      paramLabel = "N",
      description = "How long readings are followed into the store (default 30; quick 8).")
  private Optional<Integer> storedSeconds = Optional.empty();

  @Option(
      names = "--memory-minutes",
      paramLabel = "N",
      description = "How long memory is watched (default 3; quick 0.5).")
  private Optional<Double> memoryMinutes = Optional.empty();

  @Option(
      names = "--people",
      paramLabel = "N",
      description = "Whose month a back-test goes through (default 1752; quick 30).")
  private Optional<Integer> people = Optional.empty();

  @Option(
      names = "--receive-maximum",
      paramLabel = "N",
      description = "Window of the bare consumers; as large as the service's (default 65535).")
  private int receiveMaximum = 65_535;

  @Option(
      names = "--accounts",
      split = ",",
      paramLabel = "NAME",
      description =
          "Who watches the live stream: the first of these who sees most bands (default"
              + " grid,admin).")
  private List<String> accounts = List.of("grid", "admin");

  @Option(names = "--password", description = "Of the accounts (default: the demo's).")
  private String password = "silverbell";

  BenchPlan plan() {
    double minutes = memoryMinutes.orElse(quick ? 0.5 : 3);
    return new BenchPlan(
        pairs.orElse(quick ? 2 : 5),
        backlog.orElse(quick ? 40_000 : 200_000),
        presses.orElse(quick ? 50 : 300),
        pressRate,
        load,
        Duration.ofSeconds(storedSeconds.orElse(quick ? 8 : 30)),
        Duration.ofSeconds(Math.round(minutes * SECONDS_PER_MINUTE)),
        people.orElse(quick ? 30 : 1752),
        receiveMaximum,
        accounts,
        password);
  }
}
