package care.silverbell.ingest.telemetry;

import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where readings are kept. Both stores obey one contract ({@code TelemetryStoreContract}): a
 * reading's key is (person, kind, time in milliseconds), so writing twice changes nothing, and two
 * samples of one moment that carry different signs are joined. What was measured on no wrist
 * ({@link care.silverbell.ingest.reading.Signs#isOfWearer}) is kept and not answered. Times from
 * are inclusive, times to exclusive; lists are in order of time.
 */
public interface TelemetryStore extends AutoCloseable {

  /**
   * Keeps the readings; when this returns they are safe, but for those that are answered.
   *
   * @return those that the store will never take, however often they come; whoever writes keeps
   *     them elsewhere
   * @throws TelemetryUnavailable if the store cannot take them now; the same call may be made again
   */
  List<Refused> write(List<Reading> readings);

  /**
   * The raw values of one sign, the oldest {@code limit} of them.
   *
   * @throws TelemetryUnavailable if the store does not answer
   */
  List<Point> points(PersonId person, Sign sign, Instant from, Instant to, int limit);

  /**
   * Least, mean, greatest and count of one sign in windows of {@code every}, aligned to the Unix
   * epoch; windows without a value are left out.
   *
   * @throws TelemetryUnavailable if the store does not answer
   */
  List<Window> windows(PersonId person, Sign sign, Instant from, Instant to, Duration every);

  /**
   * All signs of each moment, the oldest {@code limit} moments.
   *
   * @throws TelemetryUnavailable if the store does not answer
   */
  List<Vitals> vitals(PersonId person, Instant from, Instant to, int limit);

  /**
   * The same of some signs alone, with whether the band was worn and its wearer at rest: for
   * reading much. Moments that tell neither of these signs nor that the band was on no wrist may be
   * left out.
   *
   * @throws TelemetryUnavailable if the store does not answer
   */
  List<Vitals> vitals(PersonId person, Set<Sign> signs, Instant from, Instant to, int limit);

  /**
   * Where the person was, the oldest {@code limit} fixes.
   *
   * @throws TelemetryUnavailable if the store does not answer
   */
  List<Location> track(PersonId person, Instant from, Instant to, int limit);

  /**
   * The newest of everything known of a person, no older than 30 days.
   *
   * @throws TelemetryUnavailable if the store does not answer
   */
  Latest latest(PersonId person);

  /**
   * The newest value of one sign before a moment, no older than 30 days before it.
   *
   * @throws TelemetryUnavailable if the store does not answer
   */
  Optional<Point> newestBefore(PersonId person, Sign sign, Instant before);

  /**
   * When the band first said, within each of the stretches, that it is on no wrist.
   *
   * @return one for each stretch, in their order
   * @throws TelemetryUnavailable if the store does not answer
   */
  List<Optional<Instant>> notWorn(PersonId person, List<Stretch> stretches);

  /**
   * Whether the band said anything within each of the stretches; that the broker saw it go is no
   * word of the band.
   *
   * @return one for each stretch, in their order
   * @throws TelemetryUnavailable if the store does not answer
   */
  List<Boolean> spoke(PersonId person, List<Stretch> stretches);

  /**
   * Everybody who has vitals, in no order.
   *
   * @throws TelemetryUnavailable if the store does not answer
   */
  List<PersonId> people();

  /**
   * When somebody's vitals begin; empty where they have none.
   *
   * @throws TelemetryUnavailable if the store does not answer
   */
  Optional<Instant> oldest(PersonId person);

  /** What is wrong with the store now, in a sentence; empty when it answers. */
  Optional<String> trouble();

  @Override
  void close();

  /** One value of one sign, in the sign's unit. */
  record Point(Instant at, double value) {}

  /** A stretch of time. */
  record Stretch(Instant from, Instant to) {}

  /** What one sign did between {@code at} and the next window. */
  record Window(Instant at, double min, double mean, double max, long count) {}

  /** The newest of each, with its time. */
  record Latest(Map<Sign, Point> signs, Optional<Location> location, Optional<BandStatus> status) {}
}
