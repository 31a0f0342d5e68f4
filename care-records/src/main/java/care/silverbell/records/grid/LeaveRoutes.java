package care.silverbell.records.grid;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Role;
import care.silverbell.records.duty.Absences;
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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes to leave (请假): the administrator's for everybody, a grid worker's for themselves. */
public final class LeaveRoutes {
  private static final Set<Role> LEAVING = Set.of(Role.ADMIN, Role.GRID);
  private static final String TAKEN =
      "they are away already in part of that time; take that leave back first";

  private final Database database;
  private final DutyRoster roster;
  private final InstantSource clock;
  private final DutyChange change;

  /** Reads and writes leave. */
  public LeaveRoutes(Database database, DutyRoster roster, InstantSource clock) {
    this.database = database;
    this.roster = roster;
    this.clock = clock;
    this.change = new DutyChange(database, roster, clock);
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/leave", LEAVING, this::list);
    api.post("/api/leave", LEAVING, this::add);
    api.route(HttpMethod.DELETE, "/api/leave/:id", LEAVING, this::takeBack);
  }

  /** What is not over yet, the next first. */
  private JsonObject list(Account caller, Query query) {
    @Nullable UUID asked = query.text("staff").map(it -> Asked.id("staff", it)).orElse(null);
    @Nullable UUID only = caller.role() == Role.ADMIN ? null : caller.id();
    JsonArray items = new JsonArray();
    database
        .query(
            "reading leave",
            """
            select l.id, l.starts, l.ends, s.id as staff, s.name
              from leave l join staff s on s.id = l.staff
             where l.ends > $1 and ($2::uuid is null or s.id = $2) and ($3::uuid is null or s.account = $3)
             order by l.starts, l.id
            """,
            clock.instant(),
            asked,
            only)
        .forEach(row -> items.add(json(row)));
    return new JsonObject()
        .put("zone", roster.zone().getId())
        .put("own", own(caller))
        .put("items", items);
  }

  private JsonObject json(Row row) {
    return new JsonObject()
        .put("id", row.getUUID("id").toString())
        .put("staff", staff(row))
        .put("from", DutyJson.time(roster.zone(), Database.instant(row, "starts")))
        .put("to", DutyJson.time(roster.zone(), Database.instant(row, "ends")));
  }

  private static JsonObject staff(Row row) {
    return new JsonObject()
        .put("id", row.getUUID("staff").toString())
        .put("name", row.getString("name"));
  }

  /** Who the caller is among the staff; null for nobody. */
  private @Nullable JsonObject own(Account caller) {
    var rows =
        database.query(
            "asking who they are among the staff",
            "select id as staff, name from staff where account = $1 and left_on is null order by"
                + " code limit 1",
            caller.id());
    return rows.size() == 0 ? null : staff(rows.iterator().next());
  }

  private @Nullable JsonObject add(Account caller, Query query) {
    UUID staff = staff(caller, query);
    Asked.Time time = Asked.span(query, roster.zone());
    return change.make(
        query,
        "adding leave",
        TAKEN,
        tx -> {
          if (caller.role() != Role.ADMIN && !Absences.isOwn(tx, caller.id(), staff)) {
            throw Problem.forbidden("leave is your own to take; an administrator writes others'");
          }
          return Absences.addLeave(tx, staff, time.starts(), time.ends());
        },
        id -> Asked.added(query, id));
  }

  private UUID staff(Account caller, Query query) {
    String named = query.optional("staff");
    JsonObject own = named == null ? own(caller) : null;
    return own == null ? Asked.id(query, "staff") : Asked.id("staff", own.getString("id"));
  }

  /** What has begun ends now, so that who was on duty stays known; what has not is gone. */
  private @Nullable JsonObject takeBack(Account caller, Query query) {
    UUID leave = Asked.path(query, "leave");
    Instant now = clock.instant();
    return change.make(
        query,
        "taking leave back",
        TAKEN,
        tx -> {
          refuseStranger(tx, caller, leave);
          Absences.takeLeaveBack(tx, leave, now);
          return leave;
        },
        _ -> null);
  }

  private void refuseStranger(SqlConnection tx, Account caller, UUID leave) {
    UUID staff =
        Absences.staffOfLeave(tx, leave, clock.instant())
            .orElseThrow(() -> Problem.notFound("there is no such leave, or it is over"));
    if (caller.role() != Role.ADMIN && !Absences.isOwn(tx, caller.id(), staff)) {
      throw Problem.forbidden(
          "leave is your own to take back; an administrator does it for others");
    }
  }
}
