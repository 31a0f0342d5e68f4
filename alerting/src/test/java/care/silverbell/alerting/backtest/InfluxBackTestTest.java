package care.silverbell.alerting.backtest;

import care.silverbell.ingest.telemetry.InfluxSettings;
import care.silverbell.ingest.telemetry.InfluxTelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryMetrics;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.testing.RealInflux;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class InfluxBackTestTest extends BackTestContract {
  private static @Nullable RealInflux influx;
  private static @Nullable TelemetryStore store;

  @BeforeAll
  static void start() {
    influx = RealInflux.start();
    store =
        new InfluxTelemetryStore(
            InfluxSettings.open(influx.url()),
            InstantSource.system(),
            new TelemetryMetrics(new SimpleMeterRegistry()));
  }

  @AfterAll
  static void close() {
    if (store != null) {
      store.close();
    }
    if (influx != null) {
      influx.close();
    }
  }

  @Override
  TelemetryStore store() {
    if (store == null) {
      throw new IllegalStateException("not started");
    }
    return store;
  }
}
