package care.silverbell.records.rehearsal;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.AccessLog.Noting;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.access.OwnCells;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Sight;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.rehearsal.RehearsalBook.Announced;
import care.silverbell.records.rehearsal.RehearsalBook.Tried;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The routes to test presses: when each band was last tried, and announcing that some are tests.
 */
public final class RehearsalRoutes {
  private static final Set<Role> OFFICE_AND_GRID = Set.of(Role.ADMIN, Role.DESK, Role.GRID);

  /** Each band is tried once a month. */
  private static final Duration EVERY = Duration.ofDays(31);

  /** An announcement that is forgotten must not hide for long that a press was meant. */
  private static final Duration LONGEST = Duration.ofHours(4);

  private static final Duration FARTHEST = Duration.ofDays(31);

  private final RehearsalBook book;
  private final OwnCells own;
  private final Rehearsals rehearsals;
  private final Oversight oversight;
  private final InstantSource clock;

  /** Brings together what tests need. */
  public RehearsalRoutes(
      Database database, Rehearsals rehearsals, Oversight oversight, InstantSource clock) {
    book = new RehearsalBook(database);
    own = new OwnCells(database);
    this.rehearsals = rehearsals;
    this.oversight = oversight;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/test-presses", OFFICE_AND_GRID, this::list);
    api.post("/api/test-presses", OFFICE_AND_GRID, this::announce);
    api.route(HttpMethod.DELETE, "/api/test-presses/:id", OFFICE_AND_GRID, this::end);
  }

  private JsonObject list(Account caller, Query query) {
    Instant now = clock.instant();
    UUID @Nullable [] cells = own.of(caller);
    boolean onlyOverdue = query.text("overdue").map("true"::equals).orElse(false);
    List<Tried> bands =
        book.bands(cells).stream().filter(it -> !onlyOverdue || isOverdue(it, now)).toList();
    Noting noting =
        oversight
            .log()
            .note(
                caller,
                "test-presses",
                oversight.visibility().sights(caller, bands.stream().map(Tried::person).toList()));
    JsonArray items = new JsonArray();
    bands.forEach(band -> items.add(json(band, now)));
    JsonArray announced = new JsonArray();
    book.announced(cells, now).forEach(it -> announced.add(json(it)));
    noting.awaitKept();
    return new JsonObject()
        .put("overdue", bands.stream().filter(it -> isOverdue(it, now)).count())
        .put("announced", announced)
        .put("items", items);
  }

  private JsonObject announce(Account caller, Query query) {
    Instant now = clock.instant();
    @Nullable String person = query.optional("person");
    @Nullable String cell = query.optional("cell");
    if ((person == null) == (cell == null)) {
      throw Problem.badRequest("say person or cell");
    }
    Instant starts = query.bodyTime("from").orElse(now);
    Instant ends = query.bodyTime("to").orElseThrow(() -> Problem.badRequest("to is missing"));
    if (!ends.isAfter(starts) || !ends.isAfter(now)) {
      throw Problem.badRequest("to lies behind from, and in the future");
    }
    if (Duration.between(starts, ends).compareTo(LONGEST) > 0) {
      throw Problem.badRequest("a test is announced for 4 hours at most");
    }
    if (starts.isAfter(now.plus(FARTHEST))) {
      throw Problem.badRequest("a test is announced a month ahead at most");
    }
    UUID id =
        person != null
            ? book.announce(person(caller, query, person), null, starts, ends, caller, now)
            : book.announce(null, cell(caller, "" + cell), starts, ends, caller, now);
    rehearsals.reread();
    query.context().response().setStatusCode(201);
    return json(
        book.announced(null, now).stream()
            .filter(it -> it.id().equals(id))
            .findFirst()
            .orElseThrow());
  }

  private @Nullable Object end(Account caller, Query query) {
    try {
      UUID id = UUID.fromString(query.path("id"));
      if (book.end(id, own.of(caller), clock.instant())) {
        rehearsals.reread();
        return null;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw Problem.notFound("there is no such announcement for you, or it is over");
  }

  private UUID person(Account caller, Query query, String text) {
    try {
      PersonId person = PersonId.of(text);
      Sight sight =
          oversight.visibility().sight(caller, person).orElseThrow(RehearsalRoutes::nobody);
      query.checkMayChange(sight);
      return person.value();
    } catch (IllegalArgumentException e) {
      throw nobody();
    }
  }

  private static Problem nobody() {
    return Problem.badRequest("there is no such person for you");
  }

  private UUID cell(Account caller, String text) {
    try {
      UUID cell = UUID.fromString(text);
      UUID @Nullable [] theirs = own.of(caller);
      if (theirs == null ? book.isCell(cell) : Arrays.asList(theirs).contains(cell)) {
        return cell;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw Problem.badRequest("there is no such cell for you");
  }

  private static Instant due(Tried band) {
    Instant last = band.lastTest();
    return (last == null || last.isBefore(band.since()) ? band.since() : last).plus(EVERY);
  }

  private static boolean isOverdue(Tried band, Instant now) {
    return due(band).isBefore(now);
  }

  private static JsonObject json(Tried band, Instant now) {
    Instant last = band.lastTest();
    UUID incident = band.incident();
    return new JsonObject()
        .put("band", band.band())
        .put(
            "person", new JsonObject().put("id", band.person().toString()).put("name", band.name()))
        .put("cell", band.cell())
        .put("lastTest", last == null ? null : last.toString())
        .put("incident", incident == null ? null : incident.toString())
        .put("due", "" + due(band))
        .put("overdue", isOverdue(band, now));
  }

  private static JsonObject json(Announced announced) {
    UUID person = announced.person();
    UUID cell = announced.cell();
    return new JsonObject()
        .put("id", announced.id().toString())
        .put("person", person == null ? null : person.toString())
        .put("cell", cell == null ? null : cell.toString())
        .put("name", announced.name())
        .put("from", "" + announced.starts())
        .put("to", "" + announced.ends())
        .put("by", announced.by());
  }
}
