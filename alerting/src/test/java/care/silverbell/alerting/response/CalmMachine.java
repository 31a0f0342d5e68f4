package care.silverbell.alerting.response;

import care.silverbell.ingest.testing.MachineParts;
import java.lang.management.ManagementFactory;

/**
 * Whether the machine had time for a test when it began: what is counted is judged anywhere, but
 * seconds are judged only where others did not take them.
 */
final class CalmMachine {
  private static final int BUSY_PER_PROCESSOR = 2;

  private final double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  private final int processors = Runtime.getRuntime().availableProcessors();

  /**
   * Judges seconds. Where they are not kept on a machine that was busy, the test ends here, as
   * skipped and said aloud.
   */
  void judges(String what, Runnable judging) {
    try {
      judging.run();
    } catch (AssertionError e) {
      if (load > (double) BUSY_PER_PROCESSOR * processors) {
        MachineParts.lack(
            "%s cannot be judged: the machine was busy with something else (load %.1f on %d processors), and %s"
                .formatted(what, load, processors, e.getMessage()));
      }
      throw e;
    }
  }

  @Override
  public String toString() {
    return "load %.1f on %d processors at the beginning".formatted(load, processors);
  }
}
