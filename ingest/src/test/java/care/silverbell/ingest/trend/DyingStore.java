package care.silverbell.ingest.trend;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.telemetry.Refused;
import care.silverbell.ingest.telemetry.TelemetryInFront;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A store that goes away in the middle of what is read of one person, as when the power fails. */
final class DyingStore extends TelemetryInFront {
  private final PersonId last;

  DyingStore(TelemetryStore store, PersonId last) {
    super(store);
    this.last = last;
  }

  @Override
  public List<Window> windows(
      PersonId person, Sign sign, Instant from, Instant to, Duration every) {
    if (person.equals(last) && sign != Sign.HEART_RATE) {
      throw new TelemetryUnavailable("gone");
    }
    return store.windows(person, sign, from, to, every);
  }

  @Override
  public List<Refused> write(List<Reading> readings) {
    return store.write(readings);
  }
}
