package care.silverbell.testing;

import care.silverbell.ingest.database.Database;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cells, staff and people as they stand in the database, for tests that need some of each. */
public record Neighbourhood(Database database) {
  /** Adds a cell; answers its id. */
  public UUID cell(String name, @Nullable UUID parent) {
    return added("insert into grid_cell (id, parent, name) values ($1, $2, $3)", parent, name);
  }

  /** Adds a grid worker; answers their id. */
  public UUID staff(String code) {
    return added(
        "insert into staff (id, code, name, role) values ($1, $2, $3, 'grid_worker')", code, code);
  }

  /** Adds somebody who lives there; answers their id. */
  public UUID person(UUID cell) {
    return added(
        """
        insert into person (id, name, sex, birth_date, address, cell, risk)
        values ($1, $2, 'female', '1941-03-02', '幸福路1号', $3, 'high')
        """,
        "王秀英",
        cell);
  }

  private UUID added(String sql, @Nullable Object first, Object second) {
    UUID id = UUID.randomUUID();
    var _ = database.query("arranging", sql, id, first, second);
    return id;
  }
}
