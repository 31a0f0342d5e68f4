package care.silverbell.records.grid;

import care.silverbell.ingest.database.Database;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cells of the grid (网格), each standing below another or at the top. */
public final class Cells {
  private final Database database;

  /** Reads from the database. */
  public Cells(Database database) {
    this.database = database;
  }

  /**
   * A cell as a sheet names it.
   *
   * @param code the office's own; what the cell is known again by
   * @param level such as 街道, 社区 or 网格; null where nobody has said
   * @param parent the code of the cell above; null at the top
   * @param outline as {@link Outline#of} takes it; null leaves what is there
   */
  public record Draft(
      String code,
      String name,
      @Nullable String level,
      @Nullable String parent,
      @Nullable JsonObject outline) {}

  /**
   * Writes a cell, new or known by its code, within a transaction; answers its id. Writing the same
   * twice changes nothing.
   *
   * @throws NoSuchElementException if there is no cell with the parent's code
   * @throws care.silverbell.ingest.database.DatabaseTrouble if the cell would stand below itself
   */
  public static UUID put(SqlConnection tx, Draft draft) {
    UUID parent = draft.parent() == null ? null : withCode(tx, draft.parent());
    return Database.query(
            tx,
            "writing a cell",
            """
            insert into grid_cell (id, code, name, level, parent, outline) values ($1, $2, $3, $4, $5, $6)
            on conflict (code) do update set name = excluded.name, level = excluded.level, parent = excluded.parent,
              outline = coalesce(excluded.outline, grid_cell.outline)
            returning id
            """,
            UUID.randomUUID(),
            draft.code(),
            draft.name(),
            draft.level(),
            parent,
            draft.outline())
        .iterator()
        .next()
        .getUUID("id");
  }

  /**
   * The id of the cell with that code.
   *
   * @throws NoSuchElementException if there is none
   */
  public static UUID withCode(SqlConnection tx, String code) {
    var rows =
        Database.query(tx, "finding a cell", "select id from grid_cell where code = $1", code);
    if (rows.size() == 0) {
      throw new NoSuchElementException("there is no cell with code " + code);
    }
    return rows.iterator().next().getUUID("id");
  }

  /** Whether the one cell is the other, or stands anywhere below it. */
  public static boolean isWithin(SqlConnection tx, UUID cell, UUID above) {
    return Database.query(
                tx,
                "asking where a cell stands",
                "select from grid_within where cell = $1 and above = $2",
                cell,
                above)
            .size()
        > 0;
  }

  /** Whether there is a cell of that id. */
  public boolean exists(UUID id) {
    return database.query("finding a cell", "select from grid_cell where id = $1", id).size() > 0;
  }

  /** The outline of a cell, as it was drawn; null for none. */
  public @Nullable JsonObject outline(UUID id) {
    return database
        .query("reading an outline", "select outline from grid_cell where id = $1", id)
        .iterator()
        .next()
        .getJsonObject("outline");
  }

  /** A cell found on the map. */
  public record Found(UUID id, String code, String name) {}

  /**
   * The smallest cell whose outline holds the point, of equals the one furthest down; empty where
   * no outline does.
   *
   * @param latitude degrees, WGS-84
   * @param longitude degrees, WGS-84
   */
  public Optional<Found> at(double latitude, double longitude) {
    return at(database.pool(), latitude, longitude);
  }

  /** The same within a transaction. */
  public static Optional<Found> at(SqlClient client, double latitude, double longitude) {
    List<DrawnCells.Drawn<Found>> drawn = new ArrayList<>();
    for (Row row :
        Database.query(
            client,
            "reading outlines",
            """
            select id, code, name, outline, (select max(w.steps) from grid_within w where w.cell = c.id) as depth
              from grid_cell c where outline is not null order by id
            """)) {
      drawn.add(
          new DrawnCells.Drawn<>(
              new Found(row.getUUID("id"), row.getString("code"), row.getString("name")),
              Outline.of(row.getJsonObject("outline")),
              row.getInteger("depth")));
    }
    return new DrawnCells<>(drawn).at(latitude, longitude);
  }
}
