package care.silverbell.records.grid;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.StaffSight;
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
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes to the grid: its cells, who serves each, and who is on duty now. */
public final class GridRoutes {
  private static final String TAKEN = "there is a cell with that code";
  private static final double LATITUDES = 90;
  private static final double LONGITUDES = 180;
  private static final String WHOLE =
      """
      select c.id, c.code, c.parent, c.name, c.level, c.outline is not null as outlined,
             (select jsonb_agg(jsonb_build_object('account', a.name, 'name', a.display_name) order by a.name)
                from account a where a.cell = c.id) as accounts,
             (select jsonb_agg(jsonb_build_object('staff', s.id, 'account', a.name, 'name', s.name, 'phone', s.phone,
                                                  'role', s.role) order by v.since, s.id)
                from serving v join staff s on s.id = v.staff left join account a on a.id = s.account
               where v.cell = c.id and v.since <= $1 and (v.until is null or v.until > $1)
                 and (s.left_on is null or s.left_on > $2)) as staff
        from grid_cell c
      """;

  private final Database database;
  private final Cells cells;
  private final Visibility visibility;
  private final DutyRoster roster;
  private final InstantSource clock;

  /** Reads and writes the cells. */
  public GridRoutes(Database database, DutyRoster roster, InstantSource clock) {
    this.database = database;
    this.cells = new Cells(database);
    this.visibility = new Visibility(database);
    this.roster = roster;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/grid", Api.SIGNED_IN, (caller, _) -> list(caller));
    api.get("/api/grid/cell-at", Api.SIGNED_IN, (_, query) -> cellAt(query));
    api.get("/api/grid/:id", Api.SIGNED_IN, (caller, query) -> one(existing(cells, query), caller));
    api.post("/api/grid", Api.ADMIN, this::add);
    api.put("/api/grid/:id", Api.ADMIN, this::change);
  }

  /** Those cells of which something is theirs to see. */
  private JsonObject list(Account caller) {
    StaffView view = StaffView.of(caller, visibility);
    Instant now = clock.instant();
    JsonArray items = new JsonArray();
    database
        .query(
            "reading the grid",
            WHOLE + " order by c.name, c.id",
            now,
            now.atZone(roster.zone()).toLocalDate())
        .forEach(row -> {
          if (view.at(row.getUUID("id")) != StaffSight.NOTHING) {
            items.add(json(row, now, view));
          }
        });
    return new JsonObject().put("items", items);
  }

  /** Its outline, which may be long, is told here only and not in the list. */
  private JsonObject one(UUID id, Account caller) {
    Instant now = clock.instant();
    Row row =
        database
            .query(
                "reading a cell",
                WHOLE + " where c.id = $3",
                now,
                now.atZone(roster.zone()).toLocalDate(),
                id)
            .iterator()
            .next();
    StaffView view = StaffView.of(caller, visibility);
    if (view.at(id) == StaffSight.NOTHING) {
      throw Problem.notFound("there is no such cell for you");
    }
    return json(row, now, view).put("outline", cells.outline(id));
  }

  private JsonObject cellAt(Query query) {
    double latitude = degrees(query, "lat", LATITUDES);
    double longitude = degrees(query, "lon", LONGITUDES);
    JsonObject json = new JsonObject().putNull("cell");
    cells
        .at(latitude, longitude)
        .ifPresent(found ->
            json.put(
                "cell",
                new JsonObject()
                    .put("id", found.id().toString())
                    .put("code", found.code())
                    .put("name", found.name())));
    return json;
  }

  private JsonObject add(Account caller, Query query) {
    UUID id = UUID.randomUUID();
    String code = query.optional("code");
    UUID parent = parent(query);
    String name = query.required("name");
    JsonObject outline = outline(query);
    Asked.saying(
        TAKEN,
        () ->
            database.query(
                "adding a cell",
                "insert into grid_cell (id, code, name, level, parent, outline) values ($1, $2, $3,"
                    + " $4, $5, $6)",
                id,
                code == null ? id.toString() : code,
                name,
                query.optional("level"),
                parent,
                outline));
    roster.reread();
    query.context().response().setStatusCode(201).putHeader("Location", "/api/grid/" + id);
    return one(id, caller);
  }

