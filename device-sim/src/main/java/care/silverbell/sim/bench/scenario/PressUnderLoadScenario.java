package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.measure.Counts;
import care.silverbell.sim.bench.measure.Latency;
import care.silverbell.sim.bench.report.Figure;
import care.silverbell.sim.bench.report.LatencyFigures;
import care.silverbell.sim.bench.report.Target;
import care.silverbell.sim.bench.traffic.ReadingLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether a press stays quick beside a flood of readings, and while InfluxDB is away. */
public final class PressUnderLoadScenario implements Scenario {
  private static final double MOST_OF_IDLE = 2;
  private static final int SETTLE_SECONDS = 3;

  @Override
  public String name() {
    return "press-under-load";
  }

  /** The three rounds of one run, and what became of the readings beside them. */
  private record Run(Latency idle, Latency load, Latency outage, Counts readings) {}

  @Override
  public List<Figure> run(Workshop workshop) throws Exception {
    Stage.Stores stores = Stage.Stores.open(workshop);
    List<Run> runs = new ArrayList<>();
    for (int pair = 1; pair <= workshop.plan().pairs(); pair++) {
      Run run = measure(workshop, stores);
      workshop.say("press-under-load %d idle: %s".formatted(pair, run.idle()));
      workshop.say("press-under-load %d load: %s".formatted(pair, run.load()));
      workshop.say("press-under-load %d load, no InfluxDB: %s".formatted(pair, run.outage()));
      workshop.say("press-under-load %d readings: %s".formatted(pair, run.readings()));
      runs.add(run);
    }
    return figures(workshop.plan().readingsPerSecond(), runs);
  }

  private static Run measure(Workshop workshop, Stage.Stores stores) throws Exception {
    BenchPlan plan = workshop.plan();
    try (Stage stage = Stage.open(workshop, stores);
        PressStand stand = PressStand.warm(workshop, stage)) {
      Latency idle = stand.round("idle", plan.pressSchedule()).toScreen();
      try (ReadingLoad load = ReadingLoad.start(stage.brokerPort(), plan.readingsPerSecond())) {
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        Latency loaded = stand.round("load", plan.pressSchedule()).toScreen();
        Latency outage;
        stage.influx().stop();
        try {
          outage = stand.round("outage", plan.pressSchedule()).toScreen();
        } finally {
          stage.influx().restart();
        }
        int sent = load.stop();
        return new Run(
            idle, loaded, outage, load.awaitStored(sent, stage.influx()::heartRatesBetween));
      }
    }
  }

  private List<Figure> figures(int rate, List<Run> runs) {
    List<Latency> idle = runs.stream().map(Run::idle).toList();
    List<Figure> figures = new ArrayList<>();
    figures.addAll(
        new LatencyFigures(
                name(),
                "press → screen at %,d readings/s".formatted(rate),
                idle,
                runs.stream().map(Run::load).toList())
            .p99Must(Target.ratioAtMost(MOST_OF_IDLE), Target.nothingLost())
            .noting("floor: the service's own idle value in the same run")
            .figures());
    figures.addAll(
        new LatencyFigures(
                name(),
                "press → screen, the same and InfluxDB away",
                idle,
                runs.stream().map(Run::outage).toList())
            .p99Must(Target.ratioAtMost(MOST_OF_IDLE), Target.nothingLost())
            .figures());
    Counts readings = runs.stream().map(Run::readings).reduce(Counts.NONE, Counts::plus);
    figures.add(
        Figure.alone(
            name(),
            "readings lost beside the presses",
            List.of((double) readings.lost()),
            List.of(Target.nothingLost()),
            readings,
            ""));
    return figures;
  }
}
