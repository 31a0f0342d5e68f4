package care.silverbell.ingest.telemetry;

import care.silverbell.ingest.reading.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A telemetry store whose writes go to the spool while it is away. A write waits for the store once
 * at most; from then on the spool's drain alone tries it, until it answers.
 */
public final class SpooledTelemetry extends TelemetryInFront {
  private static final Logger log = LoggerFactory.getLogger(SpooledTelemetry.class);

  /** Of a record: it is to stay well under what is looked for behind damaged bytes. */
  private static final int RECORD_READINGS = 5_000;

  private static final long TRY_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

  private final Spool spool;
  private final RefusedReadings aside;
  private final TelemetryMetrics metrics;
  private final AtomicBoolean away = new AtomicBoolean();
  private volatile long foundAwayNanos;

  /**
   * Takes over both the store and the spool, and begins to drain what lies in it.
   *
   * @param aside where that goes which lay in the spool and cannot be stored
   */
  public SpooledTelemetry(
      TelemetryStore store, Spool spool, RefusedReadings aside, TelemetryMetrics metrics) {
    super(store);
    this.spool = spool;
    this.aside = aside;
    this.metrics = metrics;
    metrics.watch(spool);
    spool.drainTo(this::drain);
  }

  /**
   * {@inheritDoc}
   *
   * @throws TelemetryUnavailable if the store is away and the spool is full
   */
  @Override
  public List<Refused> write(List<Reading> readings) {
    if (readings.isEmpty()) {
      return List.of();
    }
    if (worthTrying()) {
      try {
        return store.write(readings);
      } catch (TelemetryUnavailable e) {
        foundAway(e);
      }
    }
    for (int from = 0; from < readings.size(); from += RECORD_READINGS) {
      int to = Math.min(readings.size(), from + RECORD_READINGS);
      spool.append(ReadingCodec.encode(readings.subList(from, to)));
    }
    return List.of();
  }

  /** While something lies in the spool its drain tries the store, so nobody else need wait. */
  private boolean worthTrying() {
    boolean foundAwayJustNow = System.nanoTime() - foundAwayNanos < TRY_AGAIN_NANOS;
    return !away.get() || (spool.bytes() == 0 && !foundAwayJustNow);
  }

  private void foundAway(TelemetryUnavailable trouble) {
    foundAwayNanos = System.nanoTime();
    if (away.compareAndSet(false, true)) {
      log.warn("the telemetry store is away, readings go to the spool", trouble);
    }
  }

  private void drain(List<byte[]> records, List<byte[]> damaged) {
    List<Reading> readings = new ArrayList<>();
    List<Refused> unreadable = new ArrayList<>();
    damaged.forEach(it -> unreadable.add(new Refused(it, "the spool is damaged there")));
    for (byte[] record : records) {
      try {
        readings.addAll(ReadingCodec.decode(record));
      } catch (IOException e) {
        unreadable.add(new Refused(record, "spool record: " + e.getMessage()));
      }
    }
    List<Refused> refused = new ArrayList<>(stored(readings));
    // Only now: while the store is away the same records come again and again.
    refused.addAll(unreadable);
    if (!refused.isEmpty()) {
      aside.keep(refused);
    }
    unreadable.forEach(it -> log.error("{} bytes put aside: {}", it.record().length, it.reason()));
    metrics.refused(unreadable.size());
    if (away.compareAndSet(true, false)) {
      log.info("the telemetry store is back, {} bytes wait in the spool", spool.bytes());
    }
  }

  private List<Refused> stored(List<Reading> readings) {
    try {
      return store.write(readings);
    } catch (TelemetryUnavailable e) {
      foundAway(e);
      throw e;
    }
  }

  @Override
  public Optional<String> trouble() {
    return store
        .trouble()
        .map(trouble -> "%s; %d bytes wait in the spool".formatted(trouble, spool.bytes()));
  }

  @Override
  public void close() {
    spool.close();
    store.close();
  }
}
