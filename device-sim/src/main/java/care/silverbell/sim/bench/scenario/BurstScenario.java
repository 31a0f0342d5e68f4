package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.measure.Latency;
import care.silverbell.sim.bench.measure.Schedule;
import care.silverbell.sim.bench.report.Figure;
import care.silverbell.sim.bench.report.LatencyFigures;
import care.silverbell.sim.bench.report.Target;
import java.util.ArrayList;
import java.util.List;

/** Whether 500 presses in ten seconds are all on the screen, and how soon. */
public final class BurstScenario implements Scenario {
  private static final Schedule BURST = new Schedule(50, 500);
  private static final double P99_MILLIS = 250;

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public List<Figure> run(Workshop workshop) throws Exception {
    Stage.Stores stores = Stage.Stores.open(workshop);
    List<Latency> runs = new ArrayList<>();
    for (int pair = 1; pair <= workshop.plan().pairs(); pair++) {
      try (Stage stage = Stage.open(workshop, stores);
          PressStand stand = PressStand.warm(workshop, stage)) {
        runs.add(stand.round("burst", BURST).toScreen());
        workshop.say("burst %d: %s".formatted(pair, runs.getLast()));
      }
    }
    return new LatencyFigures(name(), "500 presses in 10 s → screen", List.of(), runs)
        .p99Must(Target.atMost(P99_MILLIS), Target.nothingLost())
        .figures();
  }
}
