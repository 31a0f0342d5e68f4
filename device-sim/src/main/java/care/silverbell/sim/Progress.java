package care.silverbell.sim;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A line every few seconds about work that takes long. */
final class Progress implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(3);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("progress").factory());

  /**
   * @param line what there is to say now
   */
  Progress(PrintWriter out, Supplier<String> line) {
    var _ =
        timer.scheduleAtFixedRate(
            () -> out.println(line.get()),
            EVERY.toMillis(),
            EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
