package care.silverbell.sim.bench.traffic;

import java.io.IOException;
import java.time.Duration;

/** Many readings sent as fast as the broker takes them, for somebody to work off. */
public final class Backlog {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Backlog() {}

  /** Sends the first {@code count} messages of a run; returns when the broker holds them all. */
  public static void publish(int brokerPort, VitalsRun run, int count)
      throws IOException, InterruptedException {
    try (Transmitter transmitter = Transmitter.connect(brokerPort, "bench-backlog")) {
      for (int sequence = 0; sequence < count; sequence++) {
        transmitter.publish(run.topic(sequence), run.payload(sequence));
      }
      transmitter.awaitAcknowledged(PATIENCE);
    }
  }
}
