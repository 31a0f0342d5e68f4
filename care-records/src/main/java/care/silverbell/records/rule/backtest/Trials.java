package care.silverbell.records.rule.backtest;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
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
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be set for one person is tried first, by whoever sets it. A back-test is its account's
 * own. Whoever may not see what the rules judge is told how often they would have rung until the
 * last midnight, and on how many days, and no more: else where somebody was, or is, could be asked
 * for, one drawn zone after the other.
 */
public final class Trials {
  private final BackTests kept;
  private final BackTestJobs jobs;
  private final InstantSource clock;
  private final ZoneId zone;

  /**
   * Brings together what trying needs; the jobs are the same for all instances of the routes.
   *
   * @param zone the wall clock that people live by
   */
  public Trials(BackTests kept, BackTestJobs jobs, InstantSource clock, ZoneId zone) {
    this.kept = kept;
    this.jobs = jobs;
    this.clock = clock;
    this.zone = zone;
  }

  /** Reads what is to be tried on a person. */
  @FunctionalInterface
  public interface Reader {
    /** Reads it; throws a {@link Problem} where it cannot be tried. */
    Asked asked(Query query, PersonId person);
  }

  /**
   * Adds the routes by which something is tried.
   *
   * @param path under which it is set
   * @param roles who may set it
   */
  public void addTo(Api api, String path, Set<Role> roles, Aspect aspect, Reader reader) {
    String all = path + "/back-tests";
    String one = all + "/:test";
    api.person(
        HttpMethod.POST,
        all,
        roles,
        aspect,
        (caller, query, seen) -> begin(caller, query, seen, reader));
    api.person(HttpMethod.GET, one, roles, aspect, this::show);
    api.person(HttpMethod.DELETE, one, roles, aspect, this::cancel);
  }

  /**
   * What the caller has lately seen of exactly that on that person.
   *
   * @throws Problem 409 {@code back-test-needed} where they have seen nothing
   */
  public JsonObject seen(Account caller, PersonId person, Asked asked) {
    return kept.lastSeen(caller.id(), person, asked, clock.instant())
        .orElseThrow(() ->
            Problem.conflict(
                "back-test-needed",
                "exactly this must have been tried first: POST …/back-tests, and GET what came of"
                    + " it; what was seen counts for a day"));
  }

  private JsonObject begin(Account caller, Query query, Seen seen, Reader reader) {
    Asked asked = reader.asked(query, seen.person());
    Instant now = clock.instant();
    Instant until = showsWhole(seen.sight(), asked.kind()) ? now : midnight(now);
    return begun(query, jobs.begin(caller.id(), seen.person(), asked, until));
  }

  static JsonObject begun(Query query, Kept begun) {
    query.context().response().setStatusCode(202);
    return new JsonObject().put("id", begun.id().toString());
  }

  private JsonObject show(Account caller, Query query, Seen seen) {
    Kept it = find(caller, query, seen.person());
    JsonObject json = json(it);
    JsonObject answer = it.answer();
    if (answer != null) {
      json.put("answer", showsWhole(seen.sight(), it.kind()) ? answer : inOutline(answer));
    }
    notedAsSeen(it);
    return json;
  }

  /** What an incident opens is of these hours, and a back-test of a month. */
  private static boolean showsWhole(Sight sight, Asked.Kind kind) {
    return sight.shows(kind.judged()) && !sight.showsByIncident(kind.judged());
  }

  private Instant midnight(Instant now) {
    return now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
  }

  private JsonObject inOutline(JsonObject answer) {
    long days =
        answer.getJsonArray("found").stream()
            .map(JsonObject.class::cast)
            .filter(it -> it.getBoolean("rings"))
            .map(it -> Instant.parse(it.getString("at")).atZone(zone).toLocalDate())
            .distinct()
            .count();
    return answer.copy().put("found", new JsonArray()).put("more", 0).put("ringDays", days);
  }

  private @Nullable Object cancel(Account caller, Query query, Seen seen) {
    jobs.cancel(find(caller, query, seen.person()).id(), caller.id());
    return null;
  }

  /** The caller's own one of the id in the path, about that person or, with null, about all. */
  Kept find(Account caller, Query query, @Nullable PersonId person) {
    try {
      return kept.find(UUID.fromString(query.path("test")), caller.id(), person, clock.instant())
          .orElseThrow(() -> new IllegalArgumentException("no such back-test"));
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("you have begun no such back-test, or it was a day ago");
    }
  }

  /** Notes that what came of it was shown. */
  void notedAsSeen(Kept it) {
    if (it.state().isAnswer()) {
      kept.seen(it.id(), clock.instant());
    }
  }

  static JsonObject json(Kept it) {
    return new JsonObject()
        .put("id", it.id().toString())
        .put("state", it.state().wireName())
        .put("kind", it.kind().wireName())
        .mergeIn(it.asked())
        .put("from", "" + it.from())
        .put("to", "" + it.to())
        .put("done", it.done())
        .put("total", it.total());
  }
}
