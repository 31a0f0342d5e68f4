package care.silverbell.ingest.trend;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A telemetry store whose days are marked as changed before readings are written to it. It stands
 * behind the spool: what was spooled is marked when it is drained.
 */
public final class MarkedTelemetry implements TelemetryStore {
  private final TelemetryStore store;
  private final RollUps rollUps;

  /** Takes over the store. */
  public MarkedTelemetry(TelemetryStore store, RollUps rollUps) {
    this.store = store;
    this.rollUps = rollUps;
  }

  @Override
  public void write(List<Reading> readings) {
    try {
      rollUps.mark(readings);
    } catch (DatabaseTrouble e) {
      throw new TelemetryUnavailable("marking days to be rolled up", e);
    }
    store.write(readings);
  }

  @Override
  public List<Point> points(PersonId person, Sign sign, Instant from, Instant to, int limit) {
    return store.points(person, sign, from, to, limit);
  }

  @Override
  public List<Window> windows(
      PersonId person, Sign sign, Instant from, Instant to, Duration every) {
    return store.windows(person, sign, from, to, every);
  }

  @Override
  public List<Vitals> vitals(PersonId person, Instant from, Instant to, int limit) {
    return store.vitals(person, from, to, limit);
  }

  @Override
  public List<Location> track(PersonId person, Instant from, Instant to, int limit) {
    return store.track(person, from, to, limit);
  }

  @Override
  public Latest latest(PersonId person) {
    return store.latest(person);
  }

  @Override
  public Optional<String> trouble() {
    return store.trouble();
  }

  @Override
  public void close() {
    store.close();
  }
}
