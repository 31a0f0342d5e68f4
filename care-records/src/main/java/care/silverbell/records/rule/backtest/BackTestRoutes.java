package care.silverbell.records.rule.backtest;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Sight;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Query;
import care.silverbell.records.rule.backtest.BackTests.Kept;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The routes by which a doctor tries settings: a limit on one person, a limit or some of the day on
 * everybody whose readings the caller may see.
 */
public final class BackTestRoutes {
  private static final Set<Role> DOCTOR = Set.of(Role.DOCTOR);
  private static final String WHAT = "back-tests";

  private final Database database;
  private final BackTestJobs jobs;
  private final Trials trials;
  private final Oversight oversight;

  /** Brings together what trying needs; the jobs are the same for all instances of the routes. */
  public BackTestRoutes(Database database, BackTestJobs jobs, Trials trials, Oversight oversight) {
    this.database = database;
    this.jobs = jobs;
    this.trials = trials;
    this.oversight = oversight;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    trials.addTo(
        api, "/api/people/:id", DOCTOR, Aspect.READINGS, (query, _) -> AskedLimit.of(query));
    api.post("/api/back-tests", DOCTOR, this::beginOfAll);
    api.get("/api/back-tests/:test", DOCTOR, this::show);
    api.route(HttpMethod.DELETE, "/api/back-tests/:test", DOCTOR, this::cancel);
  }

  /** All of their readings are gone through, so all of them were looked at. */
  private JsonObject beginOfAll(Account caller, Query query) {
    Asked asked =
        query.body().containsKey("sign") ? AskedLimit.of(query) : AskedPartOfDay.of(query);
    Map<PersonId, Sight> sights = readable(oversight.visibility().sights(caller));
    query.text("cell").map(this::peopleOf).ifPresent(sights.keySet()::retainAll);
    oversight.log().note(caller, WHAT, sights).awaitKept();
    return Trials.begun(query, jobs.begin(caller.id(), sights.keySet(), asked));
  }

  private Set<PersonId> peopleOf(String cell) {
    Set<PersonId> people = new HashSet<>();
    database
        .query(
            "reading who lives in a cell",
            "select p.id from person p join grid_within w on w.cell = p.cell where w.above::text = $1",
            cell)
        .forEach(row -> people.add(new PersonId(row.getUUID("id"))));
    return people;
  }

  private JsonObject show(Account caller, Query query) {
    Kept it = trials.find(caller, query, null);
    JsonObject json = Trials.json(it);
    JsonObject answer = it.answer();
    if (answer != null) {
      json.put("answer", named(caller, answer));
    }
    trials.notedAsSeen(it);
    return json;
  }

  private @Nullable Object cancel(Account caller, Query query) {
    jobs.cancel(trials.find(caller, query, null).id(), caller.id());
    return null;
  }

  /** Who is the caller's no more stays in the counts, but is not shown. */
  private JsonObject named(Account caller, JsonObject answer) {
    Set<PersonId> people = new HashSet<>();
    answer.getJsonArray("people").forEach(it -> people.add(personOf(it)));
    answer.getJsonArray("found").forEach(it -> people.add(personOf(it)));
    Map<PersonId, Sight> sights = readable(oversight.visibility().sights(caller, people));
    oversight.log().note(caller, WHAT, sights).awaitKept();
    Map<PersonId, String> names = names(sights.keySet());
    return answer
        .copy()
        .put("people", shown(answer.getJsonArray("people"), names))
        .put("found", shown(answer.getJsonArray("found"), names));
  }

  private static JsonArray shown(JsonArray items, Map<PersonId, String> names) {
    JsonArray shown = new JsonArray();
    items.forEach(it -> {
      String name = names.get(personOf(it));
      if (name != null && it instanceof JsonObject json) {
        shown.add(json.copy().put("name", name));
      }
    });
    return shown;
  }

  private static PersonId personOf(Object item) {
    return PersonId.of(((JsonObject) item).getString("person"));
  }

  private static Map<PersonId, Sight> readable(Map<PersonId, Sight> sights) {
    Map<PersonId, Sight> readable = new HashMap<>(sights);
    readable.values().removeIf(sight -> !sight.shows(Aspect.READINGS));
    return readable;
  }

  private Map<PersonId, String> names(Set<PersonId> people) {
    Map<PersonId, String> names = new HashMap<>();
    database
        .query(
            "reading people's names",
            "select id, name from person where id = any($1)",
            (Object) people.stream().map(PersonId::value).toArray(UUID[]::new))
        .forEach(row -> names.put(new PersonId(row.getUUID("id")), row.getString("name")));
    return names;
  }
}
