package care.silverbell.records.trend;

import care.silverbell.alerting.incident.Kind;
import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Sight;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Query;
import care.silverbell.records.incident.IncidentJson;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The route to what the rules have found about one person, also in data that came too late to ring
 * for anybody.
 */
public final class FindingRoutes {
  private static final Duration A_MONTH = Duration.ofDays(30);
  private static final int MOST = 500;

  private final Database database;
  private final InstantSource clock;

  /** Reads from that database. */
  public FindingRoutes(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Adds the route; whoever is told of the person's calls is told of what was found. */
  public void addTo(Api api) {
    api.person(
        HttpMethod.GET,
        "/api/people/:id/findings",
        Api.SIGNED_IN,
        Aspect.CALLS,
        (_, query, seen) -> list(query, seen));
  }

  private JsonObject list(Query query, Api.Seen seen) {
    Query.Span span = query.span(clock.instant(), A_MONTH);
    JsonArray items = new JsonArray();
    database
        .query(
            "listing what was found",
            """
            select kind, since, at, found_at, over_at, for_the_record, why_zh, why_en, incident from (
              select * from finding where person = $1 and at >= $2 and at < $3 order by at desc limit $4) newest
             order by at
            """,
            seen.person().value(),
            span.from(),
            span.to(),
            MOST)
        .forEach(row -> items.add(json(row, seen.sight())));
    return new JsonObject()
        .put("from", "" + span.from())
        .put("to", "" + span.to())
        .put("items", items);
  }

  /** Its sentence speaks of what it was found from, which may be shut to the caller. */
  private static JsonObject json(Row row, Sight sight) {
    boolean tells = IncidentJson.tells(Kind.of(row.getString("kind")), sight);
    return new JsonObject()
        .put("kind", row.getString("kind"))
        .put("since", time(row, "since"))
        .put("at", time(row, "at"))
        .put("foundAt", time(row, "found_at"))
        .put("overAt", time(row, "over_at"))
        .put("forTheRecord", row.getBoolean("for_the_record"))
        .put("why", tells ? row.getString("why_en") : null)
        .put("whyZh", tells ? row.getString("why_zh") : null)
        .put("incident", row.getUUID("incident") == null ? null : "" + row.getUUID("incident"));
  }

  private static @Nullable String time(Row row, String column) {
    Instant at = Database.instantOrNull(row, column);
    return at == null ? null : at.toString();
  }
}
