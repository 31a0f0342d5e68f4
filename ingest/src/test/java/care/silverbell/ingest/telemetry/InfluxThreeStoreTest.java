package care.silverbell.ingest.telemetry;

/** InfluxDB 3: a token and a database; one statement a request; the version in the body. */
class InfluxThreeStoreTest extends LaterInfluxContract {
  InfluxThreeStoreTest() {
    super("3.0.1", null);
  }
}
