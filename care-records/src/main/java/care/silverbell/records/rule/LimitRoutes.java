package care.silverbell.records.rule;

import care.silverbell.alerting.rule.Baseline;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Role;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Api.Seen;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.person.Editor;
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
  private static final double GREATEST = 400;

  /** Seconds. */
  private static final double A_DAY = 86_400;

  private final PersonLimits limits;
  private final Baselines baselines;
  private final InstantSource clock;
  private final Runnable changed;

  /**
   * Brings together what limits need.
   *
   * @param changed run when a limit was set or ended, so that the rules go by it at once
   */
  public LimitRoutes(
      PersonLimits limits, Baselines baselines, InstantSource clock, Runnable changed) {
    this.limits = limits;
    this.baselines = baselines;
    this.clock = clock;
    this.changed = changed;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    String path = "/api/people/:id/limits";
    api.person(
        HttpMethod.GET, path, Api.SIGNED_IN, Aspect.READINGS, (_, _, seen) -> list(seen.person()));
    api.person(HttpMethod.POST, path, DOCTOR, Aspect.READINGS, this::set);
    api.person(HttpMethod.POST, path + "/:limit/end", DOCTOR, Aspect.READINGS, this::end);
    api.person(
        HttpMethod.GET,
        "/api/people/:id/baseline",
        Api.SIGNED_IN,
        Aspect.READINGS,
        (_, _, seen) -> baseline(seen.person()));
  }

  private JsonObject list(PersonId person) {
    JsonArray items = new JsonArray();
    limits.list(person).forEach(it -> items.add(json(it)));
    return new JsonObject().put("items", items);
  }

  private JsonObject set(Account caller, Query query, Seen seen) {
    Sign sign =
        PersonLimits.sign(query.required("sign"))
            .orElseThrow(() ->
                Problem.badRequest(
                    "sign is one of diastolic, heartRate, spo2, systolic, temperature"));
    Double low = number(query, "low", GREATEST);
    Double high = number(query, "high", GREATEST);
    Double seconds = number(query, "lastingSeconds", A_DAY);
    if (low == null && high == null) {
      throw Problem.badRequest("low, high or both are needed");
    }
    Duration lasting = seconds == null ? null : Duration.ofSeconds(seconds.longValue());
    PersonLimits.Kept kept =
        limits.set(
            seen.person(),
            sign,
            limit(low, high, lasting),
            query.required("reason"),
            Editor.of(caller),
            clock.instant());
    changed.run();
    query.context().response().setStatusCode(201);
    return json(kept);
  }

  private static Limit limit(
      @Nullable Double low, @Nullable Double high, @Nullable Duration lasting) {
    try {
      return new Limit(low, high, lasting);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("" + e.getMessage());
    }
  }

  private static @Nullable Double number(Query query, String name, double greatest) {
    Object value = query.body().getValue(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Number number)
        || !(number.doubleValue() >= 0 && number.doubleValue() <= greatest)) {
      throw Problem.badRequest(name + " is a number from 0 to " + Math.round(greatest));
    }
    return number.doubleValue();
  }

  private JsonObject end(Account caller, Query query, Seen seen) {
    try {
      UUID id = UUID.fromString(query.path("limit"));
      JsonObject ended =
          limits
              .end(seen.person(), id, clock.instant())
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
        .put("by", kept.by());
  }
}
