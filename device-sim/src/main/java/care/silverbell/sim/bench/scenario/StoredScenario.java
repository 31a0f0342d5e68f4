package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.measure.Journeys;
import care.silverbell.sim.bench.measure.Latency;
import care.silverbell.sim.bench.measure.OpenLoop;
import care.silverbell.sim.bench.measure.Schedule;
import care.silverbell.sim.bench.report.Figure;
import care.silverbell.sim.bench.report.LatencyFigures;
import care.silverbell.sim.bench.report.Target;
import care.silverbell.sim.bench.traffic.DemoBands;
import care.silverbell.sim.bench.traffic.Transmitter;
import care.silverbell.sim.bench.traffic.VitalsRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How soon after it is sent a reading can be asked for in InfluxDB, at a dense town's pace. */
public final class StoredScenario implements Scenario {
  private static final int PER_SECOND = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final double P99_MILLIS = 250;

  @Override
  public String name() {
    return "stored";
  }

  @Override
  public List<Figure> run(Workshop workshop) throws Exception {
    Stage.Stores stores = Stage.Stores.open(workshop);
    List<Latency> runs = new ArrayList<>();
    for (int pair = 1; pair <= workshop.plan().pairs(); pair++) {
      try (Stage stage = Stage.open(workshop, stores)) {
        measure(stage, Schedule.lasting(PER_SECOND, workshop.plan().warmUpStored()));
        runs.add(measure(stage, Schedule.lasting(PER_SECOND, workshop.plan().stored())));
        workshop.say("stored %d: %s".formatted(pair, runs.getLast()));
      }
    }
    return new LatencyFigures(name(), "publish → queryable at 200/s", List.of(), runs)
        .p99Must(Target.atMost(P99_MILLIS), Target.nothingLost())
        .noting(
            "seen by asking InfluxDB for the newest points every %d ms: so much, and one query, is"
                    .formatted(StoredWatch.POLL_MILLIS)
                + " in every value")
        .figures();
  }

  private static Latency measure(Stage stage, Schedule schedule) throws Exception {
    Journeys journeys = new Journeys();
    VitalsRun run = new VitalsRun(System.currentTimeMillis(), PER_SECOND, DemoBands.all());
    try (Transmitter transmitter = Transmitter.connect(stage.brokerPort(), "bench-readings");
        StoredWatch _ = StoredWatch.start(stage.influx(), run, schedule.count(), journeys)) {
      OpenLoop.run(
          schedule,
          (sequence, due) -> {
            journeys.sent(sequence, due);
            transmitter.publish(run.topic(sequence), run.payload(sequence));
            transmitter.flush();
          });
      journeys.awaitAll(PATIENCE);
    }
    return journeys.latency();
  }
}
