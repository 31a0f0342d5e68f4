package care.silverbell.ingest.trend;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.telemetry.PostgresTelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryMetrics;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresRollUpsTest extends RollUpContract {
  private static TestDatabase database;
  private static RollUps rollUps;
  private static TelemetryStore unmarked;
  private static TelemetryStore store;

  @BeforeAll
  static void open() {
    database = TestDatabase.create("ingest");
    rollUps = new RollUps(database.database(), ZONE, NOW::get);
    unmarked =
        new PostgresTelemetryStore(
            database.database(), NOW::get, new TelemetryMetrics(new SimpleMeterRegistry()));
    store = new MarkedTelemetry(unmarked, rollUps);
    rollUps.readFrom(store);
  }

  @AfterAll
  static void close() {
    store.close();
    database.close();
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
