package care.silverbell.records;

import care.silverbell.records.OpenApiDocument.Operation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where in the body of a request text may stand that its sender chooses, by the OpenAPI document:
 * strings without a format, a pattern or a list of words. A place is written as keys with slashes
 * between them, and a star for what stands in a list.
 */
final class RequestTexts {
  private final JsonObject document;

  RequestTexts(String yaml) {
    document = OpenApiDocument.json(yaml);
  }

  /** The places in the JSON that the operation takes; empty where it takes none. */
  Set<String> of(Operation operation) {
    JsonObject body =
        document
            .getJsonObject("paths")
            .getJsonObject(operation.path())
            .getJsonObject(operation.method().toLowerCase(Locale.ROOT))
            .getJsonObject("requestBody", new JsonObject());
    JsonObject json =
        body.getJsonObject("content", new JsonObject())
            .getJsonObject("application/json", new JsonObject());
    Set<String> places = new TreeSet<>();
    collect(json.getJsonObject("schema", new JsonObject()), "", places, new HashSet<>());
    return places;
  }

  private void collect(JsonObject schema, String place, Set<String> places, Set<String> within) {
    String reference = schema.getString("$ref");
    if (reference != null) {
      if (within.add(reference)) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        JsonObject schemas = document.getJsonObject("components").getJsonObject("schemas");
        collect(schemas.getJsonObject(name), place, places, within);
        within.remove(reference);
      }
      return;
    }
    for (String choice : List.of("oneOf", "anyOf", "allOf")) {
      schema.getJsonArray(choice, new JsonArray()).stream()
          .map(JsonObject.class::cast)
          .forEach(it -> collect(it, place, places, within));
    }
    schema
        .getJsonObject("properties", new JsonObject())
        .forEach(
            it -> collect((JsonObject) it.getValue(), place + "/" + it.getKey(), places, within));
    if (schema.getValue("items") instanceof JsonObject items) {
      collect(items, place + "/*", places, within);
    }
    if (isFree(schema)) {
      places.add(place);
    }
  }

  private static boolean isFree(JsonObject schema) {
    Object type = schema.getValue("type");
    boolean text =
        "string".equals(type) || (type instanceof JsonArray all && all.contains("string"));
    return text && Stream.of("enum", "const", "format", "pattern").noneMatch(schema::containsKey);
  }

  /**
   * Puts a text there.
   *
   * @return whether there is such a place in the body
   */
  static boolean put(Object body, String place, String text) {
    return put(body, List.of(place.substring(1).split("/")), text);
  }

  private static boolean put(Object at, List<String> way, String text) {
    boolean last = way.size() == 1;
    List<String> rest = way.subList(1, way.size());
    if (at instanceof JsonArray array && way.getFirst().equals("*") && !array.isEmpty()) {
      boolean isText = array.getValue(0) instanceof String;
      if (last && isText) {
        array.set(0, text);
      }
      return last ? isText : put(array.getValue(0), rest, text);
    }
    if (at instanceof JsonObject object && !way.getFirst().equals("*")) {
      if (last) {
        object.put(way.getFirst(), text);
      }
      return last || put(object.getValue(way.getFirst()), rest, text);
    }
    return false;
  }

  /** All strings that stand at a key of that name, however deep. */
  static Stream<String> standingAt(Object json, String key) {
    return switch (json) {
      case JsonObject object ->
          object.stream()
              .flatMap(it ->
                  it.getKey().equals(key)
                      ? strings(it.getValue())
                      : standingAt(it.getValue(), key));
      case JsonArray array -> array.stream().flatMap(it -> standingAt(it, key));
      case null, default -> Stream.empty();
    };
  }

  private static Stream<String> strings(Object json) {
    return switch (json) {
      case String text -> Stream.of(text);
      case JsonArray array -> array.stream().flatMap(RequestTexts::strings);
      case JsonObject object -> object.stream().flatMap(it -> strings(it.getValue()));
      case null, default -> Stream.empty();
    };
  }
}
