package care.silverbell.records.rule.backtest;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Sight;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Api.Seen;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.rule.backtest.BackTests.Kept;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The routes by which a limit is tried: on one person, or on everybody whose readings the caller
 * may see. A back-test is its account's own.
 */
public final class BackTestRoutes {
  private static final Set<Role> DOCTOR = Set.of(Role.DOCTOR);
  private static final String WHAT = "back-tests";

  private final Database database;
  private final BackTests kept;
  private final BackTestJobs jobs;
  private final Oversight oversight;
  private final InstantSource clock;

  /** Brings together what trying needs; the jobs are the same for all instances of the routes. */
  public BackTestRoutes(
      Database database,
      BackTests kept,
      BackTestJobs jobs,
      Oversight oversight,
      InstantSource clock) {
    this.database = database;
    this.kept = kept;
    this.jobs = jobs;
    this.oversight = oversight;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    String ofOne = "/api/people/:id/back-tests";
    api.person(HttpMethod.POST, ofOne, DOCTOR, Aspect.READINGS, this::beginOfOne);
    api.person(
        HttpMethod.GET,
        ofOne + "/:test",
        DOCTOR,
        Aspect.READINGS,
        (caller, query, seen) -> show(caller, query, seen.person()));
    api.person(
        HttpMethod.DELETE,
        ofOne + "/:test",
        DOCTOR,
        Aspect.READINGS,
        (caller, query, seen) -> cancel(caller, query, seen.person()));
    api.post("/api/back-tests", DOCTOR, this::beginOfAll);
    api.get("/api/back-tests/:test", DOCTOR, (caller, query) -> show(caller, query, null));
    api.route(
        HttpMethod.DELETE,
        "/api/back-tests/:test",
        DOCTOR,
        (caller, query) -> cancel(caller, query, null));
  }

  private JsonObject beginOfOne(Account caller, Query query, Seen seen) {
    return begun(query, jobs.begin(caller.id(), seen.person(), AskedLimit.of(query)));
  }

  /** All of their readings are gone through, so all of them were looked at. */
  private JsonObject beginOfAll(Account caller, Query query) {
    AskedLimit asked = AskedLimit.of(query);
    Map<PersonId, Sight> sights = readable(oversight.visibility().sights(caller));
    query.text("cell").map(this::peopleOf).ifPresent(sights.keySet()::retainAll);
    oversight.log().note(caller, WHAT, sights).awaitKept();
    return begun(query, jobs.begin(caller.id(), sights.keySet(), asked));
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

  private static JsonObject begun(Query query, Kept begun) {
    query.context().response().setStatusCode(202);
    return new JsonObject().put("id", begun.id().toString());
  }

  private JsonObject show(Account caller, Query query, @Nullable PersonId person) {
    Kept it = find(caller, query, person);
    JsonObject json = json(it);
    if (it.state().isAnswer()) {
      JsonObject answer = it.answer();
      if (answer != null) {
        json.put("answer", person == null ? named(caller, answer) : answer);
      }
      kept.seen(it.id(), clock.instant());
    }
    return json;
  }

  private @Nullable Object cancel(Account caller, Query query, @Nullable PersonId person) {
    jobs.cancel(find(caller, query, person).id(), caller.id());
    return null;
  }

  private Kept find(Account caller, Query query, @Nullable PersonId person) {
    try {
      return kept.find(UUID.fromString(query.path("test")), caller.id(), person, clock.instant())
          .orElseThrow(() -> new IllegalArgumentException("no such back-test"));
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("you have begun no such back-test, or it was a day ago");
    }
  }

  private static JsonObject json(Kept it) {
    return new JsonObject()
        .put("id", it.id().toString())
        .put("state", it.state().wireName())
        .put("sign", it.asked().sign().field())
        .put("low", it.asked().limit().low())
        .put("high", it.asked().limit().high())
        .put("lastingSeconds", it.asked().lastingSeconds())
        .put("from", "" + it.from())
        .put("to", "" + it.to())
        .put("done", it.done())
        .put("total", it.total());
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
