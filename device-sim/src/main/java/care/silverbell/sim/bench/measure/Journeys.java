package care.silverbell.sim.bench.measure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The way of each message from its intended time to where it is seen, timed and counted. */
public final class Journeys {
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Map<Integer, Long> dueBySequence = new HashMap<>();
  private final SequenceCount count = new SequenceCount();
  private final Histogram nanos = new Histogram(SIGNIFICANT_DIGITS);

  /** Call before the message is put on its way, so that its arrival cannot overtake this. */
  public synchronized void sent(int sequence, long dueNanos) {
    dueBySequence.put(sequence, dueNanos);
    count.sent(sequence);
  }

  /**
   * @param atNanos when it was seen, on the clock of {@link System#nanoTime()}
   */
  public synchronized void arrived(int sequence, long atNanos) {
    Long due = dueBySequence.get(sequence);
    if (count.arrived(sequence) && due != null) {
      nanos.recordValue(Math.max(0, atNanos - due));
      if (count.counts().lost() == 0) {
        notifyAll();
      }
    }
  }

  /** Waits until everything sent so far has arrived; false when patience ran out first. */
  public synchronized boolean awaitAll(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (count.counts().lost() > 0) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  public synchronized Latency latency() {
    return new Latency(
        count.counts(),
        millis(nanos.getValueAtPercentile(50)),
        millis(nanos.getValueAtPercentile(99)),
        millis(nanos.getValueAtPercentile(99.9)),
        millis(nanos.getMaxValue()));
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
