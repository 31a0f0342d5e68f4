package care.silverbell.records.grid;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.records.duty.WallClock;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the grid's routes are asked with, read with an error a person can act on. */
final class Asked {
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);

  private Asked() {}

  /** The id in the path; 404 for what is none. */
  static UUID path(Query query, String what) {
    try {
      return UUID.fromString(query.path("id"));
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("there is no such " + what);
    }
  }

  /** An id of the body that must be there. */
  static UUID id(Query query, String name) {
    return id(name, query.required(name));
  }

  static UUID id(String name, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(name + " is not an id");
    }
  }

  /** A time with offset, or one of the wall clock in the office's zone. */
  static Instant time(Query query, String name, ZoneId zone) {
    String text = query.required(name);
    try {
      LocalDateTime shown = LocalDateTime.parse(text);
      if (shown.toLocalDate().isAfter(EARLIEST) && shown.toLocalDate().isBefore(LATEST)) {
        return WallClock.instant(zone, shown);
      }
    } catch (DateTimeException e) {
      return query.bodyTime(name).orElseThrow();
    }
    throw Problem.badRequest(name + " is not a time such as 2026-11-22T08:00");
  }

  /** From {@code starts} until before {@code ends}. */
  record Time(Instant starts, Instant ends) {}

  /** The time from {@code starts} to {@code ends} of the body, which must lie after it. */
  static Time span(Query query, ZoneId zone) {
    Time time = new Time(time(query, "starts", zone), time(query, "ends", zone));
    if (!time.ends().isAfter(time.starts())) {
      throw Problem.badRequest("ends is not after starts");
    }
    return time;
  }

  /** Answers 201 with the id of what was added. */
  static JsonObject added(Query query, UUID id) {
    query.context().response().setStatusCode(201);
    return new JsonObject().put("id", id.toString());
  }

  /** A day such as 2026-11-22; null where there is none. */
  static @Nullable LocalDate day(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.isAfter(EARLIEST) && day.isBefore(LATEST)) {
        return day;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw Problem.badRequest(name + " is not a day such as 2026-11-22");
  }

  /** Each object of a list of the body that must be there, read; errors name its place from 1. */
  static <T> List<T> each(Query query, String name, Function<JsonObject, T> read) {
    if (!(query.body().getValue(name) instanceof JsonArray array)) {
      throw Problem.badRequest(name + " is missing: a list");
    }
    List<T> items = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      try {
        items.add(read.apply(array.getJsonObject(i)));
      } catch (ClassCastException | NullPointerException | DateTimeException e) {
        throw Problem.badRequest("%s, item %d cannot be read".formatted(name, i + 1));
      } catch (Problem e) {
        throw Problem.badRequest("%s, item %d: %s".formatted(name, i + 1, e.getMessage()));
      }
    }
    return items;
  }

  /** A text of an item of the body. */
  static String text(JsonObject item, String name) {
    if (item.getValue(name) instanceof String text && !text.isBlank()) {
      return Query.withoutZero(text.strip());
    }
    throw Problem.badRequest(name + " is missing");
  }

  /** Does the work; what the database refuses is said in words. */
  static <T> T saying(String taken, Supplier<T> work) {
    try {
      return work.get();
    } catch (NoSuchElementException e) {
      throw Problem.badRequest("" + e.getMessage());
    } catch (IllegalStateException e) {
      throw Problem.conflict("" + e.getMessage());
    } catch (DatabaseTrouble e) {
      throw switch (e.reason()) {
        case THERE_ALREADY -> Problem.conflict(taken);
        case POINTS_NOWHERE -> Problem.badRequest("it names a cell or staff that is not there");
        case OTHER -> e;
      };
    }
  }
}
