package care.silverbell.ingest.trend;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.telemetry.InfluxSettings;
import care.silverbell.ingest.telemetry.InfluxTelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryMetrics;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.testing.RealInflux;
import care.silverbell.ingest.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class InfluxRollUpsTest extends RollUpContract {
  private static RealInflux influx;
  private static TestDatabase database;
  private static RollUps rollUps;
  private static TelemetryStore unmarked;
  private static TelemetryStore store;

  @BeforeAll
  static void open() {
    influx = RealInflux.start();
    database = TestDatabase.create("ingest");
    rollUps = new RollUps(database.database(), ZONE, NOW::get);
    unmarked =
        new InfluxTelemetryStore(
            InfluxSettings.open(influx.url()),
            NOW::get,
            new TelemetryMetrics(new SimpleMeterRegistry()));
    store = new MarkedTelemetry(unmarked, rollUps);
    rollUps.readFrom(store);
  }

  @AfterAll
  static void close() {
    if (influx != null) {
      store.close();
      database.close();
      influx.close();
    }
  }

  @Override
  TelemetryStore store() {
    return store;
  }

  @Override
  TelemetryStore unmarked() {
    return unmarked;
  }

  @Override
  Database database() {
    return database.database();
  }

  @Override
  RollUps rollUps() {
    return rollUps;
  }
}
