package care.silverbell.ingest.telemetry;

import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch of readings in which those of one key have been joined, because one statement of
 * PostgreSQL may not touch a row twice. What is said later stands over what was said before.
 */
final class JoinedReadings {
  private static final BandState NOTHING_SAID = new BandState(null, null, null, null, null);

  private record Key(PersonId person, Instant at) {
    static Key of(Reading reading) {
      return new Key(reading.person(), reading.moment().at().truncatedTo(ChronoUnit.MILLIS));
    }
  }

  private final Map<Key, Vitals> vitals = new HashMap<>();
  private final Map<Key, Location> locations = new HashMap<>();
  private final Map<Key, BandStatus> statuses = new HashMap<>();

  JoinedReadings(List<Reading> readings) {
    for (Reading reading : readings) {
      Key key = Key.of(reading);
      switch (reading) {
        case Vitals one -> {
          if (!one.signs().equals(Signs.NONE)) {
            vitals.merge(key, one, JoinedReadings::join);
          }
        }
        case Location one -> locations.merge(key, one, JoinedReadings::join);
        case BandStatus one -> {
          if (!one.state().equals(NOTHING_SAID)) {
            statuses.merge(key, one, JoinedReadings::join);
          }
        }
      }
    }
  }

  Collection<Vitals> vitals() {
    return vitals.values();
  }

  Collection<Location> locations() {
    return locations.values();
  }

  Collection<BandStatus> statuses() {
    return statuses.values();
  }

  private static Vitals join(Vitals before, Vitals after) {
    Signs old = before.signs();
    Signs now = after.signs();
    return new Vitals(
        after.person(),
        join(before.moment(), after.moment()),
        new Signs(
            newer(old.heartRate(), now.heartRate()),
            newer(old.spo2(), now.spo2()),
            newer(old.systolic(), now.systolic()),
            newer(old.diastolic(), now.diastolic()),
            newer(old.temperature(), now.temperature()),
            newer(old.steps(), now.steps()),
            newer(old.worn(), now.worn()),
            newer(old.atRest(), now.atRest())));
  }

  private static Location join(Location before, Location after) {
    Position old = before.position();
    Position now = after.position();
    return new Location(
        after.person(),
        join(before.moment(), after.moment()),
        new Position(
            now.latitude(),
            now.longitude(),
            newer(old.accuracyMetres(), now.accuracyMetres()),
            newer(old.source(), now.source())));
  }

  private static BandStatus join(BandStatus before, BandStatus after) {
    BandState old = before.state();
    BandState now = after.state();
    return new BandStatus(
        after.person(),
        join(before.moment(), after.moment()),
        after.band(),
        new BandState(
            newer(old.online(), now.online()),
            newer(old.battery(), now.battery()),
            newer(old.charging(), now.charging()),
            newer(old.worn(), now.worn()),
            newer(old.firmware(), now.firmware())));
  }

  private static Moment join(Moment before, Moment after) {
    return new Moment(after.at(), before.clockReplaced() || after.clockReplaced());
  }

  private static <T> @Nullable T newer(@Nullable T before, @Nullable T after) {
    return after == null ? before : after;
  }
}
