package care.silverbell.records.grid;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.duty.DutyRoster;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes to who serves which cell, each from when to when. */
public final class ServingRoutes {
  private static final String TAKEN = "they serve that cell already in part of that time";

  private final Database database;
  private final DutyRoster roster;
  private final InstantSource clock;
  private final DutyChange change;

  /** Reads and writes who serves. */
  public ServingRoutes(Database database, DutyRoster roster, InstantSource clock) {
    this.database = database;
    this.roster = roster;
    this.clock = clock;
    this.change = new DutyChange(database, roster, clock);
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/servings", Api.ADMIN, (_, query) -> list(query));
    api.post("/api/servings", Api.ADMIN, (_, query) -> add(query));
    api.put("/api/servings/:id", Api.ADMIN, (_, query) -> change(query));
    api.route(HttpMethod.DELETE, "/api/servings/:id", Api.ADMIN, (_, query) -> end(query));
  }

  private JsonObject list(Query query) {
    @Nullable UUID cell = query.text("cell").map(it -> Asked.id("cell", it)).orElse(null);
    @Nullable UUID staff = query.text("staff").map(it -> Asked.id("staff", it)).orElse(null);
    if (cell == null && staff == null) {
      throw Problem.badRequest("cell or staff is missing: whose?");
    }
    JsonArray items = new JsonArray();
    database
        .query(
            "reading who serves",
            """
            select v.*, c.name as cell_name, s.name as staff_name, s.role, s.left_on
              from serving v join grid_cell c on c.id = v.cell join staff s on s.id = v.staff
             where ($1::uuid is null or v.cell = $1) and ($2::uuid is null or v.staff = $2)
             order by coalesce(v.until <= $3, false), v.since, v.id
            """,
            cell,
            staff,
            clock.instant())
        .forEach(row -> items.add(json(row)));
    return new JsonObject().put("zone", roster.zone().getId()).put("items", items);
  }

  private JsonObject json(Row row) {
    Instant until = Database.instantOrNull(row, "until");
    LocalDate leftOn = row.getLocalDate("left_on");
    return new JsonObject()
        .put("id", row.getUUID("id").toString())
        .put("cell", row.getUUID("cell").toString())
        .put("cellName", row.getString("cell_name"))
        .put("staff", row.getUUID("staff").toString())
        .put("staffName", row.getString("staff_name"))
        .put("role", row.getString("role"))
        .put("leftOn", leftOn == null ? null : leftOn.toString())
        .put("since", DutyJson.time(roster.zone(), Database.instant(row, "since")))
        .put("until", until == null ? null : DutyJson.time(roster.zone(), until));
  }

  private @Nullable JsonObject add(Query query) {
    UUID staff = Asked.id(query, "staff");
    UUID cell = Asked.id(query, "cell");
    Instant since =
        query.optional("since") == null
            ? clock.instant()
            : Asked.time(query, "since", roster.zone());
    @Nullable Instant until = until(query, since);
    UUID id = UUID.randomUUID();
    return change.make(
        query,
        "beginning to serve",
        TAKEN,
        tx -> {
          refuseOverlap(tx, id, staff, cell, since, until);
          return Database.query(
              tx,
              "beginning to serve",
              "insert into serving (id, staff, cell, since, until) values ($1, $2, $3, $4, $5)",
              id,
              staff,
              cell,
              since,
              until);
        },
        _ -> Asked.added(query, id));
  }

  private @Nullable JsonObject change(Query query) {
    UUID id = Asked.path(query, "serving");
    Instant since = Asked.time(query, "since", roster.zone());
    @Nullable Instant until = until(query, since);
    return change.make(
        query,
        "changing who serves",
        TAKEN,
        tx -> {
          Row row = existing(tx, id);
          refuseOverlap(tx, id, row.getUUID("staff"), row.getUUID("cell"), since, until);
          return Database.query(
              tx,
              "changing who serves",
              "update serving set since = $2, until = $3 where id = $1",
              id,
              since,
              until);
        },
        _ -> new JsonObject().put("id", id.toString()));
  }

  /** What has begun ends now, so that who served stays known; what has not is gone. */
  private @Nullable JsonObject end(Query query) {
    UUID id = Asked.path(query, "serving");
    Instant now = clock.instant();
    return change.make(
        query,
        "ending who serves",
        TAKEN,
        tx -> {
          Instant until = Database.instantOrNull(existing(tx, id), "until");
          if (until != null && !until.isAfter(now)) {
            throw Problem.conflict("that is over already; who served stays known");
          }
          var _ =
              Database.query(
                  tx,
                  "ending who serves",
                  "update serving set until = $2 where id = $1 and since < $2",
                  id,
                  now);
          return Database.query(
              tx,
              "taking back who would serve",
              "delete from serving where id = $1 and since >= $2",
              id,
              now);
        },
        _ -> null);
  }

  private static Row existing(SqlConnection tx, UUID id) {
    var rows = Database.query(tx, "finding who serves", "select * from serving where id = $1", id);
    if (rows.size() == 0) {
      throw Problem.notFound("nobody serves there under that id");
    }
    return rows.iterator().next();
  }

  private static void refuseOverlap(
      SqlConnection tx, UUID id, UUID staff, UUID cell, Instant since, @Nullable Instant until) {
    var others =
        Database.query(
            tx,
            "looking for another time they serve",
            """
            select from serving where staff = $1 and cell = $2 and id <> $3
               and (until is null or until > $4) and ($5::timestamptz is null or since < $5)
            """,
            staff,
            cell,
            id,
            since,
            until);
    if (others.size() > 0) {
      throw Problem.conflict(TAKEN);
    }
  }

  private @Nullable Instant until(Query query, Instant since) {
    if (query.optional("until") == null) {
      return null;
    }
    Instant until = Asked.time(query, "until", roster.zone());
    if (!until.isAfter(since)) {
      throw Problem.badRequest("until is not after since");
    }
    return until;
  }
}
