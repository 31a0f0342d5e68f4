package care.silverbell.ingest.band;

import java.util.Locale;
import java.util.Optional;

/**
 * Which earth a latitude and longitude are meant on. Maps sold in China are shifted by 100 to 500 m
 * (GCJ-02), Baidu's once more (BD-09); the service keeps WGS-84 only.
 *
 * <p>The shift is not published by its makers. This is the approximation in common use, as in
 * googollee/eviltransform and hujiulong/gcoord: a Krasovsky ellipsoid and two series, good to a
 * metre or two against the maps themselves. Like them it takes a rectangle for China.
 */
public enum Datum {
  /** What satellites say; the only one that is kept. */
  WGS84 {
    @Override
    Point ofWgs84(Point wgs84) {
      return wgs84;
    }
  },
  /** The maps sold in China. */
  GCJ02 {
    @Override
    Point ofWgs84(Point wgs84) {
      return isInChina(wgs84) ? shifted(wgs84) : wgs84;
    }
  },
  /** Baidu's. */
  BD09 {
    @Override
    Point ofWgs84(Point wgs84) {
      return isInChina(wgs84) ? baidu(shifted(wgs84)) : wgs84;
    }
  };

  /** Krasovsky 1940: equatorial radius in metres, and eccentricity squared. */
  private static final double RADIUS = 6_378_245.0;

  private static final double ECCENTRICITY_SQUARED = 0.006693421622965943;

  private static final double BAIDU_PI = Math.PI * 3000 / 180;

  /** Four rounds bring any point of China within a centimetre; the rest is reserve. */
  private static final int ROUNDS = 10;

  /** About a millimetre. */
  private static final double CLOSE_ENOUGH = 1e-8;

  /** A place in degrees, on whichever datum. */
  public record Point(double latitude, double longitude) {}

  /** The datum of that name as bands write it, such as {@code gcj02}, {@code GCJ-02}. */
  public static Optional<Datum> named(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    return switch (plain) {
      case "wgs84" -> Optional.of(WGS84);
      case "gcj02" -> Optional.of(GCJ02);
      case "bd09", "bd09ll" -> Optional.of(BD09);
      default -> Optional.empty();
    };
  }

  /** Where a WGS-84 point stands on this datum; outside China where it was. */
  abstract Point ofWgs84(Point wgs84);

  /**
   * Where a point of this datum stands on WGS-84, to half a metre; outside China where it was. The
   * shift has no inverse in closed form, so the guess is moved by what it misses.
   */
  Point toWgs84(Point point) {
    if (this == WGS84 || !isInChina(point)) {
      return point;
    }
    Point guess = point;
    for (int round = 0; round < ROUNDS; round++) {
      // Not ofWgs84: a guess across the rectangle's edge must not fall into the unshifted world.
      Point there = this == BD09 ? baidu(shifted(guess)) : shifted(guess);
      double missesNorth = there.latitude - point.latitude;
      double missesEast = there.longitude - point.longitude;
      guess = new Point(guess.latitude - missesNorth, guess.longitude - missesEast);
      if (Math.abs(missesNorth) < CLOSE_ENOUGH && Math.abs(missesEast) < CLOSE_ENOUGH) {
        break;
      }
    }
    return guess;
  }

  private static boolean isInChina(Point point) {
    return point.longitude >= 72.004
        && point.longitude <= 137.8347
        && point.latitude >= 0.8293
        && point.latitude <= 55.8271;
  }

  private static Point shifted(Point wgs84) {
    double x = wgs84.longitude - 105;
    double y = wgs84.latitude - 35;
    double latitude = Math.toRadians(wgs84.latitude);
    double flattening = 1 - ECCENTRICITY_SQUARED * Math.pow(Math.sin(latitude), 2);
    double northRadius = RADIUS * (1 - ECCENTRICITY_SQUARED) / (flattening * Math.sqrt(flattening));
    double eastRadius = RADIUS / Math.sqrt(flattening) * Math.cos(latitude);
    return new Point(
        wgs84.latitude + Math.toDegrees(metresNorth(x, y) / northRadius),
        wgs84.longitude + Math.toDegrees(metresEast(x, y) / eastRadius));
  }

  private static double metresNorth(double x, double y) {
    double plain = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
    return plain
        + ripple(x)
        + (20 * sine(y) + 40 * sine(y / 3)) * 2 / 3
        + (160 * sine(y / 12) + 320 * sine(y / 30)) * 2 / 3;
  }

  private static double metresEast(double x, double y) {
    double plain = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
    return plain
        + ripple(x)
        + (20 * sine(x) + 40 * sine(x / 3)) * 2 / 3
        + (150 * sine(x / 12) + 300 * sine(x / 30)) * 2 / 3;
  }

  private static double ripple(double x) {
    return (20 * sine(6 * x) + 20 * sine(2 * x)) * 2 / 3;
  }

  private static double sine(double halfTurns) {
    return Math.sin(halfTurns * Math.PI);
  }

  private static Point baidu(Point gcj02) {
    double x = gcj02.longitude;
    double y = gcj02.latitude;
    double length = Math.hypot(x, y) + 0.00002 * Math.sin(y * BAIDU_PI);
    double angle = Math.atan2(y, x) + 0.000003 * Math.cos(x * BAIDU_PI);
    return new Point(length * Math.sin(angle) + 0.006, length * Math.cos(angle) + 0.0065);
  }
}
