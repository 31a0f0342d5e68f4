package care.silverbell.sim.bench.measure;

import java.util.concurrent.locks.LockSupport;

/** Sends each message of a schedule at its intended time, however late the ones before it were. */
public final class OpenLoop {
  private OpenLoop() {}

  /** Puts one message on its way. */
  @FunctionalInterface
  public interface Send {
    /**
     * @param sequence of the message, from 0
     * @param dueNanos its intended time, on the clock of {@link System#nanoTime()}
     */
    void send(int sequence, long dueNanos) throws Exception;
  }

  /**
   * Runs the schedule from now on.
   *
   * @return how far behind its schedule the sender itself fell at worst, in nanoseconds
   */
  public static long run(Schedule schedule, Send send) throws Exception {
    long start = System.nanoTime();
    long worst = 0;
    for (int sequence = 0; sequence < schedule.count(); sequence++) {
      long due = start + schedule.dueNanos(sequence);
      waitUntil(due);
      worst = Math.max(worst, System.nanoTime() - due);
      send.send(sequence, due);
    }
    return worst;
  }

  private static void waitUntil(long dueNanos) throws InterruptedException {
    for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped in the middle of a schedule");
      }
    }
  }
}
