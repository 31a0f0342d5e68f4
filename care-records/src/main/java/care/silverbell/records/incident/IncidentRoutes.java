package care.silverbell.records.incident;

import care.silverbell.alerting.incident.Deed;
import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.Outcome;
import care.silverbell.alerting.incident.Responder;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.AccessLog;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.access.Policy;
import care.silverbell.records.access.Sight;
import care.silverbell.records.access.Visibility;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The routes to incidents and to what responders do with them. */
public final class IncidentRoutes {
  private static final int PAGE = 100;

  private final IncidentDesk desk;
  private final IncidentStore store;
  private final Visibility visibility;
  private final AccessLog log;
  private final IncidentJson json;

  /** Brings together what answering needs. */
  public IncidentRoutes(
      IncidentDesk desk, IncidentStore store, Oversight oversight, IncidentJson json) {
    this.desk = desk;
    this.store = store;
    visibility = oversight.visibility();
    log = oversight.log();
    this.json = json;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/incidents", Api.SIGNED_IN, this::list);
    api.get(
        "/api/incidents/:id",
        Api.SIGNED_IN,
        (caller, query) -> answer(caller, visible(caller, query)));
    api.post(
        "/api/incidents/:id/acknowledge",
        Api.SIGNED_IN,
        (caller, query) -> act(caller, query, Deed.ACKNOWLEDGE));
    api.post(
        "/api/incidents/:id/depart",
        Api.SIGNED_IN,
        (caller, query) -> act(caller, query, Deed.DEPART));
    api.post(
        "/api/incidents/:id/arrive",
        Api.SIGNED_IN,
        (caller, query) -> act(caller, query, Deed.ARRIVE));
    api.post("/api/incidents/:id/resolve", Api.SIGNED_IN, this::resolve);
    api.post("/api/incidents/:id/note", Api.SIGNED_IN, this::note);
  }

  private JsonObject list(Account caller, Query query) {
    boolean onlyOpen =
        switch (query.text("state").orElse("all")) {
          case "open" -> true;
          case "all" -> false;
          default -> throw Problem.badRequest("state is open or all");
        };
    IncidentStore.Lines lines =
        switch (query.text("timeline").orElse("all")) {
          case "all" -> IncidentStore.Lines.ALL;
          case "newest" -> IncidentStore.Lines.NEWEST;
          default -> throw Problem.badRequest("timeline is all or newest");
        };
    int limit = query.limit(PAGE);
    List<Incident> page =
        store.list(
            visibility.incidentsOf(caller),
            onlyOpen,
            lines,
            query.text("cursor").map(IncidentRoutes::id),
            limit + 1);
    JsonArray items = seen(caller, page.stream().limit(limit).toList());
    return new JsonObject()
        .put("items", items)
        .put("next", page.size() > limit ? page.get(limit - 1).id().toString() : null);
  }

  private JsonObject act(Account caller, Query query, Deed deed) {
    Incident incident = ofAnother(caller, query);
    return answer(caller, desk.act(incident.id(), deed, responder(caller)));
  }

  private JsonObject resolve(Account caller, Query query) {
    Incident incident = ofAnother(caller, query);
    Outcome outcome;
    try {
      outcome = Outcome.of(query.required("outcome"));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("" + e.getMessage());
    }
    return answer(
        caller, desk.resolve(incident.id(), responder(caller), outcome, query.optional("note")));
  }

  private JsonObject note(Account caller, Query query) {
    Incident incident = visible(caller, query);
    return answer(caller, desk.note(incident.id(), responder(caller), query.required("note")));
  }

  /** Nobody comes to help themself, nor says that they were helped: somebody else looks. */
  private Incident ofAnother(Account caller, Query query) {
    Incident incident = visible(caller, query);
    PersonId person = incident.person();
    if (person != null && visibility.isThemself(caller, person)) {
      throw Problem.conflict(
          "it-is-you",
          "it is you who is to be helped; those who were asked are told until one comes");
    }
    return incident;
  }

  private Incident visible(Account caller, Query query) {
    Incident incident = store.find(id(query.path("id"))).orElseThrow(IncidentRoutes::none);
    PersonId person = incident.person();
    if (person != null) {
      Sight sight = visibility.sightOfCalls(caller, person).orElseThrow(IncidentRoutes::none);
      query.checkMayChange(sight);
    } else if (!caller.role().seesUnknownCallers()) {
      throw none();
    }
    return incident;
  }

  private JsonObject answer(Account caller, Incident incident) {
    JsonArray seen = seen(caller, List.of(incident));
    if (seen.isEmpty()) {
      throw none();
    }
    return seen.getJsonObject(0);
  }

  /** As the caller sees them now; the looks are in the log before the answer leaves. */
  private JsonArray seen(Account caller, List<Incident> incidents) {
    List<PersonId> people =
        incidents.stream().map(Incident::person).filter(Objects::nonNull).distinct().toList();
    Map<PersonId, Sight> sights = visibility.sightsOfCalls(caller, people);
    AccessLog.Noting noting = log.note(caller, "incident", sights);
    JsonArray items = json.of(incidents, sights, Policy.ofUnknownCaller(caller.role()));
    noting.awaitKept();
    return items;
  }

  private static Problem none() {
    return Problem.notFound("there is no such incident for you");
  }

  private static IncidentId id(String text) {
    try {
      return IncidentId.of(text);
    } catch (IllegalArgumentException e) {
      throw none();
    }
  }

  private static Responder responder(Account account) {
    return new Responder(account.name(), account.displayName());
  }
}
