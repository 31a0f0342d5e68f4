package care.silverbell.ingest.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What is measured of the telemetry store and of the spool before it. */
public final class TelemetryMetrics {
  private final MeterRegistry registry;
  private final DistributionSummary batchReadings;
  private final Counter refused;

  public TelemetryMetrics(MeterRegistry registry) {
    this.registry = registry;
    batchReadings =
        DistributionSummary.builder("silverbell.store.batch.readings")
            .description("Readings in one write to the telemetry store")
            .register(registry);
    refused =
        Counter.builder("silverbell.store.refused")
            .description("Readings the telemetry store will never take, put aside")
            .register(registry);
  }

  /** The time of each write of one store, failed ones included. */
  Timer writesOf(String store) {
    return Timer.builder("silverbell.store.write")
        .description("Time of one write to the telemetry store")
        .tag("store", store)
        .publishPercentileHistogram()
        .register(registry);
  }

  void wrote(int readings) {
    batchReadings.record(readings);
  }

  void refused(int readings) {
    refused.increment(readings);
  }

  void watch(Spool spool) {
    Gauge.builder("silverbell.spool.bytes", spool, Spool::bytes)
        .description("Bytes on disk that wait for the telemetry store")
        .register(registry);
    Gauge.builder("silverbell.spool.limit.bytes", spool, Spool::limitBytes)
        .description("Bytes the spool may hold")
        .register(registry);
  }
}
