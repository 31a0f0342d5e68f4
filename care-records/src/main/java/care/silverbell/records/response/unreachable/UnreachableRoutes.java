package care.silverbell.records.response.unreachable;

import care.silverbell.alerting.incident.Kind;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.response.PlanJson;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.AccessLog;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Sight;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.response.asked.Nobody;
import care.silverbell.records.response.form.Form;
import care.silverbell.records.response.reach.AddressJson;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The routes that tell beforehand whom a press would bring. */
public final class UnreachableRoutes {
  private static final Set<Role> WHO_CARES = Set.of(Role.ADMIN, Role.DESK, Role.GRID);

  private final Unreachable unreachable;
  private final Outlook outlook;
  private final Oversight oversight;
  private final InstantSource clock;

  /** Reads there. */
  public UnreachableRoutes(
      Unreachable unreachable, Outlook outlook, Oversight oversight, InstantSource clock) {
    this.unreachable = unreachable;
    this.outlook = outlook;
    this.oversight = oversight;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/unreachable", WHO_CARES, (caller, _) -> list(caller));
    api.person(
        HttpMethod.GET,
        "/api/people/:id/reach",
        Api.SIGNED_IN,
        Aspect.HOME,
        (_, _, seen) -> answer(seen.person(), Kind.CALL, clock.instant()));
    api.post("/api/response-plans/simulate", WHO_CARES, this::simulate);
  }

  private JsonObject list(Account caller) {
    List<Unreachable.Line> lines = unreachable.list();
    Map<PersonId, Sight> sights =
        oversight
            .visibility()
            .sights(caller, lines.stream().map(it -> new PersonId(it.person())).toList());
    AccessLog.Noting noting = oversight.log().note(caller, "unreachable", sights);
    JsonArray items = new JsonArray();
    lines.stream()
        .filter(it -> sights.containsKey(new PersonId(it.person())))
        .forEach(it -> items.add(json(it)));
    noting.awaitKept();
    JsonObject json = new JsonObject().put("items", items);
    unreachable
        .lastRun()
        .ifPresentOrElse(
            it -> json.put("at", it.at().toString()).put("people", it.people()),
            () -> json.putNull("at").put("people", 0));
    return json;
  }

  private static JsonObject json(Unreachable.Line line) {
    return new JsonObject()
        .put(
            "person", new JsonObject().put("id", line.person().toString()).put("name", line.name()))
        .put(
            "cell", new JsonObject().put("id", line.cell().toString()).put("name", line.cellName()))
        .put("since", line.since().toString())
        .put("reason", line.reason().wireName())
        .put("now", line.now())
        .put("holes", line.holes());
  }

  private JsonObject simulate(Account caller, Query query) {
    Form form = Form.of(query);
    PersonId person = new PersonId(form.id("person"));
    Instant at = query.bodyTime("at").orElseGet(clock::instant);
    String asked = form.optional("kind");
    Kind kind =
        asked == null
            ? Kind.CALL
            : Arrays.stream(Kind.values())
                .filter(it -> it.wireName().equals(asked))
                .findFirst()
                .orElseThrow(() -> form.wrong("kind", "is no kind of incident"));
    Sight sight =
        oversight
            .visibility()
            .sight(caller, person)
            .orElseThrow(() -> Problem.notFound("there is no such person for you"));
    AccessLog.Noting noting =
        oversight.log().note(List.of(new AccessLog.Look(person, caller, "reach", sight.purpose())));
    JsonObject answer = answer(person, kind, at);
    noting.awaitKept();
    return answer;
  }

  private JsonObject answer(PersonId person, Kind kind, Instant at) {
    Course course = outlook.course(person, kind.severity(), at);
    Verdict verdict = Verdict.of(course);
    Reason reason = verdict.reason();
    JsonArray steps = new JsonArray();
    course.steps().forEach(it -> steps.add(json(it)));
    return new JsonObject()
        .put("at", at.toString())
        .put("kind", kind.wireName())
        .put("plan", PlanJson.of(course.plan()))
        .put("steps", steps)
        .put("reachable", reason == null || !reason.bringsNobody())
        .put("reason", reason == null ? null : reason.wireName())
        .put("holes", Hole.json(outlook.holes(person, clock.instant())));
  }

  private static JsonObject json(Course.Step step) {
    JsonArray who = new JsonArray();
    for (Course.Asked asked : step.asked()) {
      if (asked.recipients().isEmpty()) {
        who.add(
            role(asked)
                .putNull("name")
                .put("already", false)
                .put("channels", new JsonArray())
                .put("nobody", asked.nobody()));
      }
      asked.recipients().forEach(it -> who.add(json(asked, it)));
    }
    return new JsonObject().put("second", step.second().toSeconds()).put("who", who);
  }

  private static JsonObject json(Course.Asked asked, Recipient recipient) {
    return role(asked)
        .put("name", recipient.name())
        .put("already", asked.already().contains(recipient.id()))
        .put("channels", AddressJson.masked(recipient))
        .put("nobody", recipient.addresses().isEmpty() ? Nobody.NO_ADDRESS.wireName() : null);
  }

  private static JsonObject role(Course.Asked asked) {
    JsonObject json = PlanJson.of(asked.word());
    return json.put("role", json.remove("kind"));
  }
}
