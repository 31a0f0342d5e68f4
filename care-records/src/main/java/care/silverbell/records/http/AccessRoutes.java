package care.silverbell.records.http;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.AccessLog;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.BreakGlass;
import care.silverbell.records.access.Purpose;
import care.silverbell.records.access.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** The routes to the log of looks, and to the file that cannot wait. */
public final class AccessRoutes {
  private static final int PAGE = 200;
  private static final int SHORTEST_REASON = 8;
  private static final Set<Role> RESPONDERS = Set.of(Role.DOCTOR, Role.GRID, Role.DESK);

  private final AccessLog log;
  private final BreakGlass glass;

  /** Brings together what the log needs. */
  public AccessRoutes(AccessLog log, BreakGlass glass) {
    this.log = log;
    this.glass = glass;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.person(
        HttpMethod.GET,
        "/api/people/:id/access-log",
        Api.SIGNED_IN,
        Aspect.ACCESS_LOG,
        (_, query, seen) -> lines(query, seen.person()));
    api.post("/api/break-glass", RESPONDERS, this::open);
    api.get("/api/break-glass", Api.ADMIN, this::all);
  }

  private JsonObject lines(Query query, PersonId person) {
    int offset = query.number("cursor").orElse(0);
    int limit = query.limit(PAGE);
    List<AccessLog.Line> lines = log.of(person, offset, limit);
    JsonArray items = new JsonArray();
    lines.forEach(line -> items.add(json(line)));
    return new JsonObject()
        .put("items", items)
        .put("breakGlass", opened(glass.of(person)).getJsonArray("items"))
        .put("next", lines.size() == limit ? Integer.toString(offset + limit) : null);
  }

  private JsonObject all(Account caller, Query query) {
    List<BreakGlass.Opened> list = glass.list(query.limit(PAGE));
    log.note(
            list.stream()
                .map(it ->
                    new AccessLog.Look(it.person(), caller, "break-glass", Purpose.ADMINISTRATION))
                .toList())
        .awaitKept();
    return opened(list);
  }

  private JsonObject open(Account caller, Query query) {
    String reason = query.required("reason");
    if (reason.length() < SHORTEST_REASON) {
      throw Problem.badRequest(
          "reason says why it cannot wait, in " + SHORTEST_REASON + " characters at least");
    }
    PersonId person = person(query);
    try {
      Instant until = glass.open(caller, person, reason);
      query.context().response().setStatusCode(201);
      return new JsonObject().put("person", person.toString()).put("until", "" + until);
    } catch (DatabaseTrouble e) {
      if (e.reason() == DatabaseTrouble.Reason.POINTS_NOWHERE) {
        throw Problem.notFound("there is no such person");
      }
      throw e;
    }
  }

  /** By id, or by exactly the name and the birth date, which whoever stands beside them can ask. */
  private PersonId person(Query query) {
    String id = query.optional("person");
    try {
      return id != null
          ? PersonId.of(id)
          : glass
              .find(query.required("name"), LocalDate.parse(query.required("birthDate")))
              .orElseThrow(
                  () -> Problem.notFound("nobody, or more than one, has that name and birth date"));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Problem.badRequest("person is an id, and birthDate a date such as 1941-03-02");
    }
  }

  private static JsonObject json(AccessLog.Line line) {
    Role role = line.role();
    return new JsonObject()
        .put("at", "" + line.at())
        .put("account", line.account())
        .put("name", line.name())
        .put("role", role == null ? null : role.wireName())
        .put("what", line.what())
        .put("purpose", line.purpose())
        .put("reason", line.reason().isEmpty() ? null : line.reason())
        .put("times", line.times());
  }

  private static JsonObject opened(List<BreakGlass.Opened> list) {
    JsonArray items = new JsonArray();
    list.forEach(it ->
        items.add(
            new JsonObject()
                .put("person", it.person().toString())
                .put("personName", it.personName())
                .put("account", it.account())
                .put("name", it.name())
                .put("reason", it.reason())
                .put("since", "" + it.since())
                .put("until", "" + it.until())));
    return new JsonObject().put("items", items);
  }
}
