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

  /** Ends the test here, as skipped and said aloud, where it was not. */
  void orElseEndHere(String whatIsNotJudged) {
    if (load > (double) BUSY_PER_PROCESSOR * processors) {
      MachineParts.lack(
          "%s is not judged: the machine was busy with something else (load %.1f on %d processors)"
              .formatted(whatIsNotJudged, load, processors));
    }
  }

  @Override
  public String toString() {
    return "load %.1f on %d processors at the beginning".formatted(load, processors);
  }
}
