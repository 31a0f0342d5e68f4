package care.silverbell.records.rule;

import care.silverbell.alerting.rule.Zone;
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
import java.util.UUID;

/** The routes to where a person is expected to be (安全区域). */
public final class ZoneRoutes {
  private final Zones zones;
  private final Runnable changed;

  /**
   * Brings together what zones need.
   *
   * @param changed run when a zone was added or ended, so that the rules go by it at once
   */
  public ZoneRoutes(Zones zones, Runnable changed) {
    this.zones = zones;
    this.changed = changed;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    String path = "/api/people/:id/zones";
    api.person(
        HttpMethod.GET, path, Api.SIGNED_IN, Aspect.HOME, (_, _, seen) -> list(seen.person()));
    api.person(HttpMethod.POST, path, Api.OFFICE, Aspect.HOME, this::add);
    api.person(HttpMethod.POST, path + "/:zone/end", Api.OFFICE, Aspect.HOME, this::end);
  }

  private JsonObject list(PersonId person) {
    JsonArray items = new JsonArray();
    zones.list(person).forEach(it -> items.add(json(it)));
    return new JsonObject().put("items", items);
  }

  private JsonObject add(Account caller, Query query, Seen seen) {
    Zone zone = zone(query);
    Zones.Kept kept = zones.add(seen.person(), zone, Editor.of(caller));
    changed.run();
    query.context().response().setStatusCode(201);
    return json(kept);
  }

  private static Zone zone(Query query) {
    String name = query.required("name");
    try {
      Object hours = query.body().getValue("hours", new JsonArray());
      if (!(hours instanceof JsonArray stretches)) {
        throw new IllegalArgumentException("hours is a list");
      }
      return new Zone(name, ZoneJson.area(query.body()), ZoneJson.hours(stretches));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("" + e.getMessage());
    }
  }

  private JsonObject end(Account caller, Query query, Seen seen) {
    try {
      UUID id = UUID.fromString(query.path("zone"));
      JsonObject ended =
          zones
              .end(seen.person(), id)
              .map(ZoneRoutes::json)
              .orElseThrow(() -> new IllegalArgumentException("no such zone"));
      changed.run();
      return ended;
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("there is no such zone");
    }
  }

  private static JsonObject json(Zones.Kept kept) {
    Instant until = kept.until();
    return new JsonObject()
        .put("id", kept.id().toString())
        .put("name", kept.zone().name())
        .mergeIn(ZoneJson.area(kept.zone()))
        .put("hours", ZoneJson.hours(kept.zone()))
        .put("since", kept.since().toString())
        .put("until", until == null ? null : until.toString())
        .put("by", kept.by());
  }
}
