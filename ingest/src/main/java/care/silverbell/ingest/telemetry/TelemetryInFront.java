package care.silverbell.ingest.telemetry;

import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A telemetry store that writes in a way of its own; whatever is read, the one behind it answers.
 */
public abstract class TelemetryInFront implements TelemetryStore {
  /** The one behind. */
  protected final TelemetryStore store;

  /** Takes over the store behind. */
  protected TelemetryInFront(TelemetryStore store) {
    this.store = store;
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
  public List<Vitals> vitals(
      PersonId person, Set<Sign> signs, Instant from, Instant to, int limit) {
    return store.vitals(person, signs, from, to, limit);
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
  public void close() {
    store.close();
  }
}
