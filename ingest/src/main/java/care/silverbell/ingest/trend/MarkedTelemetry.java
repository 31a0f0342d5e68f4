package care.silverbell.ingest.trend;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.telemetry.Refused;
import care.silverbell.ingest.telemetry.TelemetryInFront;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryUnavailable;
import java.util.List;

/**
 * A telemetry store whose days are marked as changed before readings are written to it. It stands
 * behind the spool: what was spooled is marked when it is drained.
 */
public final class MarkedTelemetry extends TelemetryInFront {
  private final RollUps rollUps;

  /** Takes over the store. */
  public MarkedTelemetry(TelemetryStore store, RollUps rollUps) {
    super(store);
    this.rollUps = rollUps;
  }

  @Override
  public List<Refused> write(List<Reading> readings) {
    try {
      rollUps.mark(readings);
    } catch (DatabaseTrouble e) {
      throw new TelemetryUnavailable("marking days to be rolled up", e);
    }
    return store.write(readings);
  }
}
