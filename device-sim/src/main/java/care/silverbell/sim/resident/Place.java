package care.silverbell.sim.resident;

/** A point on the ground, WGS-84 degrees. */
public record Place(double lat, double lon) {
  private static final double METRES_A_DEGREE = 111_195;

  public Place {
    if (!(Math.abs(lat) <= 85) || !(Math.abs(lon) <= 180)) {
      throw new IllegalArgumentException("not a place people live at: " + lat + ", " + lon);
    }
  }

  /** The place so many metres to the north and east. */
  public Place moved(double north, double east) {
    return new Place(
        lat + north / METRES_A_DEGREE,
        lon + east / (METRES_A_DEGREE * Math.cos(Math.toRadians(lat))));
  }

  /** Metres between two places; good within a city. */
  public double metresTo(Place other) {
    double north = (other.lat - lat) * METRES_A_DEGREE;
    double east = (other.lon - lon) * METRES_A_DEGREE * Math.cos(Math.toRadians(lat));
    return Math.hypot(north, east);
  }
}