  private JsonObject change(Account caller, Query query) {
    UUID id = existing(cells, query);
    UUID parent = parent(query);
    String name = query.required("name");
    JsonObject outline = outline(query);
    Asked.saying(
        TAKEN,
        () ->
            database.transaction(
                "changing a cell",
                tx -> {
                  refuseCircle(tx, id, parent);
                  return Database.query(
                      tx,
                      "changing a cell",
                      """
                      update grid_cell set name = $2, level = $3, parent = $4, code = coalesce($5, code),
                        outline = case when $6 then $7 else outline end
                       where id = $1
                      """,
                      id,
                      name,
                      query.optional("level"),
                      parent,
                      query.optional("code"),
                      query.body().containsKey("outline"),
                      outline);
                }));
    roster.reread();
    return one(id, caller);
  }

  /** The cell of the path. */
  static UUID existing(Cells cells, Query query) {
    UUID id = Asked.path(query, "cell");
    if (!cells.exists(id)) {
      throw Problem.notFound("there is no such cell");
    }
    return id;
  }

  private static void refuseCircle(SqlConnection tx, UUID id, @Nullable UUID parent) {
    if (parent != null && Cells.isWithin(tx, parent, id)) {
      throw Problem.conflict(
          "a cell cannot stand below itself; choose a parent that is not below it");
    }
  }

  private static @Nullable JsonObject outline(Query query) {
    Object value = query.body().getValue("outline");
    if (value == null) {
      return null;
    }
    if (!(value instanceof JsonObject outline)) {
      throw Problem.badRequest("outline is a GeoJSON Polygon or MultiPolygon");
    }
    try {
      var _ = Outline.of(outline);
      return outline;
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("" + e.getMessage());
    }
  }

  private @Nullable UUID parent(Query query) {
    String text = query.optional("parent");
    if (text == null) {
      return null;
    }
    UUID parent = Asked.id("parent", text);
    if (!cells.exists(parent)) {
      throw Problem.badRequest("parent is not the id of a grid cell");
    }
    return parent;
  }

  private static double degrees(Query query, String name, double most) {
    try {
      double degrees = Double.parseDouble(query.text(name).orElse("missing"));
      if (Math.abs(degrees) <= most) {
        return degrees;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Problem.badRequest("%s is degrees, -%.0f to %.0f".formatted(name, most, most));
  }

  private JsonObject json(Row row, Instant now, StaffView view) {
    UUID id = row.getUUID("id");
    StaffSight sight = view.at(id);
    UUID parent = row.getUUID("parent");
    return new JsonObject()
        .put("id", id.toString())
        .put("code", row.getString("code"))
        .put("parent", parent == null ? null : parent.toString())
        .put("name", row.getString("name"))
        .put("level", row.getString("level"))
        .put("outlined", row.getBoolean("outlined"))
        .put(
            "servedBy",
            view.served(served(row.getJsonArray("staff"), row.getJsonArray("accounts")), sight))
        .put(
            "onDuty",
            DutyJson.who(
                roster.book(), roster.onDuty(id, now), sight.isAtLeast(StaffSight.DUTY_PHONES)));
  }

  /** The staff who serve the cell, then accounts that have it as theirs without being staff. */
  private static JsonArray served(@Nullable JsonArray staff, @Nullable JsonArray accounts) {
    JsonArray served = new JsonArray();
    Set<Object> named = new HashSet<>();
    for (Object one : staff == null ? new JsonArray() : staff) {
      named.add(String.valueOf(((JsonObject) one).getString("account")));
      served.add(one);
    }
    for (Object one : accounts == null ? new JsonArray() : accounts) {
      if (named.add(((JsonObject) one).getString("account"))) {
        served.add(one);
      }
    }
    return served;
  }
}
