package care.silverbell.ingest.telemetry;

import care.silverbell.ingest.reading.Reading;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
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
  private static final long TRY_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

  private final Spool spool;
  private final RefusedLines refusedLines;
  private final TelemetryMetrics metrics;
  private final AtomicBoolean away = new AtomicBoolean();
  private volatile long foundAwayNanos;

  /** Takes over both the store and the spool, and begins to drain what lies in it. */
  public SpooledTelemetry(
      TelemetryStore store, Spool spool, RefusedLines refusedLines, TelemetryMetrics metrics) {
    super(store);
    this.spool = spool;
    this.refusedLines = refusedLines;
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
  public void write(List<Reading> readings) {
    if (readings.isEmpty()) {
      return;
    }
    if (worthTrying()) {
      try {
        store.write(readings);
        return;
      } catch (TelemetryUnavailable e) {
        foundAway(e);
      }
    }
    spool.append(ReadingCodec.encode(readings));
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

  private void drain(List<byte[]> records) {
    List<Reading> readings = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    for (byte[] record : records) {
      try {
        readings.addAll(ReadingCodec.decode(record));
      } catch (IOException e) {
        unreadable.add(new Unreadable(record, e));
      }
    }
    try {
      store.write(readings);
    } catch (TelemetryUnavailable e) {
      foundAway(e);
      throw e;
    }
    // Only now: while the store is away the same records come again and again.
    unreadable.forEach(this::putAside);
    if (away.compareAndSet(true, false)) {
      log.info("the telemetry store is back, {} bytes wait in the spool", spool.bytes());
    }
  }

  private record Unreadable(byte[] record, IOException why) {}

  private void putAside(Unreadable it) {
    log.error("a record of the spool cannot be read and is put aside", it.why);
    metrics.refused(1);
    refusedLines.refused(
        HexFormat.of().formatHex(it.record), "spool record: " + it.why.getMessage());
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
