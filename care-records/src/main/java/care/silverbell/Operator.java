package care.silverbell;

import care.silverbell.ingest.intake.RejectedMessages;
import java.nio.charset.StandardCharsets;
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
  private volatile @Nullable Consumer<RejectedMessages.Rejection> refusals;
  private volatile InstantSource clock = InstantSource.system();

  /** Opens a notice for everything the operator must know. */
  void tellThrough(Consumer<String> notices) {
    notice = notices;
  }

  /** Keeps readings that the store will never take with the rejected messages. */
  void keepRefusedLines(RejectedMessages rejected, InstantSource now) {
    clock = now;
    refusals = rejection -> rejected.keep(List.of(rejection));
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

  void refused(String line, String reason) {
    Consumer<RejectedMessages.Rejection> kept = refusals;
    if (kept == null) {
      log.error("InfluxDB will never take a reading: {}", reason);
      return;
    }
    beside(() ->
        kept.accept(
            new RejectedMessages.Rejection(
                clock.instant(),
                "influxdb",
                line.getBytes(StandardCharsets.UTF_8),
                RejectedMessages.Reason.STORE_REFUSED,
                reason)));
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
