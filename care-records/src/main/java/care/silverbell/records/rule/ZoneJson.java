package care.silverbell.records.rule;

import care.silverbell.alerting.rule.HoursOfWeek;
import care.silverbell.alerting.rule.HoursOfWeek.Stretch;
import care.silverbell.alerting.rule.Zone;
import care.silverbell.alerting.rule.Zone.Area;
import care.silverbell.alerting.rule.Zone.Circle;
import care.silverbell.alerting.rule.Zone.Corner;
import care.silverbell.alerting.rule.Zone.Polygon;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A zone as it is kept and as the API writes it. */
public final class ZoneJson {
  private static final int CORNERS_AT_MOST = 200;
  private static final int STRETCHES_AT_MOST = 50;

  /** Metres; a smaller one is left by a fix that errs. */
  private static final double SMALLEST = 50;

  private static final double GREATEST = 100_000;

  private ZoneJson() {}

  /**
   * Reads the area of a zone.
   *
   * @throws IllegalArgumentException if it is none, saying why
   */
  static Area area(JsonObject json) {
    try {
      JsonObject circle = json.getJsonObject("circle");
      JsonArray polygon = json.getJsonArray("polygon");
      if ((circle == null) == (polygon == null)) {
        throw new IllegalArgumentException("a zone is a circle or a polygon");
      }
      return circle != null ? circle(circle) : polygon(polygon);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(
          "a circle has lat, lon and radius; a polygon is a list of lat and lon", e);
    }
  }

  private static Circle circle(JsonObject json) {
    double radius = number(json, "radius");
    if (radius < SMALLEST || radius > GREATEST) {
      throw new IllegalArgumentException("radius is 50 to 100000 metres");
    }
    return new Circle(number(json, "lat"), number(json, "lon"), radius);
  }

  private static Polygon polygon(JsonArray json) {
    if (json.size() > CORNERS_AT_MOST) {
      throw new IllegalArgumentException("a polygon has 200 corners at most");
    }
    List<Corner> corners = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      JsonObject corner = json.getJsonObject(i);
      if (corner == null) {
        throw new IllegalArgumentException("a corner has lat and lon");
      }
      corners.add(new Corner(number(corner, "lat"), number(corner, "lon")));
    }
    return new Polygon(corners);
  }

  private static double number(JsonObject json, String name) {
    Double value = json.getDouble(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  /**
   * Reads when a zone holds.
   *
   * @throws IllegalArgumentException if it cannot be read, saying why
   */
  static HoursOfWeek hours(JsonArray json) {
    if (json.size() > STRETCHES_AT_MOST) {
      throw new IllegalArgumentException("hours are 50 stretches at most");
    }
    List<Stretch> stretches = new ArrayList<>();
    try {
      for (int i = 0; i < json.size(); i++) {
        JsonObject it = json.getJsonObject(i);
        stretches.add(
            new Stretch(
                DayOfWeek.valueOf(("" + it.getString("day")).toUpperCase(Locale.ROOT)),
                LocalTime.parse("" + it.getString("from")),
                LocalTime.parse("" + it.getString("to"))));
      }
    } catch (DateTimeException
        | ClassCastException
        | IllegalArgumentException
        | NullPointerException e) {
      throw new IllegalArgumentException(
          "hours are stretches such as {\"day\":\"monday\",\"from\":\"20:00\",\"to\":\"07:00\"}",
          e);
    }
    return new HoursOfWeek(stretches);
  }

  /** The area of a zone, as the API writes it. */
  public static JsonObject area(Zone zone) {
    return switch (zone.area()) {
      case Circle circle ->
          new JsonObject()
              .put(
                  "circle",
                  corner(circle.latitude(), circle.longitude())
                      .put("radius", circle.radiusMetres()));
      case Polygon polygon -> {
        JsonArray corners = new JsonArray();
        polygon.corners().forEach(it -> corners.add(corner(it.latitude(), it.longitude())));
        yield new JsonObject().put("polygon", corners);
      }
    };
  }

  static JsonArray hours(Zone zone) {
    JsonArray hours = new JsonArray();
    zone.hours()
        .stretches()
        .forEach(it ->
            hours.add(
                new JsonObject()
                    .put("day", it.day().name().toLowerCase(Locale.ROOT))
                    .put("from", it.from().toString())
                    .put("to", it.to().toString())));
    return hours;
  }

  private static JsonObject corner(double latitude, double longitude) {
    return new JsonObject().put("lat", latitude).put("lon", longitude);
  }
}
