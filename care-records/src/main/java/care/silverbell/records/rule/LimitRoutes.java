package care.silverbell.records.rule;

import care.silverbell.alerting.rule.Baseline;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Role;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Api.Seen;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.person.Editor;
import care.silverbell.records.rule.backtest.AskedLimit;
import care.silverbell.records.rule.backtest.Trials;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes to a person's limits, which a doctor sets, and to what is usual for them. */
public final class LimitRoutes {
  private static final Set<Role> DOCTOR = Set.of(Role.DOCTOR);
  private static final int HISTORY = 28;

  private final PersonLimits limits;
  private final Baselines baselines;
  private final Trials trials;
  private final InstantSource clock;
  private final Runnable changed;

  /**
   * Brings together what limits need.
   *
   * @param changed run when a limit was set or ended, so that the rules go by it at once
   */
  public LimitRoutes(
      PersonLimits limits,
      Baselines baselines,
      Trials trials,
      InstantSource clock,
      Runnable changed) {
    this.limits = limits;
    this.baselines = baselines;
    this.trials = trials;
    this.clock = clock;
    this.changed = changed;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    String path = "/api/people/:id/limits";
    api.person(
        HttpMethod.GET, path, Api.SIGNED_IN, Aspect.USUAL, (_, _, seen) -> list(seen.person()));
    api.person(HttpMethod.POST, path, DOCTOR, Aspect.READINGS, this::set);
    api.person(HttpMethod.POST, path + "/:limit/end", DOCTOR, Aspect.READINGS, this::end);
    api.person(
        HttpMethod.GET,
        "/api/people/:id/baseline",
        Api.SIGNED_IN,
        Aspect.USUAL,
        (_, _, seen) -> baseline(seen.person()));
  }

  private JsonObject list(PersonId person) {
    JsonArray items = new JsonArray();
    limits.list(person).forEach(it -> items.add(json(it)));
    return new JsonObject().put("items", items);
  }

  /** Whoever sets a limit has seen how often it would have rung. */
  private JsonObject set(Account caller, Query query, Seen seen) {
    AskedLimit asked = AskedLimit.of(query);
    String reason = query.required("reason");
    JsonObject tried = trials.seen(caller, seen.person(), asked);
    PersonLimits.Wanted wanted = new PersonLimits.Wanted(asked, reason, tried, until(query));
    PersonLimits.Kept kept = limits.set(seen.person(), wanted, Editor.of(caller));
    changed.run();
    query.context().response().setStatusCode(201);
    return json(kept);
  }

  private @Nullable Instant until(Query query) {
    Instant until = query.bodyTime("until").orElse(null);
    if (until != null && !until.isAfter(clock.instant())) {
      throw Problem.badRequest("until is over already");
    }
    return until;
  }

  private JsonObject end(Account caller, Query query, Seen seen) {
    try {
      UUID id = UUID.fromString(query.path("limit"));
      JsonObject ended =
          limits
              .end(seen.person(), id)
              .map(LimitRoutes::json)
              .orElseThrow(() -> new IllegalArgumentException("no such limit"));
      changed.run();
      return ended;
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("there is no such limit");
    }
  }

  private JsonObject baseline(PersonId person) {
    JsonArray items = new JsonArray();
    baselines
        .list(person, HISTORY)
        .forEach(it ->
            items.add(
                new JsonObject()
                    .put("reckonedAt", it.reckonedAt().toString())
                    .put("days", it.baseline().days())
                    .put("inUse", it.baseline().days() >= Baseline.DAYS_NEEDED)
                    .put("parts", Baselines.parts(it.baseline()))));
    return new JsonObject().put("daysNeeded", Baseline.DAYS_NEEDED).put("items", items);
  }

  private static JsonObject json(PersonLimits.Kept kept) {
    Instant until = kept.until();
    Duration lasting = kept.limit().lasting();
    return new JsonObject()
        .put("id", kept.id().toString())
        .put("sign", kept.sign().field())
        .put("low", kept.limit().low())
        .put("high", kept.limit().high())
        .put("lastingSeconds", lasting == null ? null : lasting.toSeconds())
        .put("reason", kept.reason())
        .put("since", kept.since().toString())
        .put("until", until == null ? null : until.toString())
        .put("by", kept.by())
        .put("tried", kept.tried());
  }
}
