package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.measure.Counts;
import care.silverbell.sim.bench.service.ProcessorProfile;
import care.silverbell.sim.bench.service.ServiceMetrics;
import care.silverbell.sim.bench.traffic.Backlog;
import care.silverbell.sim.bench.traffic.DemoBands;
import care.silverbell.sim.bench.traffic.VitalsRun;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The service working off a backlog of readings. Its process is stopped (SIGSTOP) while the backlog
 * is put into the broker, and let go on at the start of the measurement: so the start of a JVM is
 * not in the figure, and the warm-up before it is kept.
 */
final class ServiceDrain {
  /** Readings a second of the bands' clocks: a time of its own for each reading of a band. */
  private static final int CLOCK_RATE = 50_000;

  private static final int METRICS_POLL_MILLIS = 200;
  private static final int STORE_POLL_MILLIS = 25;
  private static final int QUIET_SECONDS = 15;
  private static final String TAKEN = "silverbell_messages_total";
  private static final String VITALS = "kind=\"vitals\"";

  private final Stage stage;
  private long firstFreeTime;

  ServiceDrain(Stage stage) {
    this.stage = stage;
  }

  /**
   * What a drain came to.
   *
   * @param perSecond readings a second from letting the service go until the last was stored
   * @param counts by different points in the store
   * @param redelivered messages the service took more than once
   * @param batch readings in a write, on average; not a number when the service counts none
   * @param perWritingSecond readings stored a second of time spent writing; likewise
   * @param rulesByTheClock the time from the beginning to the end of the rules' work, with what
   *     their threads waited for a processor, of the service's processor time, %
   */
  record Result(
      double perSecond,
      Counts counts,
      long redelivered,
      double batch,
      double perWritingSecond,
      double rulesByTheClock) {}

  /**
   * A drain, and one more of the same service.
   *
   * @param samples what the service did in that other one
   */
  record Profiled(Result result, ProcessorProfile.Samples samples) {}

  /** One measured drain of a service that was freshly started and has drained before. */
  static Result warmedUp(Workshop workshop, Stage.Stores stores) throws Exception {
    try (Stage stage = Stage.open(workshop, stores)) {
      return new ServiceDrain(stage).warmedUp(workshop);
    }
  }

  private Result warmedUp(Workshop workshop) throws IOException, InterruptedException {
    Result warmUp = run(workshop.plan().warmUpReadings());
    workshop.say("warm-up: %,.0f/s".formatted(warmUp.perSecond()));
    return run(workshop.plan().backlog());
  }

  /** The same, and then one more with a profile, which itself takes some time. */
  static Profiled profiled(Workshop workshop, Stage.Stores stores) throws Exception {
    try (Stage stage = Stage.open(workshop, stores)) {
      ServiceDrain drain = new ServiceDrain(stage);
      Result result = drain.warmedUp(workshop);
      ProcessorProfile profile = stage.service().profile();
      drain.run(workshop.plan().backlog());
      return new Profiled(result, profile.end(workshop.folder("profile").resolve("processor.jfr")));
    }
  }

  private Result run(int count) throws IOException, InterruptedException {
    VitalsRun run = nextRun(count);
    ServiceMetrics before = stage.service().metrics();
    double processorBefore = stage.service().processorSeconds();
    stage.service().pause();
    long start;
    try {
      Backlog.publish(stage.brokerPort(), run, count);
    } finally {
      start = System.nanoTime();
      stage.service().resume();
    }
    double takenBefore = before.sum(TAKEN, VITALS);
    awaitTaken(takenBefore + count);
    long end = awaitStored(run, count);
    Since since =
        new Since(
            before,
            stage.service().metrics(),
            stage.service().processorSeconds() - processorBefore);
    return result(count, stored(run, count), (end - start) / 1e9, since);
  }

  private VitalsRun nextRun(int count) throws InterruptedException {
    long length = (long) count * 1000 / CLOCK_RATE + 1;
    long firstAt = Math.max(firstFreeTime, System.currentTimeMillis() - length);
    firstFreeTime = firstAt + length;
    // A reading from the future would not keep its time, and could not be counted by it.
    TimeUnit.MILLISECONDS.sleep(Math.max(0, firstFreeTime - System.currentTimeMillis()));
    return new VitalsRun(firstAt, CLOCK_RATE, DemoBands.all());
  }

  private void awaitTaken(double goal) throws IOException, InterruptedException {
    double seen = -1;
    long since = System.nanoTime();
    while (seen < goal && System.nanoTime() - since < TimeUnit.SECONDS.toNanos(QUIET_SECONDS)) {
      TimeUnit.MILLISECONDS.sleep(METRICS_POLL_MILLIS);
      double now = stage.service().metrics().sum(TAKEN, VITALS);
      if (now != seen) {
        seen = now;
        since = System.nanoTime();
      }
    }
  }

  /** When the last point was seen in the store; it may be fewer than were sent. */
  private long awaitStored(VitalsRun run, int count) throws IOException, InterruptedException {
    long seen = -1;
    long since = System.nanoTime();
    while (seen < count && System.nanoTime() - since < TimeUnit.SECONDS.toNanos(QUIET_SECONDS)) {
      long now = stored(run, count);
      if (now != seen) {
        seen = now;
        since = System.nanoTime();
      }
      TimeUnit.MILLISECONDS.sleep(STORE_POLL_MILLIS);
    }
    return since;
  }

  private long stored(VitalsRun run, int count) throws IOException, InterruptedException {
    return stage.influx().heartRatesBetween(run.firstAt(), run.at(count - 1));
  }

  private static Result result(int count, long stored, double seconds, Since since) {
    double batches = since.growth("silverbell_store_batch_readings_count");
    double readings = since.growth("silverbell_store_batch_readings_sum");
    double writing = since.growth("silverbell_store_write_seconds_sum", "store=\"influxdb\"");
    double judging =
        100 * since.growth("silverbell_rules_judging_seconds_sum") / since.processorSeconds;
    return new Result(
        stored / seconds,
        Counts.ofTotals(count, stored),
        Math.max(0, Math.round(since.growth(TAKEN, VITALS)) - count),
        readings / batches,
        readings / writing,
        judging);
  }

  /** How far the service's own counts have moved during a drain, and what processor it had. */
  private record Since(ServiceMetrics before, ServiceMetrics after, double processorSeconds) {
    double growth(String name, String... labels) {
      return after.sum(name, labels) - before.sum(name, labels);
    }
  }
}
