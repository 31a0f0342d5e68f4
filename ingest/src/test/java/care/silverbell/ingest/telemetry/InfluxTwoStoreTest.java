package care.silverbell.ingest.telemetry;

/** InfluxDB 2.7: a token, an organisation and a bucket; the version in a header. */
class InfluxTwoStoreTest extends LaterInfluxContract {
  InfluxTwoStoreTest() {
    super("2.7.11", InfluxPeer.ORG);
  }
}
