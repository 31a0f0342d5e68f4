package care.silverbell.records.consent;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Api.Seen;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.person.Editor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;

/** The routes to what may be shown to whom. */
public final class ConsentRoutes {
  private final Consents consents;
  private final InstantSource clock;

  /** Brings together what consents need. */
  public ConsentRoutes(Consents consents, InstantSource clock) {
    this.consents = consents;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    String path = "/api/people/:id/consents";
    api.person(
        HttpMethod.GET, path, Api.SIGNED_IN, Aspect.IDENTITY, (_, _, seen) -> list(seen.person()));
    api.person(HttpMethod.POST, path, Api.OFFICE, Aspect.FILE, this::give);
    api.person(HttpMethod.POST, path + "/:consent/revoke", Api.OFFICE, Aspect.FILE, this::revoke);
  }

  private JsonObject list(PersonId person) {
    JsonArray items = new JsonArray();
    consents.list(person).forEach(consent -> items.add(json(consent)));
    return new JsonObject().put("items", items);
  }

  private JsonObject give(Account caller, Query query, Seen seen) {
    Instant now = clock.instant();
    Instant since = query.bodyTime("since").orElse(now);
    if (since.isAfter(now)) {
      throw Problem.badRequest("since lies in the future: keep it when it has been given");
    }
    String toWhom = oneOf(query, "toWhom", Consents.TO_WHOM);
    String what = oneOf(query, "what", Consents.WHAT);
    if (what.equals(Consents.CALLS) && !toWhom.equals("family")) {
      throw Problem.badRequest(
          "only whether the family is told of calls is the person's to say: those on duty always are");
    }
    if (toWhom.equals(Consents.VOLUNTEERS) && !what.equals(Consents.POSITION)) {
      throw Problem.badRequest(
          "volunteers see a search card and nothing else: only position can be shown to them");
    }
    Consents.Consent consent =
        new Consents.Consent(
            UUID.randomUUID(), toWhom, what, since, null, query.required("givenBy"));
    try {
      consents.give(seen.person(), consent, Editor.of(caller));
    } catch (DatabaseTrouble e) {
      if (e.isDuplicate()) {
        throw Problem.conflict("this consent stands already: revoke it before it is given anew");
      }
      throw e;
    }
    query.context().response().setStatusCode(201);
    return json(consent);
  }

  private JsonObject revoke(Account caller, Query query, Seen seen) {
    try {
      return json(
          consents.revoke(
              seen.person(), UUID.fromString(query.path("consent")), Editor.of(caller)));
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("there is no such consent");
    }
  }

  private static String oneOf(Query query, String name, Set<String> allowed) {
    String value = query.required(name);
    if (!allowed.contains(value)) {
      throw Problem.badRequest(
          name + " is one of " + String.join(", ", allowed.stream().sorted().toList()));
    }
    return value;
  }

  private static JsonObject json(Consents.Consent consent) {
    Instant until = consent.until();
    return new JsonObject()
        .put("id", consent.id().toString())
        .put("toWhom", consent.toWhom())
        .put("what", consent.what())
        .put("since", consent.since().toString())
        .put("until", until == null ? null : until.toString())
        .put("givenBy", consent.givenBy());
  }
}
