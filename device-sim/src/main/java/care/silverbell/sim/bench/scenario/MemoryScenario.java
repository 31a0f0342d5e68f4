package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.measure.Counts;
import care.silverbell.sim.bench.measure.Slope;
import care.silverbell.sim.bench.report.Figure;
import care.silverbell.sim.bench.report.Target;
import care.silverbell.sim.bench.traffic.ReadingLoad;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How much memory the service keeps under a steady stream of readings, and whether it grows. */
public final class MemoryScenario implements Scenario {
  private static final int PER_SECOND = 2_000;
  private static final double MOST_MEGABYTES = 512;
  private static final int SAMPLES_PER_MINUTE = 60;
  private static final int SAMPLES_PER_NEWS = 30;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Figure> run(Workshop workshop) throws Exception {
    Stage.Stores stores = Stage.Stores.open(workshop);
    List<Double> megabytes = new ArrayList<>();
    try (Stage stage = Stage.open(workshop, stores);
        ReadingLoad load = ReadingLoad.start(stage.brokerPort(), PER_SECOND)) {
      for (long second = 0; second <= workshop.plan().memory().toSeconds(); second++) {
        megabytes.add(stage.service().residentMegabytes());
        if (second % SAMPLES_PER_NEWS == 0) {
          workshop.say("memory after %d s: %,.0f MB".formatted(second, megabytes.getLast()));
        }
        TimeUnit.SECONDS.sleep(1);
      }
      load.stop();
    }
    return figures(megabytes);
  }

  private List<Figure> figures(List<Double> megabytes) {
    List<Double> laterHalf = megabytes.subList(megabytes.size() / 2, megabytes.size());
    return List.of(
        alone("resident at the start, MB", megabytes.getFirst()),
        alone("resident at most, MB", Collections.max(megabytes), Target.atMost(MOST_MEGABYTES)),
        alone("growth in the later half, MB/min", Slope.perMinute(laterHalf, SAMPLES_PER_MINUTE)));
  }

  private Figure alone(String measure, double value, Target... targets) {
    return Figure.alone(
        name(),
        measure,
        List.of(value),
        List.of(targets),
        Counts.NONE,
        "%,d readings/s, without the embedded parts".formatted(PER_SECOND));
  }
}
