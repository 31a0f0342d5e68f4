package care.silverbell.records.attention;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.trend.RollUps;
import care.silverbell.records.access.AccessLog;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Sight;
import care.silverbell.records.http.Api;
import care.silverbell.records.rule.PersonLimits;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The route to the list of those who need a look. */
public final class AttentionRoutes {
  private static final Set<Role> DOCTOR = Set.of(Role.DOCTOR);

  private final NeedsALook needs;
  private final Oversight oversight;
  private final InstantSource clock;

  /** Brings together what the list needs. */
  public AttentionRoutes(
      Database database,
      RollUps rollUps,
      PersonLimits limits,
      Oversight oversight,
      InstantSource clock) {
    needs = new NeedsALook(database, rollUps, limits);
    this.oversight = oversight;
    this.clock = clock;
  }

  /** Adds the route. */
  public void addTo(Api api) {
    api.get("/api/needs-a-look", DOCTOR, (caller, _) -> list(caller));
  }

  /** Only of those whose readings the caller may see; the looks are in the log before it leaves. */
  private JsonObject list(Account caller) {
    Map<PersonId, Sight> sights = new HashMap<>(oversight.visibility().sights(caller));
    sights.values().removeIf(sight -> !sight.shows(Aspect.READINGS));
    List<StandsOut> found = needs.of(sights.keySet(), clock.instant());
    sights.keySet().retainAll(found.stream().map(StandsOut::person).toList());
    AccessLog.Noting noting = oversight.log().note(caller, "needs-a-look", sights);
    JsonArray items = new JsonArray();
    found.forEach(it -> items.add(json(it)));
    noting.awaitKept();
    return new JsonObject().put("items", items);
  }

  private static JsonObject json(StandsOut it) {
    JsonArray incidents = new JsonArray();
    it.incidents()
        .forEach(open ->
            incidents.add(
                new JsonObject()
                    .put("id", open.id().toString())
                    .put("kind", open.kind())
                    .put("severity", open.severity().wireName())
                    .put("openedAt", "" + open.openedAt())));
    JsonArray outside = new JsonArray();
    it.outside().forEach(out -> outside.add(json(out)));
    return new JsonObject()
        .put(
            "person",
            new JsonObject()
                .put("id", it.person().toString())
                .put("name", it.name())
                .put("cell", it.cell()))
        .put("incidents", incidents)
        .put("outside", outside)
        .put("resting", it.resting().map(AttentionRoutes::json).orElse(null))
        .put("unknownHours", it.unknownHours());
  }

  private static JsonObject json(StandsOut.Outside out) {
    return new JsonObject()
        .put("sign", out.hours().sign().field())
        .put("hours", out.hours().outside())
        .put("lowest", out.hours().min())
        .put("highest", out.hours().max())
        .put("low", out.bounds().low())
        .put("high", out.bounds().high())
        .put("byDoctor", out.byDoctor());
  }

  private static JsonObject json(RestingChange change) {
    return new JsonObject()
        .put("day", "" + change.day())
        .put("now", change.now())
        .put("usual", change.usual())
        .put("days", change.days())
        .put("standsOut", change.standsOut());
  }
}
