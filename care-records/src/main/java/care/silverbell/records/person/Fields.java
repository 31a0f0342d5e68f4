package care.silverbell.records.person;

import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, read one by one with an error that names the field.
 *
 * @param within what errors begin with, such as {@code "contacts: "}
 */
record Fields(JsonObject json, String within) {

  Fields(JsonObject json) {
    this(json, "");
  }

  /** Null where it was left out, null or blank. */
  @Nullable String optional(String name) {
    Object value = json.getValue(name);
    if (value != null && !(value instanceof String)) {
      throw wrong(name + " is not a text");
    }
    String text = (String) value;
    return text == null || text.isBlank() ? null : Query.withoutZero(text.strip());
  }

  /** Whether something other than a blank stands there. */
  boolean isGiven(String name) {
    Object value = json.getValue(name);
    return value instanceof String text ? !text.isBlank() : value != null;
  }

  String required(String name) {
    String value = optional(name);
    if (value == null) {
      throw wrong(name + " is missing");
    }
    return value;
  }

  @Nullable String oneOf(String name, Set<String> allowed) {
    String value = optional(name);
    if (value != null && !allowed.contains(value)) {
      throw wrong(name + " is one of " + String.join(", ", allowed.stream().sorted().toList()));
    }
    return value;
  }

  String requiredOneOf(String name, Set<String> allowed) {
    required(name);
    return "" + oneOf(name, allowed);
  }

  @Nullable LocalDate date(String name) {
    String text = optional(name);
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw wrong(name + " is a date such as 1941-03-02");
    }
  }

  boolean flag(String name) {
    Object value = json.getValue(name);
    if (value != null && !(value instanceof Boolean)) {
      throw wrong(name + " is true or false");
    }
    return Boolean.TRUE.equals(value);
  }

  /** An id; where it came as an object, as it is answered, the object's own id. */
  UUID id(String name) {
    Object value = json.getValue(name);
    String text =
        value instanceof JsonObject object ? new Fields(object).required("id") : required(name);
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw wrong(name + " is not an id");
    }
  }

  /** Texts as they were written. */
  List<String> texts(String name) {
    return list(name, name + " is a list of texts", it -> Query.withoutZero((String) it));
  }

  /** A list of the closed set's words. */
  List<String> manyOf(String name, Set<String> allowed) {
    List<String> values = texts(name);
    if (!allowed.containsAll(values)) {
      throw wrong(name + " is a list of " + String.join(", ", allowed.stream().sorted().toList()));
    }
    return values;
  }

  /** A list, each item read by itself; what is no list, or holds null, is said to be otherwise. */
  <T> List<T> list(String name, String otherwise, Function<Object, T> read) {
    List<T> items = new ArrayList<>();
    try {
      JsonArray array = json.getJsonArray(name);
      if (array != null) {
        for (Object item : array) {
          if (item == null) {
            throw wrong(otherwise);
          }
          items.add(read.apply(item));
        }
      }
      return List.copyOf(items);
    } catch (ClassCastException e) {
      throw wrong(otherwise);
    }
  }

  private Problem wrong(String what) {
    return Problem.badRequest(within + what);
  }
}
