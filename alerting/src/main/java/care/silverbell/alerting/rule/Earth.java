package care.silverbell.alerting.rule;

import care.silverbell.ingest.reading.Position;

/** Distances and directions on the earth. */
public final class Earth {
  /** Metres; the mean radius (IUGG). */
  private static final double RADIUS = 6_371_008.8;

  private Earth() {}

  /** Metres from an origin to the east and to the north. */
  record Flat(double east, double north) {}

  /** Metres along the great circle (haversine). */
  public static double metres(
      double latitude, double longitude, double toLatitude, double toLongitude) {
    double north = Math.sin(Math.toRadians(toLatitude - latitude) / 2);
    double east = Math.sin(Math.toRadians(toLongitude - longitude) / 2);
    double h =
        north * north
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(toLatitude))
                * east
                * east;
    return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  static double metres(Position a, Position b) {
    return metres(a.latitude(), a.longitude(), b.latitude(), b.longitude());
  }

  /** As on a flat map around the origin; good for some tens of kilometres. */
  static Flat flat(Position origin, double latitude, double longitude) {
    return new Flat(
        Math.toRadians(longitude - origin.longitude())
            * Math.cos(Math.toRadians(origin.latitude()))
            * RADIUS,
        Math.toRadians(latitude - origin.latitude()) * RADIUS);
  }

  /** Metres from the origin to the nearest point of the straight piece between the two. */
  static double fromOrigin(Flat a, Flat b) {
    double east = b.east() - a.east();
    double north = b.north() - a.north();
    double square = east * east + north * north;
    double along = square == 0 ? 0 : -(a.east() * east + a.north() * north) / square;
    double within = Math.clamp(along, 0, 1);
    return Math.hypot(a.east() + within * east, a.north() + within * north);
  }

  /** Which way one goes from the one to the other: 0 north, 90 east, in degrees. */
  static double heading(Position from, Position to) {
    Flat way = flat(from, to.latitude(), to.longitude());
    return (Math.toDegrees(Math.atan2(way.east(), way.north())) + 360) % 360;
  }
}
