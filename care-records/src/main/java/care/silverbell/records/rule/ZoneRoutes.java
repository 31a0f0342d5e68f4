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
import care.silverbell.records.rule.backtest.Asked;
import care.silverbell.records.rule.backtest.Trials;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The routes to where a person is expected to be (安全区域). */
public final class ZoneRoutes {
  private final Zones zones;
  private final Trials trials;
  private final Runnable changed;

  /**
   * Brings together what zones need.
   *
   * @param changed run when a zone was added or ended, so that the rules go by it at once
   */
  public ZoneRoutes(Zones zones, Trials trials, Runnable changed) {
    this.zones = zones;
    this.trials = trials;
    this.changed = changed;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    String path = "/api/people/:id/zones";
    api.person(
        HttpMethod.GET, path, Api.SIGNED_IN, Aspect.HOME, (caller, _, seen) -> list(caller, seen));
    trials.addTo(api, path, Api.OFFICE, Aspect.HOME, this::asked);
    api.person(HttpMethod.POST, path, Api.OFFICE, Aspect.HOME, this::add);
    api.person(HttpMethod.POST, path + "/:zone/end", Api.OFFICE, Aspect.HOME, this::end);
  }

  /** How often they would have rung is told to those who set them. */
  private JsonObject list(Account caller, Seen seen) {
    boolean sets = Api.OFFICE.contains(caller.role());
    JsonArray items = new JsonArray();
    zones
        .list(seen.person())
        .forEach(it -> items.add(sets ? json(it) : json(it).put("tried", null)));
    return new JsonObject().put("items", items);
  }

  /** A zone beside those that stand, or those that stand without the one that is to end. */
  private Asked asked(Query query, PersonId person) {
    String ending = query.optional("ending");
    if (ending == null) {
      return with(person, zone(query, ""));
    }
    if (query.body().containsKey("circle") || query.body().containsKey("polygon")) {
      throw Problem.badRequest("either a zone or ending");
    }
    return without(person, id(ending)).orElseThrow(ZoneRoutes::nothingLikeThat);
  }

  private AskedZones with(PersonId person, Zone zone) {
    List<Zone> all = new ArrayList<>(zones.standing(person));
    all.add(zone);
    return new AskedZones(all);
  }

  /** Those that would be left of those that stand; empty where it does not stand. */
  private Optional<AskedZones> without(PersonId person, UUID zone) {
    Map<Boolean, List<Zone>> standing =
        zones.list(person).stream()
            .filter(it -> it.until() == null)
            .collect(
                Collectors.partitioningBy(
                    it -> it.id().equals(zone),
                    Collectors.mapping(Zones.Kept::zone, Collectors.toList())));
    return standing.getOrDefault(true, List.of()).isEmpty()
        ? Optional.empty()
        : Optional.of(new AskedZones(standing.getOrDefault(false, List.of())));
  }

  /** Whoever adds one has seen how often it would have rung. */
  private JsonObject add(Account caller, Query query, Seen seen) {
    Zone zone = zone(query, query.required("name"));
    JsonObject tried = trials.seen(caller, seen.person(), with(seen.person(), zone));
    Zones.Kept kept = zones.add(seen.person(), zone, tried, Editor.of(caller));
    changed.run();
    query.context().response().setStatusCode(201);
    return json(kept);
  }

  private static Zone zone(Query query, String name) {
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

  /** Without the last one nobody looks any more; without one of several it may ring more often. */
  private JsonObject end(Account caller, Query query, Seen seen) {
    UUID id = id(query.path("zone"));
    PersonId person = seen.person();
    without(person, id)
        .filter(left -> !left.zones().isEmpty())
        .ifPresent(left -> trials.seen(caller, person, left));
    JsonObject ended =
        zones.end(person, id).map(ZoneRoutes::json).orElseThrow(ZoneRoutes::nothingLikeThat);
    changed.run();
    return ended;
  }

  private static UUID id(String zone) {
    try {
      return UUID.fromString(zone);
    } catch (IllegalArgumentException e) {
      throw nothingLikeThat();
    }
  }

  private static Problem nothingLikeThat() {
    return Problem.notFound("there is no such zone");
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
        .put("by", kept.by())
        .put("tried", kept.tried());
  }
}
