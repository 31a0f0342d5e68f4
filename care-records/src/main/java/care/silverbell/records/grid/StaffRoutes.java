package care.silverbell.records.grid;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Visibility;
import care.silverbell.records.duty.DutyRoster;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes to the staff, and to which cells each serves. */
public final class StaffRoutes {
  /** Those who keep the staff, and those who stand in for each other; see {@code StaffSight}. */
  private static final Set<Role> COLLEAGUES = Set.of(Role.ADMIN, Role.DESK, Role.GRID);

  private static final String TAKEN = "there is somebody on the staff with that code";
  private static final String WHOLE =
      """
      select s.*, a.name as account_name,
             (select jsonb_agg(jsonb_build_object('cell', c.id, 'code', c.code, 'name', c.name) order by v.since, c.id)
                from serving v join grid_cell c on c.id = v.cell
               where v.staff = s.id and v.since <= $1 and (v.until is null or v.until > $1)) as serving
        from staff s left join account a on a.id = s.account
      """;

  private final Database database;
  private final DutyRoster roster;
  private final InstantSource clock;
  private final DutyChange change;

  /** Reads and writes the staff. */
  public StaffRoutes(Database database, DutyRoster roster, InstantSource clock) {
    this.database = database;
    this.roster = roster;
    this.clock = clock;
    this.change = new DutyChange(database, roster, clock);
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/staff", COLLEAGUES, (caller, _) -> list(caller));
    api.post("/api/staff", Api.ADMIN, (_, query) -> add(query));
    api.put("/api/staff/:id", Api.ADMIN, (_, query) -> change(query));
    api.put("/api/staff/:id/serving", Api.ADMIN, (_, query) -> serve(query));
  }

  private JsonObject list(Account caller) {
    StaffView view = StaffView.of(caller, new Visibility(database));
    JsonArray items = new JsonArray();
    database
        .query("reading the staff", WHOLE + " order by s.name, s.id", clock.instant())
        .forEach(row -> {
          JsonObject one = json(row);
          items.add(one.put("account", view.seenAccount(one.getString("account"))));
        });
    return new JsonObject().put("items", items);
  }

  private JsonObject add(Query query) {
    Staff.Draft draft = draft(query);
    UUID id =
        Asked.saying(
            TAKEN,
            () ->
                database.transaction(
                    "adding staff",
                    tx -> {
                      refuseKnown(tx, draft.code());
                      return Staff.put(tx, draft);
                    }));
    roster.reread();
    query.context().response().setStatusCode(201);
    return one(id);
  }

  private @Nullable JsonObject change(Query query) {
    UUID id = existing(query);
    Staff.Draft draft = draft(query);
    return change.make(
        query,
        "changing staff",
        TAKEN,
        tx -> {
          Staff.change(tx, id, draft);
          return id;
        },
        this::one);
  }

  /** From now on they serve those cells and no others; what was before stays known. */
  private @Nullable JsonObject serve(Query query) {
    UUID id = existing(query);
    Instant now = clock.instant();
    List<UUID> cells = cells(query);
    return change.make(
        query,
        "changing who serves",
        TAKEN,
        tx -> {
          serve(tx, id, cells, now);
          return id;
        },
        this::one);
  }

  private static void serve(SqlConnection tx, UUID id, List<UUID> cells, Instant now) {
    UUID[] those = cells.toArray(UUID[]::new);
    var _ =
        Database.query(
            tx,
            "ending who serves",
            """
            update serving set until = $3
             where staff = $1 and (until is null or until > $3) and since < $3 and not (cell = any($2))
            """,
            id,
            those,
            now);
    var _ =
        Database.query(
            tx,
            "taking back who would serve",
            "delete from serving where staff = $1 and since >= $3 and not (cell = any($2))",
            id,
            those,
            now);
    var _ =
        Database.query(
            tx,
            "beginning who serves",
            """
            insert into serving (id, staff, cell, since)
            select gen_random_uuid(), $1, cell, $3 from unnest($2::uuid[]) as cell
             where not exists (select from serving v where v.staff = $1 and v.cell = cell.cell and v.until is null)
            """,
            id,
            those,
            now);
  }

  private static List<UUID> cells(Query query) {
    if (!(query.body().getValue("cells") instanceof JsonArray array)) {
      throw Problem.badRequest("cells is missing: a list of the ids of grid cells");
    }
    return array.stream().distinct().map(it -> Asked.id("cells", String.valueOf(it))).toList();
  }

  private static void refuseKnown(SqlConnection tx, String code) {
    if (Database.query(tx, "finding staff", "select from staff where code = $1", code).size() > 0) {
      throw Problem.conflict(TAKEN);
    }
  }

  private UUID existing(Query query) {
    UUID id = Asked.path(query, "staff");
    if (database.query("finding staff", "select from staff where id = $1", id).size() == 0) {
      throw Problem.notFound("there is nobody of that id on the staff");
    }
    return id;
  }

  private static Staff.Draft draft(Query query) {
    String role = query.required("role");
    if (!Staff.ROLES.contains(role)) {
      throw Problem.badRequest("role is one of " + String.join(", ", Staff.ROLES));
    }
    return new Staff.Draft(
        query.required("code"),
        query.required("name"),
        query.optional("phone"),
        role,
        query.optional("account"),
        Asked.day("leftOn", query.optional("leftOn")));
  }

  private JsonObject one(UUID id) {
    return json(
        database
            .query("reading staff", WHOLE + " where s.id = $2", clock.instant(), id)
            .iterator()
            .next());
  }

  private static JsonObject json(Row row) {
    LocalDate leftOn = row.getLocalDate("left_on");
    return new JsonObject()
        .put("id", row.getUUID("id").toString())
        .put("code", row.getString("code"))
        .put("name", row.getString("name"))
        .put("phone", row.getString("phone"))
        .put("role", row.getString("role"))
        .put("account", row.getString("account_name"))
        .put("leftOn", leftOn == null ? null : leftOn.toString())
        .put("serving", Objects.requireNonNullElseGet(row.getJsonArray("serving"), JsonArray::new));
  }
}
