package care.silverbell.records.http;

import care.silverbell.records.access.Sight;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks with: its parameters and its body, read with an error a person can act on.
 */
public record Query(RoutingContext context) {
  private static final Pattern EVERY = Pattern.compile("(\\d{1,4})(s|m|h|d)");
  private static final int MAX_LIMIT = 500;

  /** Both stores can be asked about any time between these. */
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** A part of the path. */
  public String path(String name) {
    String value = context.pathParam(name);
    if (value == null) {
      throw new IllegalStateException("the path has no part " + name);
    }
    return withoutZero(value);
  }

  /** A parameter, empty where it was left out or blank. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(context.request().getParam(name))
        .map(Query::withoutZero)
        .filter(it -> !it.isBlank());
  }

  /** A point in time in ISO 8601 with offset. */
  public Optional<Instant> time(String name) {
    return text(name).map(it -> instant(name, it));
  }

  /**
   * Refuses all but a GET to whoever sees somebody only because they opened the file with a reason.
   * Asked by every route that finds the person in another way than by {@link Api#person}.
   *
   * @throws Problem 403 that the page has its own words for
   */
  public void checkMayChange(Sight sight) {
    if (!sight.own() && !context.request().method().equals(HttpMethod.GET)) {
      throw Problem.forbidden(
          "opened-with-a-reason",
          "whoever opens a file with a reason reads it and changes nothing");
    }
  }

  /** From one point in time to a later one. */
  public record Span(Instant from, Instant to) {}

  /**
   * The stretch of time that {@code from} and {@code to} say.
   *
   * @param now where the end was left out
   * @param usually how long it is where its beginning was left out
   */
  public Span span(Instant now, Duration usually) {
    Instant to = time("to").orElse(now);
    Instant from = time("from").orElseGet(() -> to.minus(usually));
    if (!from.isBefore(to)) {
      throw Problem.badRequest("from lies before to");
    }
    return new Span(from, to);
  }

  /** How many; 1 to 500. */
  public int limit(int otherwise) {
    int limit = text("limit").map(it -> number("limit", it)).orElse(otherwise);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.badRequest("limit is 1 to " + MAX_LIMIT);
    }
    return limit;
  }

  /** A parameter that is a whole number, 0 or more. */
  public Optional<Integer> number(String name) {
    return text(name).map(it -> number(name, it));
  }

  /** The width of a window, such as {@code 5m}. */
  public Optional<Duration> every() {
    return text("every").map(Query::duration);
  }

  /** The body, which must be a JSON object; an empty body is an empty object. */
  public JsonObject body() {
    try {
      JsonObject body = context.body().isEmpty() ? null : context.body().asJsonObject();
      return body == null ? new JsonObject() : body;
    } catch (DecodeException | ClassCastException e) {
      throw Problem.badRequest("the body is not a JSON object");
    }
  }

  /** A text of the body that must be there. */
  public String required(String name) {
    String value = optional(name);
    if (value == null) {
      throw Problem.badRequest(name + " is missing");
    }
    return value;
  }

  /** A text of the body, null where it was left out or blank. */
  public @Nullable String optional(String name) {
    Object value = body().getValue(name);
    if (value != null && !(value instanceof String)) {
      throw Problem.badRequest(name + " is not a text");
    }
    String text = (String) value;
    return text == null || text.isBlank() ? null : withoutZero(text.strip());
  }

  /** U+0000 is the one character that PostgreSQL's text cannot hold. */
  public static String withoutZero(String text) {
    return text.replace("\u0000", "");
  }

  /** A point in time of the body, in ISO 8601 with offset. */
  public Optional<Instant> bodyTime(String name) {
    return Optional.ofNullable(optional(name)).map(it -> instant(name, it));
  }

  private static Instant instant(String name, String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      if (time.isAfter(EARLIEST) && time.isBefore(LATEST)) {
        return time;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw Problem.badRequest(name + " is not a time such as 2026-11-22T08:00:00+08:00");
  }

  private static int number(String name, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number < 0) {
        throw new NumberFormatException(text);
      }
      return number;
    } catch (NumberFormatException e) {
      throw Problem.badRequest(name + " is not a whole number, 0 or more");
    }
  }

  private static Duration duration(String text) {
    Matcher matcher = EVERY.matcher(text);
    long count = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    if (count == 0) {
      throw Problem.badRequest("every is a number and s, m, h or d, such as 5m");
    }
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
