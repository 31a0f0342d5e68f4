package care.silverbell.records.response.form;

import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote, read field by field with an error that names the field.
 *
 * @param within what errors begin with, such as {@code "steps, item 2: "}
 */
public record Form(JsonObject json, String within) {

  /** The body of a request. */
  public static Form of(Query query) {
    return new Form(query.body(), "");
  }

  /** A text; null where it was left out, null or blank. */
  public @Nullable String optional(String name) {
    Object value = json.getValue(name);
    if (value != null && !(value instanceof String)) {
      throw wrong(name, "is not a text");
    }
    String text = (String) value;
    return text == null || text.isBlank() ? null : Query.withoutZero(text.strip());
  }

  /** A text that must be there. */
  public String required(String name) {
    String text = optional(name);
    if (text == null) {
      throw wrong(name, "is missing");
    }
    return text;
  }

  /** An id that must be there. */
  public UUID id(String name) {
    String text = required(name);
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw wrong(name, "is not an id");
    }
  }

  /** A whole number within those bounds; null where it was left out. */
  public @Nullable Integer number(String name, int least, int most) {
    Object value = json.getValue(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Integer number && number >= least && number <= most) {
      return number;
    }
    throw wrong(name, "is a whole number, " + least + " to " + most);
  }

  /** A list, each object of it read by itself; empty where it was left out. */
  public <T> List<T> objects(String name, int most, Function<Form, T> read) {
    return items(
        name,
        most,
        (item, where) -> {
          if (item instanceof JsonObject object) {
            return read.apply(new Form(object, where + ": "));
          }
          throw Problem.badRequest(where + " is not an object");
        });
  }

  /** A list of texts; empty where it was left out. */
  public List<String> texts(String name, int most) {
    return items(
        name,
        most,
        (item, where) -> {
          if (item instanceof String text && !text.isBlank()) {
            return Query.withoutZero(text.strip());
          }
          throw Problem.badRequest(where + " is not a text");
        });
  }

  /** A list of whole numbers within those bounds; empty where it was left out. */
  public List<Integer> numbers(String name, int most, int least, int largest) {
    return items(
        name,
        most,
        (item, where) -> {
          if (item instanceof Integer number && number >= least && number <= largest) {
            return number;
          }
          throw Problem.badRequest(where + " is not a whole number, " + least + " to " + largest);
        });
  }

  /** A problem with that field, to be thrown. */
  public Problem wrong(String name, String what) {
    return Problem.badRequest(within + name + " " + what);
  }

  private interface Reader<T> {
    T read(Object item, String where);
  }

  private <T> List<T> items(String name, int most, Reader<T> reader) {
    Object value = json.getValue(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof JsonArray array) || array.size() > most) {
      throw wrong(name, "is a list of " + most + " at most");
    }
    List<T> items = new ArrayList<>();
    for (Object item : array) {
      items.add(reader.read(item, within + name + ", item " + (items.size() + 1)));
    }
    return items;
  }
}
