package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.measure.Counts;
import care.silverbell.sim.bench.measure.Median;
import care.silverbell.sim.bench.part.Influx;
import care.silverbell.sim.bench.report.Figure;
import care.silverbell.sim.bench.report.Target;
import care.silverbell.sim.bench.traffic.PrebuiltLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How fast the service's own batches are written to InfluxDB, beside lines built beforehand. */
public final class InfluxWriteScenario implements Scenario {
  private static final double LEAST_SHARE = 0.6;

  /** Longer than the points of any warm-up reach. */
  private static final long LENGTH_MILLIS = 3_600_000;

  private static final List<Integer> BATCHES = List.of(1_000, 5_000);

  @Override
  public String name() {
    return "influx-write";
  }

  /** One pair: the floors by batch size, the service, and the floor at the service's batch size. */
  private record Pair(List<Double> floors, ServiceDrain.Result service, double sameBatch) {}

  @Override
  public List<Figure> run(Workshop workshop) throws Exception {
    Stage.Stores stores = Stage.Stores.open(workshop);
    List<Pair> pairs = new ArrayList<>();
    for (int pair = 1; pair <= workshop.plan().pairs(); pair++) {
      List<Double> floors = new ArrayList<>();
      for (int batch : BATCHES) {
        floors.add(floor(workshop, stores.influx(), batch));
      }
      ServiceDrain.Result service = ServiceDrain.warmedUp(workshop, stores);
      if (!Double.isFinite(service.batch()) || !Double.isFinite(service.perWritingSecond())) {
        throw new IOException(
            "the service counts nothing in silverbell_store_batch_readings or"
                + " silverbell_store_write_seconds");
      }
      int batch = (int) Math.max(1, Math.round(service.batch()));
      pairs.add(new Pair(floors, service, floor(workshop, stores.influx(), batch)));
      workshop.say(
          "influx-write %d floors at %s: %,.0f/s and %,.0f/s; at %,d: %,.0f/s; service: %,.0f/s"
              .formatted(
                  pair,
                  BATCHES,
                  floors.get(0),
                  floors.get(1),
                  batch,
                  pairs.getLast().sameBatch(),
                  service.perWritingSecond()));
    }
    return figures(pairs);
  }

  private List<Figure> figures(List<Pair> pairs) {
    double batch = Median.of(pairs.stream().map(pair -> pair.service().batch()).toList());
    List<Figure> figures = new ArrayList<>();
    figures.add(
        figure(
            "floor at the service's batches",
            pairs.stream().map(Pair::sameBatch).toList(),
            pairs,
            List.of(Target.ratioAtLeast(LEAST_SHARE)),
            "the service writes %,.0f readings a batch on average; its rate is readings written"
                    .formatted(batch)
                + " over time spent in writes, summed over all that write at once, while broker and decoding"
                + " share the machine"));
    for (int i = 0; i < BATCHES.size(); i++) {
      int place = i;
      figures.add(
          figure(
              "floor at %,d a batch".formatted(BATCHES.get(i)),
              pairs.stream().map(pair -> pair.floors().get(place)).toList(),
              pairs,
              List.of(),
              ""));
    }
    return figures;
  }

  private Figure figure(
      String what, List<Double> floors, List<Pair> pairs, List<Target> targets, String note) {
    return new Figure(
        name(),
        "points/s of writing, " + what,
        floors,
        pairs.stream().map(pair -> pair.service().perWritingSecond()).toList(),
        targets,
        pairs.stream().map(pair -> pair.service().counts()).reduce(Counts.NONE, Counts::plus),
        note);
  }

  // The warm-up has times of its own: a point written over itself is not a point written.
  private static double floor(Workshop workshop, Influx influx, int batch) throws Exception {
    long now = System.currentTimeMillis();
    double warmUp =
        new PrebuiltLines(now - LENGTH_MILLIS, workshop.plan().warmUpReadings(), batch)
            .writeTo(influx);
    workshop.say("floor at %,d, warm-up: %,.0f/s".formatted(batch, warmUp));
    return new PrebuiltLines(now, workshop.plan().backlog(), batch).writeTo(influx);
  }
}
