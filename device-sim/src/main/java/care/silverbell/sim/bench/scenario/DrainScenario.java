package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.measure.Counts;
import care.silverbell.sim.bench.part.Mosquitto;
import care.silverbell.sim.bench.report.Figure;
import care.silverbell.sim.bench.report.Target;
import care.silverbell.sim.bench.traffic.BareDrain;
import care.silverbell.sim.bench.traffic.DemoBands;
import care.silverbell.sim.bench.traffic.VitalsRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How many readings a second go from the broker into InfluxDB, beside a bare consumer. */
public final class DrainScenario implements Scenario {
  private static final double LEAST_SHARE = 0.4;
  private static final double RULES_PERCENT = 10;
  private static final int CLOCK_RATE = 50_000;

  /** A quick look has fewer, and it may be none of the rules. */
  private static final int SAMPLES_ENOUGH = 500;

  /** Where the service judges readings. */
  private static final String[] RULES = {
    "care.silverbell.alerting.watch", "care.silverbell.alerting.rule"
  };

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
      ServiceDrain.Profiled drained = ServiceDrain.profiled(workshop, stores);
      ServiceDrain.Result service = drained.result();
      double ofRules = drained.samples().percentIn(RULES);
      if (ofRules == 0 && drained.samples().stacks().size() >= SAMPLES_ENOUGH) {
        throw new IOException(
            "the rules are in none of the samples; are they in other packages now?");
      }
      workshop.say(
          ("drain %d service: %,.0f/s, rules %.1f %% of %,d samples (%.1f %% by the clock; %d samples"
                  + " without a stack), %s")
              .formatted(
                  pair,
                  service.perSecond(),
                  ofRules,
                  drained.samples().stacks().size(),
                  service.rulesByTheClock(),
                  drained.samples().without(),
                  service.counts()));
      floors.add(floor.perSecond());
      services.add(service.perSecond());
      rules.add(ofRules);
      byTheClock.add(service.rulesByTheClock());
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
            rules,
            List.of(Target.atMost(RULES_PERCENT)),
            Counts.NONE,
            "of the time that its threads that run Java were on a processor, by samples of what they"
                + " did (JFR, jdk.CPUTimeSample), in one more drain of as many"),
        Figure.alone(
            name(),
            "rules, by the clock, % of the same",
            byTheClock,
            List.of(),
            Counts.NONE,
            "time from the beginning to the end of judging a batch, added up: with what its threads"
                + " waited for a processor meanwhile, which is not theirs"));
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
