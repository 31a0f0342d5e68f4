package care.silverbell.alerting.rule;

import care.silverbell.ingest.reading.Position;
import java.util.List;

/**
 * Where a person is expected to be (安全区域), and when.
 *
 * @param name as those who go there call it
 */
public record Zone(String name, Area area, HoursOfWeek hours) {

  /** A piece of the earth, WGS-84. */
  public sealed interface Area {
    /** Metres to its border: negative inside, positive outside. */
    double metresBeyond(Position position);
  }

  /** Everything within so many metres. */
  public record Circle(double latitude, double longitude, double radiusMetres) implements Area {
    public Circle {
      if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && radiusMetres > 0)) {
        throw new IllegalArgumentException("a circle has a centre in degrees and a radius above 0");
      }
    }

    @Override
    public double metresBeyond(Position position) {
      return Earth.metres(latitude, longitude, position.latitude(), position.longitude())
          - radiusMetres;
    }
  }

  /** Everything within a closed line of straight pieces; the last corner joins the first. */
  public record Polygon(List<Corner> corners) implements Area {
    public Polygon {
      corners = List.copyOf(corners);
      if (corners.size() < 3) {
        throw new IllegalArgumentException("a polygon has 3 corners or more");
      }
    }

    @Override
    public double metresBeyond(Position position) {
      boolean inside = false;
      double nearest = Double.MAX_VALUE;
      Corner before = corners.getLast();
      for (Corner corner : corners) {
        Earth.Flat a = Earth.flat(position, before.latitude(), before.longitude());
        Earth.Flat b = Earth.flat(position, corner.latitude(), corner.longitude());
        nearest = Math.min(nearest, Earth.fromOrigin(a, b));
        // A ray to the east crosses the border an odd number of times from within.
        if ((a.north() > 0) != (b.north() > 0)
            && a.east() + (0 - a.north()) / (b.north() - a.north()) * (b.east() - a.east()) > 0) {
          inside = !inside;
        }
        before = corner;
      }
      return inside ? -nearest : nearest;
    }
  }

  /** A corner of a polygon, degrees. */
  public record Corner(double latitude, double longitude) {
    public Corner {
      if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
        throw new IllegalArgumentException(
            "latitude -90 to 90 and longitude -180 to 180, in degrees");
      }
    }
  }
}
