package care.silverbell.records.person;

import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Visibility;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Api.Seen;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The routes to what bands have said of a person. */
public final class TelemetryRoutes {
  private static final int MOST_POINTS = 100_000;
  private static final int MOST_WINDOWS = 20_000;
  private static final Duration A_DAY = Duration.ofDays(1);

  /** Each at an address of its own; blood pressure is two signs and stands apart. */
  private static final List<Sign> SIGNS =
      List.of(Sign.HEART_RATE, Sign.SPO2, Sign.TEMPERATURE, Sign.STEPS);

  private final TelemetryStore telemetry;
  private final Whereabouts whereabouts;
  private final Visibility visibility;
  private final InstantSource clock;

  /** Brings together what a trend needs. */
  public TelemetryRoutes(
      TelemetryStore telemetry,
      Whereabouts whereabouts,
      Visibility visibility,
      InstantSource clock) {
    this.telemetry = telemetry;
    this.whereabouts = whereabouts;
    this.visibility = visibility;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    about(api, "latest", Aspect.IDENTITY, (_, _, seen) -> latest(seen));
    about(api, "track", Aspect.POSITION, (_, query, seen) -> track(query, seen));
    SIGNS.forEach(sign ->
        about(
            api,
            SignPath.of(sign),
            Aspect.READINGS,
            (_, query, seen) -> series(seen, query, sign)));
    about(api, "blood-pressure", Aspect.READINGS, (_, query, seen) -> bloodPressure(query, seen));
  }

  private static void about(Api api, String path, Aspect aspect, Api.PersonEndpoint endpoint) {
    api.person(HttpMethod.GET, "/api/people/:id/" + path, Api.SIGNED_IN, aspect, endpoint);
  }

  /** What the caller does not see is left out; what is unknown is null. */
  private JsonObject latest(Seen seen) {
    TelemetryStore.Latest latest = telemetry.latest(seen.person());
    JsonObject json = new JsonObject();
    if (seen.sight().shows(Aspect.READINGS)) {
      for (Sign sign : Sign.values()) {
        TelemetryStore.Point point = latest.signs().get(sign);
        json.put(
            sign.field(),
            point == null
                ? null
                : new JsonObject().put("at", "" + point.at()).put("value", point.value()));
      }
    }
    if (seen.sight().shows(Aspect.POSITION)) {
      json.put("position", latest.location().map(TelemetryRoutes::json).orElse(null));
    }
    if (seen.sight().shows(Aspect.WHEREABOUTS)) {
      json.put("atHome", whereabouts.of(seen.person(), latest.location().orElse(null)).wireName());
    }
    json.put("band", latest.status().map(TelemetryRoutes::json).orElse(null));
    return json;
  }

  private JsonArray track(Query query, Seen seen) {
    Query.Span span = query.span(clock.instant(), A_DAY);
    Instant from = shownFrom(seen, Aspect.POSITION, span);
    JsonArray fixes = new JsonArray();
    if (from.isBefore(span.to())) {
      telemetry
          .track(seen.person(), from, span.to(), MOST_POINTS)
          .forEach(fix -> fixes.add(json(fix)));
    }
    return fixes;
  }

  /** An incident shows where somebody is and how they got there, not where they used to go. */
  private Instant shownFrom(Seen seen, Aspect aspect, Query.Span span) {
    return visibility.shownFrom(seen.person(), seen.sight(), aspect, span.from(), span.to());
  }

  private JsonArray series(Seen seen, Query query, Sign sign) {
    Query.Span span = query.span(clock.instant(), A_DAY);
    Duration every = query.every().orElse(null);
    if (every != null && Duration.between(span.from(), span.to()).dividedBy(every) > MOST_WINDOWS) {
      throw Problem.badRequest(
          "that would be more than " + MOST_WINDOWS + " windows: ask with a greater every");
    }
    Instant from = shownFrom(seen, Aspect.READINGS, span);
    return from.isBefore(span.to())
        ? series(seen.person(), sign, from, span.to(), every)
        : new JsonArray();
  }

  private JsonArray series(
      PersonId person, Sign sign, Instant from, Instant to, @Nullable Duration every) {
    JsonArray json = new JsonArray();
    if (every == null) {
      telemetry
          .points(person, sign, from, to, MOST_POINTS)
          .forEach(p -> json.add(new JsonObject().put("at", "" + p.at()).put("value", p.value())));
    } else {
      telemetry.windows(person, sign, from, to, every).forEach(window -> json.add(json(window)));
    }
    return json;
  }

  private JsonObject bloodPressure(Query query, Seen seen) {
    return new JsonObject()
        .put("systolic", series(seen, query, Sign.SYSTOLIC))
        .put("diastolic", series(seen, query, Sign.DIASTOLIC));
  }

  private static JsonObject json(TelemetryStore.Window window) {
    return new JsonObject()
        .put("at", "" + window.at())
        .put("min", window.min())
        .put("mean", window.mean())
        .put("max", window.max())
        .put("count", window.count());
  }

  private static JsonObject json(Location location) {
    return json(location.position()).put("at", "" + location.moment().at());
  }

  /** A position as the contract writes it. */
  public static JsonObject json(Position position) {
    return new JsonObject()
        .put("lat", position.latitude())
        .put("lon", position.longitude())
        .put("accuracy", position.accuracyMetres())
        .put("source", wireName(position.source()));
  }

  private static @Nullable String wireName(Position.@Nullable Source source) {
    return source == null ? null : source.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject json(BandStatus status) {
    return new JsonObject()
        .put("at", "" + status.moment().at())
        .put("serial", status.band().value())
        .put("online", status.state().online())
        .put("battery", status.state().battery())
        .put("charging", status.state().charging())
        .put("worn", status.state().worn())
        .put("firmware", status.state().firmware());
  }
}
