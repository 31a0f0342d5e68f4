package care.silverbell;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.telemetry.InfluxSettings;
import care.silverbell.ingest.telemetry.InfluxTelemetryStore;
import care.silverbell.ingest.telemetry.PostgresTelemetryStore;
import care.silverbell.ingest.telemetry.Spool;
import care.silverbell.ingest.telemetry.SpooledTelemetry;
import care.silverbell.ingest.telemetry.TelemetryMetrics;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.trend.MarkedTelemetry;
import care.silverbell.ingest.trend.RollUps;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;

/** Which telemetry store it is: InfluxDB with a spool before it, or PostgreSQL. */
final class Telemetry {
  private Telemetry() {}

  static TelemetryStore open(
      Settings settings,
      Database database,
      RollUps rollUps,
      Operator operator,
      InstantSource clock,
      MeterRegistry registry) {
    TelemetryMetrics metrics = new TelemetryMetrics(registry);
    if (settings.influx().isEmpty()) {
      return new MarkedTelemetry(new PostgresTelemetryStore(database, clock, metrics), rollUps);
    }
    InfluxSettings influx = settings.influx().get();
    Spool spool =
        new Spool(
            settings.dataDir().resolve("spool"),
            settings.spoolLimitBytes(),
            operator::spoolNearlyFull);
    return new SpooledTelemetry(
        new MarkedTelemetry(new InfluxTelemetryStore(influx, clock, metrics), rollUps),
        spool,
        operator::refused,
        metrics);
  }

  /**
   * The same store beside, for reading much: nobody who writes or looks waits for it.
   *
   * @param database a pool of its own
   */
  static TelemetryStore beside(Settings settings, Database database, InstantSource clock) {
    TelemetryMetrics metrics = new TelemetryMetrics(new SimpleMeterRegistry());
    return settings
        .influx()
        .<TelemetryStore>map(influx -> new InfluxTelemetryStore(influx, clock, metrics))
        .orElseGet(() -> new PostgresTelemetryStore(database, clock, metrics));
  }
}
