package care.silverbell.alerting.backtest;

import care.silverbell.ingest.telemetry.PostgresTelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryMetrics;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;

class PostgresBackTestTest extends BackTestContract {
  private static final TestDatabase TEST = TestDatabase.create("ingest");
  private static final TelemetryStore STORE =
      new PostgresTelemetryStore(
          TEST.database(), InstantSource.system(), new TelemetryMetrics(new SimpleMeterRegistry()));

  @AfterAll
  static void close() {
    STORE.close();
    TEST.close();
  }

  @Override
  TelemetryStore store() {
    return STORE;
  }
}
