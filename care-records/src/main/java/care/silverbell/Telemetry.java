package care.silverbell;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.telemetry.InfluxSettings;
import care.silverbell.ingest.telemetry.InfluxTelemetryStore;
import care.silverbell.ingest.telemetry.PostgresTelemetryStore;
import care.silverbell.ingest.telemetry.Spool;
import care.silverbell.ingest.telemetry.SpooledTelemetry;
import care.silverbell.ingest.telemetry.TelemetryMetrics;
import care.silverbell.ingest.telemetry.TelemetryStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/** Which telemetry store it is: InfluxDB with a spool before it, or PostgreSQL. */
final class Telemetry {
  private Telemetry() {}

  static TelemetryStore open(
      Settings settings,
      Database database,
      Operator operator,
      InstantSource clock,
      MeterRegistry registry) {
    TelemetryMetrics metrics = new TelemetryMetrics(registry);
    if (settings.influx().isEmpty()) {
      return new PostgresTelemetryStore(database, clock, metrics);
    }
    InfluxSettings influx = settings.influx().get();
    Spool spool =
        new Spool(
            settings.dataDir().resolve("spool"),
            settings.spoolLimitBytes(),
            operator::spoolNearlyFull);
    return new SpooledTelemetry(
        new InfluxTelemetryStore(influx, operator::refused, clock, metrics),
        spool,
        operator::refused,
        metrics);
  }
}
