package care.silverbell.ingest.telemetry;

import care.silverbell.ingest.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresTelemetryStoreTest extends TelemetryStoreContract {
  private static TestDatabase database;
  private static TelemetryStore store;

  @BeforeAll
  static void open() {
    database = TestDatabase.create("ingest");
    store =
        new PostgresTelemetryStore(
            database.database(),
            InstantSource.fixed(NOW),
            new TelemetryMetrics(new SimpleMeterRegistry()));
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
}
