package care.silverbell.ingest.trend;

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

/** A store that goes away in the middle of what is read of one person, as when the power fails. */
record DyingStore(TelemetryStore store, PersonId last) implements TelemetryStore {
  @Override
  public List<Window> windows(
      PersonId person, Sign sign, Instant from, Instant to, Duration every) {
    if (person.equals(last) && sign != Sign.HEART_RATE) {
      throw new TelemetryUnavailable("gone");
    }
    return store.windows(person, sign, from, to, every);
  }

  @Override
  public void write(List<Reading> readings) {
    store.write(readings);
  }

  @Override
  public List<Point> points(PersonId person, Sign sign, Instant from, Instant to, int limit) {
    return store.points(person, sign, from, to, limit);
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
  public Optional<Point> newestBefore(PersonId person, Sign sign, Instant before) {
    return store.newestBefore(person, sign, before);
  }

  @Override
  public List<Optional<Instant>> notWorn(PersonId person, List<Stretch> stretches) {
    return store.notWorn(person, stretches);
  }

  @Override
  public List<Boolean> spoke(PersonId person, List<Stretch> stretches) {
    return store.spoke(person, stretches);
  }

  @Override
  public List<PersonId> people() {
    return store.people();
  }

  @Override
  public Optional<Instant> oldest(PersonId person) {
    return store.oldest(person);
  }

  @Override
  public Optional<String> trouble() {
    return store.trouble();
  }

  @Override
  public void close() {}
}
