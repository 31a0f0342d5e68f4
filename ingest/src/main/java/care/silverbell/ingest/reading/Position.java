package care.silverbell.ingest.reading;

import org.jspecify.annotations.Nullable;

/**
 * A place on the earth, always WGS-84.
 *
 * @param latitude degrees, -90 to 90
 * @param longitude degrees, -180 to 180
 * @param accuracyMetres radius within which the wearer is likely to be, metres; null where the band
 *     did not say
 * @param source how the fix was made; null where the band did not say
 */
public record Position(
    double latitude, double longitude, @Nullable Double accuracyMetres, @Nullable Source source) {

  /** How a fix was made. */
  public enum Source {
    GPS,
    WIFI,
    CELL
  }

  public Position {
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException(
          "latitude -90 to 90 and longitude -180 to 180, in degrees");
    }
    if (accuracyMetres != null && !(accuracyMetres >= 0)) {
      throw new IllegalArgumentException("accuracy in metres is 0 or more");
    }
  }
}
