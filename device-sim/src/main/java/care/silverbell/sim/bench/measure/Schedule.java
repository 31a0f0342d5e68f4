package care.silverbell.sim.bench.measure;

import java.time.Duration;

/**
 * When each message of a run is due: a fixed rate, set beforehand and never adapted to how the run
 * goes, so that a stall is charged to everything it delays.
 *
 * @param perSecond messages a second, above zero
 * @param count messages in all
 */
public record Schedule(double perSecond, int count) {
  private static final double NANOS_PER_SECOND = 1e9;

  public Schedule {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("a schedule needs a rate above zero, not " + perSecond);
    }
    if (count < 0) {
      throw new IllegalArgumentException("a schedule cannot hold " + count + " messages");
    }
  }

  /** A schedule of as many messages as fit into the time. */
  public static Schedule lasting(double perSecond, Duration time) {
    return new Schedule(perSecond, (int) Math.round(perSecond * time.toMillis() / 1000.0));
  }

  /** Nanoseconds from the start of the run until the message is due. */
  public long dueNanos(int sequence) {
    return Math.round(sequence * NANOS_PER_SECOND / perSecond);
  }

  /** How many messages are due once so many nanoseconds have passed since the start. */
  public int dueBy(long elapsedNanos) {
    if (elapsedNanos < 0) {
      return 0;
    }
    long due = (long) Math.floor(elapsedNanos * perSecond / NANOS_PER_SECOND) + 1;
    return (int) Math.min(due, count);
  }
}
