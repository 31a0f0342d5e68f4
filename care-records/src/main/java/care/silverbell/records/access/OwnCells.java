package care.silverbell.records.access;

import care.silverbell.ingest.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which cells an account answers for: a grid worker their own with all below, the office all. */
public record OwnCells(Database database) {

  /** Null for all. */
  public UUID @Nullable [] of(Account account) {
    if (account.role() != Role.GRID) {
      return null;
    }
    List<UUID> cells = new ArrayList<>();
    database
        .query(
            "asking which cells an account answers for",
            "select distinct w.cell from account_cell c join grid_within w on w.above = c.cell where c.account = $1",
            account.id())
        .forEach(row -> cells.add(row.getUUID("cell")));
    return cells.toArray(UUID[]::new);
  }
}
