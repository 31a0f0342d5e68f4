package care.silverbell.records.person;

import care.silverbell.alerting.rule.Earth;
import care.silverbell.alerting.rule.Zone;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody is at home, for those to whom a position is shut: inside a zone of theirs that
 * holds now, or, where they have none, within a circle around the house.
 */
public final class Whereabouts {
  /** Metres around the house: the yard, the neighbours, the shop at the corner. */
  static final double HOME_METRES = 300;

  /** An older fix says nothing of now. */
  static final Duration SAYS_NOTHING_AFTER = Duration.ofMinutes(30);

  private final Database database;
  private final InstantSource clock;
  private final Function<PersonId, List<Zone>> zones;

  /**
   * Looks up houses.
   *
   * @param zones a person's zones that hold now; empty where home is a circle around the house
   */
  public Whereabouts(Database database, InstantSource clock, Function<PersonId, List<Zone>> zones) {
    this.database = database;
    this.clock = clock;
    this.zones = zones;
  }

  /** What is said. */
  public enum AtHome {
    /** Within the circle, whichever way the fix errs. */
    INSIDE,
    /** Beyond it, whichever way the fix errs. */
    OUTSIDE,
    /** No house on the map, no fix of late, or one too coarse to tell. */
    UNKNOWN;

    /** As the API writes it. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether that fix, null where there is none, is at the person's home. */
  public AtHome of(PersonId person, @Nullable Location fix) {
    if (fix == null || fix.moment().at().isBefore(clock.instant().minus(SAYS_NOTHING_AFTER))) {
      return AtHome.UNKNOWN;
    }
    List<Zone> holding = zones.apply(person);
    if (!holding.isEmpty()) {
      return of(holding, fix.position());
    }
    var rows =
        database.query(
            "looking where the person lives",
            "select latitude, longitude from person where id = $1 and latitude is not null",
            person.value());
    return rows.size() == 0
        ? AtHome.UNKNOWN
        : of(
            rows.iterator().next().getDouble("latitude"),
            rows.iterator().next().getDouble("longitude"),
            fix.position());
  }

  static AtHome of(List<Zone> zones, Position fix) {
    double beyond = Double.MAX_VALUE;
    for (Zone zone : zones) {
      beyond = Math.min(beyond, zone.area().metresBeyond(fix));
    }
    Double accuracy = fix.accuracyMetres();
    double error = accuracy == null ? 0 : accuracy;
    if (beyond + error <= 0) {
      return AtHome.INSIDE;
    }
    return beyond - error > 0 ? AtHome.OUTSIDE : AtHome.UNKNOWN;
  }

  static AtHome of(double houseLatitude, double houseLongitude, Position fix) {
    double away = Earth.metres(houseLatitude, houseLongitude, fix.latitude(), fix.longitude());
    Double accuracy = fix.accuracyMetres();
    double error = accuracy == null ? 0 : accuracy;
    if (away + error <= HOME_METRES) {
      return AtHome.INSIDE;
    }
    return away - error > HOME_METRES ? AtHome.OUTSIDE : AtHome.UNKNOWN;
  }
}
