package care.silverbell.records.grid;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes to the grid: its cells, and who serves each. */
public final class GridRoutes {
  private final Database database;

  /** Reads and writes the cells. */
  public GridRoutes(Database database) {
    this.database = database;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/grid", Api.SIGNED_IN, (_, _) -> list());
    api.post("/api/grid", Api.ADMIN, (_, query) -> add(query));
  }

  private JsonObject list() {
    JsonArray items = new JsonArray();
    database
        .query(
            "reading the grid",
            """
            select c.id, c.parent, c.name,
                   (select jsonb_agg(jsonb_build_object('account', a.name, 'name', a.display_name) order by a.name)
                      from account a where a.cell = c.id) as served_by
              from grid_cell c order by c.name
            """)
        .forEach(row ->
            items.add(
                json(row.getUUID("id"), row.getUUID("parent"), row.getString("name"))
                    .put("servedBy", served(row.getJsonArray("served_by")))));
    return new JsonObject().put("items", items);
  }

  private JsonObject add(Query query) {
    String name = query.required("name");
    UUID parent = parent(query.optional("parent"));
    UUID id = UUID.randomUUID();
    var _ =
        database.query(
            "adding a cell",
            "insert into grid_cell (id, parent, name) values ($1, $2, $3)",
            id,
            parent,
            name);
    query.context().response().setStatusCode(201);
    return json(id, parent, name).put("servedBy", new JsonArray());
  }

  private @Nullable UUID parent(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      UUID parent = UUID.fromString(text);
      if (database.query("finding a cell", "select from grid_cell where id = $1", parent).size()
          > 0) {
        return parent;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw Problem.badRequest("parent is not the id of a grid cell");
  }

  private static JsonArray served(@Nullable JsonArray by) {
    return by == null ? new JsonArray() : by;
  }

  private static JsonObject json(UUID id, @Nullable UUID parent, String name) {
    return new JsonObject()
        .put("id", id.toString())
        .put("parent", parent == null ? null : parent.toString())
        .put("name", name);
  }
}
