package care.silverbell.sim.bench.scenario;

import care.silverbell.sim.bench.measure.Schedule;
import java.time.Duration;
import java.util.List;

/**
 * How long and how hard a bench measures.
 *
 * @param pairs floor and service, interleaved; at least 5 for a figure to be quoted
 * @param backlog readings in a drain
 * @param presses in one round of presses
 * @param pressesPerSecond their rate
 * @param readingsPerSecond of the load that stands beside presses
 * @param stored how long readings are followed into the store
 * @param memory how long memory is watched
 * @param people whose month a back-test goes through
 * @param receiveMaximum of the bare consumers: as large as the service's own
 * @param accounts who may watch; the one who sees most bands does
 * @param password of all of them
 */
public record BenchPlan(
    int pairs,
    int backlog,
    int presses,
    double pressesPerSecond,
    int readingsPerSecond,
    Duration stored,
    Duration memory,
    int people,
    int receiveMaximum,
    List<String> accounts,
    String password) {
  private static final int WARM_UP_SHARE = 4;
  private static final double WARM_UP_PRESSES_PER_SECOND = 50;
  private static final int MOST_WARM_UP_PRESSES = 200;

  public BenchPlan {
    accounts = List.copyOf(accounts);
    if (pairs < 1 || backlog < 2 || presses < 1 || accounts.isEmpty()) {
      throw new IllegalArgumentException("a bench needs pairs, a backlog, presses and an account");
    }
  }

  /** Readings drained, and thrown away, before a drain is measured. */
  int warmUpReadings() {
    return backlog / WARM_UP_SHARE;
  }

  Schedule warmUpPresses() {
    return new Schedule(WARM_UP_PRESSES_PER_SECOND, Math.min(2 * presses, MOST_WARM_UP_PRESSES));
  }

  Duration warmUpStored() {
    return stored.dividedBy(WARM_UP_SHARE);
  }

  Schedule pressSchedule() {
    return new Schedule(pressesPerSecond, presses);
  }
}
