package care.silverbell.records.aftercare;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentState;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.AccessLog.Noting;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Sight;
import care.silverbell.records.aftercare.Assessments.Assessment;
import care.silverbell.records.aftercare.Assessments.Side;
import care.silverbell.records.aftercare.FollowUps.FollowUp;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.incident.VisibleIncidents;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The routes to what is left to do once an incident is over. */
public final class AftercareRoutes {
  private static final Set<Role> RESPONDERS = Set.of(Role.DESK, Role.GRID, Role.DOCTOR);
  private static final Set<Role> BOTH_SIDES =
      Set.of(Role.DESK, Role.GRID, Role.DOCTOR, Role.FAMILY);
  private static final int PAGE = 100;
  private static final int MOST_STARS = 5;
  private static final int FARTHEST_DAYS = 366;

  private final Assessments assessments;
  private final FollowUps followUps;
  private final VisibleIncidents incidents;
  private final ZoneId zone;
  private final InstantSource clock;

  /** Brings together what comes after. */
  public AftercareRoutes(
      Database database, VisibleIncidents incidents, ZoneId zone, InstantSource clock) {
    assessments = new Assessments(database);
    followUps = new FollowUps(database);
    this.incidents = incidents;
    this.zone = zone;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/incidents/:id/after", Api.SIGNED_IN, this::after);
    api.post("/api/incidents/:id/assessment", BOTH_SIDES, this::assess);
    api.post("/api/incidents/:id/follow-up", RESPONDERS, this::followUp);
    api.get("/api/follow-ups", RESPONDERS, this::due);
    api.post("/api/follow-ups/:id/done", RESPONDERS, this::done);
  }

  private JsonObject after(Account caller, Query query) {
    return after(incidents.named(caller, query));
  }

  private JsonObject assess(Account caller, Query query) {
    Incident incident = over(incidents.named(caller, query));
    Side side =
        switch (query.required("side")) {
          case "responder" -> Side.RESPONDER;
          case "person" -> Side.PERSON;
          case String _ -> throw Problem.badRequest("side is responder or person");
        };
    if (side == Side.RESPONDER && caller.role() == Role.FAMILY) {
      throw Problem.forbidden("family speaks for the person; those who came speak for themselves");
    }
    assessments.write(
        incident.id(), side, stars(query), query.optional("note"), caller, clock.instant());
    return after(incident);
  }

  private JsonObject followUp(Account caller, Query query) {
    Incident incident = incidents.named(caller, query);
    LocalDate on = day("on", query.required("on"));
    LocalDate today = today();
    if (on.isBefore(today) || on.isAfter(today.plusDays(FARTHEST_DAYS))) {
      throw Problem.badRequest("on is a day from today on, within a year");
    }
    UUID id = followUps.add(incident.id(), on, query.optional("note"), caller, clock.instant());
    query.context().response().setStatusCode(201);
    return json(followUps.find(id).orElseThrow(), today);
  }

  private JsonObject due(Account caller, Query query) {
    LocalDate today = today();
    LocalDate until = query.text("until").map(it -> day("until", it)).orElse(today);
    List<FollowUp> due = followUps.due(caller, until, query.limit(PAGE));
    List<PersonId> people =
        due.stream().map(FollowUp::person).filter(Objects::nonNull).distinct().toList();
    Oversight oversight = incidents.oversight();
    Noting noting =
        oversight.log().note(caller, "follow-ups", oversight.visibility().sights(caller, people));
    JsonArray items = new JsonArray();
    due.forEach(it -> items.add(json(it, today)));
    noting.awaitKept();
    return new JsonObject().put("items", items);
  }

  private JsonObject done(Account caller, Query query) {
    FollowUp followUp = visible(caller, query);
    followUps.done(followUp.id(), query.optional("note"), caller, clock.instant());
    return json(followUps.find(followUp.id()).orElseThrow(), today());
  }

  private FollowUp visible(Account caller, Query query) {
    try {
      FollowUp followUp =
          followUps.find(UUID.fromString(query.path("id"))).orElseThrow(AftercareRoutes::none);
      PersonId person = followUp.person();
      if (person != null) {
        Sight sight =
            incidents
                .oversight()
                .visibility()
                .sight(caller, person)
                .orElseThrow(AftercareRoutes::none);
        query.checkMayChange(sight);
      } else if (!caller.role().seesUnknownCallers()) {
        throw none();
      }
      return followUp;
    } catch (IllegalArgumentException e) {
      throw none();
    }
  }

  private JsonObject after(Incident incident) {
    JsonArray said = new JsonArray();
    assessments.of(incident.id()).forEach(it -> said.add(json(it)));
    JsonArray visits = new JsonArray();
    LocalDate today = today();
    followUps.of(incident.id()).forEach(it -> visits.add(json(it, today)));
    return new JsonObject()
        .put("incident", incident.id().toString())
        .put(
            "outcome",
            incident.state() instanceof IncidentState.Resolved done
                ? done.outcome().wireName()
                : null)
        .put("assessments", said)
        .put("followUps", visits);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  private static Incident over(Incident incident) {
    if (!incident.state().isOver()) {
      throw Problem.conflict("it is not over yet");
    }
    return incident;
  }

  private static int stars(Query query) {
    Object stars = query.body().getValue("stars");
    if (stars instanceof Integer count && count >= 1 && count <= MOST_STARS) {
      return count;
    }
    throw Problem.badRequest("stars is a whole number, 1 to 5");
  }

  private static LocalDate day(String name, String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= 1900 && day.getYear() < 2200) {
        return day;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw Problem.badRequest(name + " is a day such as 2026-11-22");
  }

  private static Problem none() {
    return Problem.notFound("there is no such follow-up for you");
  }

  private static JsonObject json(Assessment said) {
    return new JsonObject()
        .put("side", said.side())
        .put("stars", said.stars())
        .put("note", said.note())
        .put("by", said.by())
        .put("at", "" + said.at());
  }

  private static JsonObject json(FollowUp it, LocalDate today) {
    PersonId person = it.person();
    Instant done = it.doneAt();
    return new JsonObject()
        .put("id", it.id().toString())
        .put("incident", it.incident().toString())
        .put(
            "person",
            person == null
                ? null
                : new JsonObject().put("id", person.toString()).put("name", it.name()))
        .put("cell", it.cell())
        .put("on", "" + it.on())
        .put("overdue", done == null && it.on().isBefore(today))
        .put("note", it.note())
        .put("by", it.by())
        .put(
            "done",
            done == null
                ? null
                : new JsonObject()
                    .put("at", done.toString())
                    .put("by", it.doneBy())
                    .put("note", it.doneNote()));
  }
}
