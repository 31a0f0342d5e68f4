package care.silverbell;

import care.silverbell.ingest.intake.RejectedMessages;
import care.silverbell.ingest.telemetry.Refused;
import care.silverbell.ingest.telemetry.RefusedReadings;
import care.silverbell.ingest.telemetry.TelemetryUnavailable;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the stores have to tell the operator: told beside the path of a reading, never on it. */
final class Operator implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Operator.class);
  private static final int MIB = 1_048_576;

  private final ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();
  private volatile @Nullable Consumer<String> notice;
  private volatile @Nullable RefusedReadings refusals;

  /** Opens a notice for everything the operator must know. */
  void tellThrough(Consumer<String> notices) {
    notice = notices;
  }

  /** Keeps readings that the store will never take with the rejected messages. */
  void keepRefused(RejectedMessages rejected, InstantSource clock) {
    refusals =
        refused ->
            rejected.keep(
                refused.stream()
                    .map(it -> RejectedMessages.Rejection.ofRefused(it, clock.instant()))
                    .toList());
  }

  void spoolNearlyFull(long bytes, long limitBytes) {
    String why =
        "InfluxDB is away and %d of %d MiB are full; beyond that the broker holds readings back"
            .formatted(bytes / MIB, limitBytes / MIB);
    log.error(why);
    Consumer<String> told = notice;
    if (told != null) {
      beside(() -> told.accept(why));
    }
  }

  /**
   * Keeps what the store will never take.
   *
   * @throws TelemetryUnavailable while there is nothing yet to keep it in
   */
  void refused(List<Refused> refused) {
    RefusedReadings kept = refusals;
    if (kept == null) {
      throw new TelemetryUnavailable("the rejected messages are not there yet");
    }
    kept.keep(refused);
  }

  @Override
  public void close() {
    beside.shutdown();
  }

  private void beside(Runnable work) {
    beside.execute(() -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        log.error("the operator could not be told", e);
      }
    });
  }
}
