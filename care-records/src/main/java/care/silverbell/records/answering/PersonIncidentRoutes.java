package care.silverbell.records.answering;

import care.silverbell.records.access.Aspect;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Query;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The route to one person's incidents, as marks on a stretch of time. */
public final class PersonIncidentRoutes {
  private static final Duration A_MONTH = Duration.ofDays(30);
  private static final int MOST = 500;

  private final AnswerTimes times;
  private final InstantSource clock;

  /** Reads from the book. */
  public PersonIncidentRoutes(AnswerTimes times, InstantSource clock) {
    this.times = times;
    this.clock = clock;
  }

  /** Adds the route; whoever is told of the person's calls sees them. */
  public void addTo(Api api) {
    api.person(
        HttpMethod.GET,
        "/api/people/:id/incidents",
        Api.SIGNED_IN,
        Aspect.CALLS,
        (_, query, seen) -> list(query, seen));
  }

  private JsonObject list(Query query, Api.Seen seen) {
    Instant now = clock.instant();
    Query.Span span = query.span(now, A_MONTH);
    JsonArray items = new JsonArray();
    times
        .ofPerson(seen.person(), span.from(), span.to(), now, MOST)
        .forEach(it -> items.add(json(it)));
    return new JsonObject()
        .put("from", "" + span.from())
        .put("to", "" + span.to())
        .put("items", items);
  }

  private static JsonObject json(AnswerTimes.OfPerson it) {
    Duration answer = it.handled().timeToAnswer();
    Duration attend = it.handled().timeToAttend();
    return new JsonObject()
        .put("id", it.incident().toString())
        .put("kind", it.kind())
        .put("severity", it.severity())
        .put("state", it.state())
        .put("openedAt", "" + it.handled().openedAt())
        .put("answeredAfterSeconds", answer == null ? null : answer.toMillis() / 1000.0)
        .put("attendedAfterSeconds", attend == null ? null : attend.toMillis() / 1000.0);
  }
}
