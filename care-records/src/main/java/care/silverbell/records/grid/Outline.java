package care.silverbell.records.grid;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a cell lies: one or more polygons, each with its holes, as GeoJSON (RFC 7946) has them.
 * Told in degrees of WGS-84 on a plane, which is true enough for a sub-district; an outline across
 * the date line is two polygons, as the RFC asks.
 */
public final class Outline {
  private static final int MOST_POINTS = 10_000;
  private static final int FEWEST_POINTS = 4;
  private static final double LONGITUDES = 180;
  private static final double LATITUDES = 90;

  /** Of each polygon the outer ring first, then its holes. */
  private final List<List<Ring>> polygons;

  private Outline(List<List<Ring>> polygons) {
    this.polygons = polygons;
  }

  /**
   * Reads a GeoJSON Polygon or MultiPolygon.
   *
   * @throws IllegalArgumentException saying what is wrong and how it should be
   */
  public static Outline of(JsonObject geometry) {
    try {
      JsonArray coordinates = geometry.getJsonArray("coordinates");
      if (coordinates == null || coordinates.isEmpty()) {
        throw new IllegalArgumentException("the outline has no coordinates");
      }
      Outline outline =
          switch (String.valueOf(geometry.getValue("type"))) {
            case "Polygon" -> new Outline(List.of(polygon(coordinates)));
            case "MultiPolygon" -> new Outline(arrays(coordinates).map(Outline::polygon).toList());
            default ->
                throw new IllegalArgumentException(
                    "the outline is a GeoJSON Polygon or MultiPolygon");
          };
      outline.countPoints();
      return outline;
    } catch (ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException(
          "the outline's coordinates are lists of [longitude, latitude]", e);
    }
  }

  /** Whether the point lies within, or on an edge. Degrees. */
  public boolean contains(double latitude, double longitude) {
    return polygons.stream().anyMatch(rings -> contains(rings, longitude, latitude));
  }

  /** How large it is, in square degrees: good for telling which of two is smaller in one place. */
  public double area() {
    double area = 0;
    for (List<Ring> rings : polygons) {
      area += rings.getFirst().area();
      for (Ring hole : rings.subList(1, rings.size())) {
        area -= hole.area();
      }
    }
    return area;
  }

  private static boolean contains(List<Ring> rings, double x, double y) {
    if (rings.stream().anyMatch(ring -> ring.hasOnEdge(x, y))) {
      return true;
    }
    return rings.getFirst().surrounds(x, y)
        && rings.stream().skip(1).noneMatch(hole -> hole.surrounds(x, y));
  }

  private void countPoints() {
    int points = polygons.stream().flatMap(List::stream).mapToInt(ring -> ring.x().length).sum();
    if (points > MOST_POINTS) {
      throw new IllegalArgumentException(
          "the outline has %d points; draw it with %d at most".formatted(points, MOST_POINTS));
    }
  }

  private static List<Ring> polygon(JsonArray rings) {
    if (rings.isEmpty()) {
      throw new IllegalArgumentException("a polygon of the outline has no ring");
    }
    return arrays(rings).map(Outline::ring).toList();
  }

  private static Ring ring(JsonArray points) {
    List<double[]> read = new ArrayList<>();
    arrays(points).forEach(point -> read.add(point(point)));
    if (read.size() < FEWEST_POINTS) {
      throw new IllegalArgumentException(
          "a ring of the outline has four points at least, the last like the first");
    }
    Ring ring =
        new Ring(
            read.stream().mapToDouble(it -> it[0]).toArray(),
            read.stream().mapToDouble(it -> it[1]).toArray());
    int last = read.size() - 1;
    if (ring.x()[0] != ring.x()[last] || ring.y()[0] != ring.y()[last]) {
      throw new IllegalArgumentException(
          "a ring of the outline is not closed: end it with its first point");
    }
    return ring;
  }

  private static double[] point(JsonArray point) {
    if (point.size() < 2) {
      throw new IllegalArgumentException("a point of the outline is [longitude, latitude]");
    }
    double longitude = ((Number) point.getValue(0)).doubleValue();
    double latitude = ((Number) point.getValue(1)).doubleValue();
    if (!(Math.abs(longitude) <= LONGITUDES && Math.abs(latitude) <= LATITUDES)) {
      throw new IllegalArgumentException(
          "a point of the outline is [longitude -180 to 180, latitude -90 to 90]: " + point);
    }
    return new double[] {longitude, latitude};
  }

  private static java.util.stream.Stream<JsonArray> arrays(JsonArray array) {
    return java.util.stream.IntStream.range(0, array.size()).mapToObj(array::getJsonArray);
  }

  /** A closed line; the last point is the first. */
  private static final class Ring {
    private final double[] x;
    private final double[] y;

    Ring(double[] x, double[] y) {
      this.x = x;
      this.y = y;
    }

    double[] x() {
      return x;
    }

    double[] y() {
      return y;
    }

    boolean hasOnEdge(double px, double py) {
      for (int i = 1; i < x.length; i++) {
        double cross = (x[i] - x[i - 1]) * (py - y[i - 1]) - (y[i] - y[i - 1]) * (px - x[i - 1]);
        if (cross == 0 && between(px, x[i - 1], x[i]) && between(py, y[i - 1], y[i])) {
          return true;
        }
      }
      return false;
    }

    /** Casts a ray to the east and counts what it crosses. */
    boolean surrounds(double px, double py) {
      boolean inside = false;
      for (int i = 1; i < x.length; i++) {
        if ((y[i] > py) != (y[i - 1] > py)
            && px < (x[i - 1] - x[i]) * (py - y[i]) / (y[i - 1] - y[i]) + x[i]) {
          inside = !inside;
        }
      }
      return inside;
    }

    double area() {
      double twice = 0;
      for (int i = 1; i < x.length; i++) {
        twice += x[i - 1] * y[i] - x[i] * y[i - 1];
      }
      return Math.abs(twice) / 2;
    }

    private static boolean between(double value, double one, double other) {
      return value >= Math.min(one, other) && value <= Math.max(one, other);
    }
  }
}
