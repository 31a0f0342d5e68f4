package care.silverbell.records.sheet;

import care.silverbell.records.grid.Outline;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Set;

/**
 * Where a cell lies, as a map program writes it: GeoJSON, of which the geometry is kept, always in
 * the same letters, so that what was not changed is found to be the same.
 */
public final class DrawnOutline {
  /** Takes an outline away; an empty cell leaves it as it is. */
  public static final String NONE = "-";

  /** A spreadsheet's cell holds no more (Excel's limit). */
  public static final int LONGEST = 32_767;

  private static final Set<String> NONE_WRITTEN = Set.of("-", "—", "无", "none");

  private DrawnOutline() {}

  static String read(String raw) {
    if (NONE_WRITTEN.contains(raw.toLowerCase(java.util.Locale.ROOT))) {
      return NONE;
    }
    if (raw.length() > LONGEST) {
      throw new Unfit(Wrong.OUTLINE_TOO_LONG, "" + LONGEST);
    }
    JsonObject geometry;
    try {
      geometry = geometry(new JsonObject(raw));
      if (looksSwapped(geometry.getValue("coordinates"))) {
        throw new Unfit(Wrong.OUTLINE_SWAPPED);
      }
      var _ = Outline.of(geometry);
    } catch (DecodeException
        | IllegalArgumentException
        | ClassCastException
        | IndexOutOfBoundsException e) {
      throw new Unfit(Wrong.NOT_AN_OUTLINE, Form.brief(raw));
    }
    return kept(geometry);
  }

  /** The same letters for the same outline, from wherever it comes. */
  public static String kept(JsonObject geometry) {
    return "{\"type\":\""
        + geometry.getString("type")
        + "\",\"coordinates\":"
        + plain(geometry.getValue("coordinates"))
        + "}";
  }

  /** What a map program wraps around a geometry is taken off. */
  private static JsonObject geometry(JsonObject read) {
    return switch (String.valueOf(read.getValue("type"))) {
      case "Feature" -> read.getJsonObject("geometry", new JsonObject());
      case "FeatureCollection" -> {
        JsonArray features = read.getJsonArray("features", new JsonArray());
        yield features.size() == 1 ? geometry(features.getJsonObject(0)) : new JsonObject();
      }
      default -> read;
    };
  }

  private static String plain(Object value) {
    if (value instanceof JsonArray array) {
      StringBuilder text = new StringBuilder("[");
      for (int place = 0; place < array.size(); place++) {
        text.append(place == 0 ? "" : ",").append(plain(array.getValue(place)));
      }
      return text.append(']').toString();
    }
    return new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
  }

  /** A latitude beyond 90 where the longitude would pass for one: the two stand the wrong way. */
  private static boolean looksSwapped(Object value) {
    Object first = value;
    while (first instanceof JsonArray array
        && !array.isEmpty()
        && array.getValue(0) instanceof JsonArray inner) {
      first = inner;
    }
    return first instanceof JsonArray point
        && point.size() >= 2
        && point.getValue(0) instanceof Number one
        && point.getValue(1) instanceof Number other
        && Math.abs(one.doubleValue()) <= 90
        && Math.abs(other.doubleValue()) > 90
        && Math.abs(other.doubleValue()) <= 180;
  }
}
