package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.measure.Counts;
import care.silverbell.sim.bench.part.Mosquitto;
import care.silverbell.sim.bench.report.Figure;
import care.silverbell.sim.bench.report.Target;
import care.silverbell.sim.bench.traffic.BareDrain;
import care.silverbell.sim.bench.traffic.DemoBands;
import care.silverbell.sim.bench.traffic.VitalsRun;
import java.util.ArrayList;
import java.util.List;

/** How many readings a second go from the broker into InfluxDB, beside a bare consumer. */
public final class DrainScenario implements Scenario {
  private static final double LEAST_SHARE = 0.4;
  private static final double RULES_PERCENT = 10;
  private static final int CLOCK_RATE = 50_000;

  @Override
  public String name() {
    return "drain";
  }

  @Override
  public List<Figure> run(Workshop workshop) throws Exception {
    Stage.Stores stores = Stage.Stores.open(workshop);
    List<Double> floors = new ArrayList<>();
    List<Double> services = new ArrayList<>();
    List<Double> rules = new ArrayList<>();
    List<Double> byTheClock = new ArrayList<>();
    Counts counts = Counts.NONE;
    long redelivered = 0;
    for (int pair = 1; pair <= workshop.plan().pairs(); pair++) {
      BareDrain.Result floor = floor(workshop);
      workshop.say(
          "drain %d floor: %,.0f/s, lost %,d"
              .formatted(pair, floor.perSecond(), floor.counts().lost()));
      ServiceDrain.Result service = ServiceDrain.warmedUp(workshop, stores);
      workshop.say(
          "drain %d service: %,.0f/s, rules %.1f %% (%.1f %% by the clock), %s"
              .formatted(
                  pair,
                  service.perSecond(),
                  service.rulesPercent(),
                  service.rulesPercentByTheClock(),
                  service.counts()));
      floors.add(floor.perSecond());
      services.add(service.perSecond());
      rules.add(service.rulesPercent());
      byTheClock.add(service.rulesPercentByTheClock());
      counts = counts.plus(service.counts());
      redelivered += service.redelivered();
    }
    return List.of(
        new Figure(
            name(),
            "readings/s, broker → InfluxDB",
            floors,
            services,
            List.of(Target.ratioAtLeast(LEAST_SHARE), Target.nothingLost()),
            counts,
            "the service is stopped (SIGSTOP) while the backlog is published and measured from"
                + " SIGCONT to the last point seen in InfluxDB; floor: bare Paho, manual acks, first"
                + " to last message; taken again by the service: "
                + redelivered),
        Figure.alone(
            name(),
            "rules, % of the service's processor time",
            byTheClock,
            List.of(Target.atMost(RULES_PERCENT)),
            Counts.NONE,
            "time from the beginning to the end of judging a batch, added up: with what its threads"
                + " waited for a processor meanwhile, so that it is no less than what they take"),
        Figure.alone(
            name(),
            "rules, an estimate without the waiting, %",
            rules,
            List.of(),
            Counts.NONE,
            "the same less what the service's threads waited for a processor on average (Linux,"
                + " schedstat), which may take off too much: judged by nothing"));
  }

  private static BareDrain.Result floor(Workshop workshop) throws Exception {
    Mosquitto broker = workshop.broker();
    try {
      BareDrain drain = new BareDrain(broker.port(), workshop.plan().receiveMaximum());
      long now = System.currentTimeMillis();
      drain.run(new VitalsRun(now, CLOCK_RATE, DemoBands.all()), workshop.plan().warmUpReadings());
      return drain.run(new VitalsRun(now, CLOCK_RATE, DemoBands.all()), workshop.plan().backlog());
    } finally {
      workshop.giveBack(broker);
    }
  }
}
