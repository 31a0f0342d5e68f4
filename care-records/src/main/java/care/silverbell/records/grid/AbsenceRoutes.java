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
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes to swaps: for the administrator and for those who serve the cell a swap is in. */
public final class AbsenceRoutes {
  private static final Set<Role> ARRANGERS = Set.of(Role.ADMIN, Role.GRID);
  private static final String TAKEN = "it is there already";

  private final Cells cells;
  private final DutyRoster roster;
  private final InstantSource clock;
  private final DutyChange change;

  /** Writes swaps. */
  public AbsenceRoutes(Database database, DutyRoster roster, InstantSource clock) {
    this.cells = new Cells(database);
    this.roster = roster;
    this.clock = clock;
    this.change = new DutyChange(database, roster, clock);
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.post("/api/grid/:id/swaps", ARRANGERS, this::swap);
    api.route(HttpMethod.DELETE, "/api/swaps/:id", ARRANGERS, this::takeBack);
  }

  private @Nullable JsonObject swap(Account caller, Query query) {
    UUID cell = GridRoutes.existing(cells, query);
    return change.make(
        query,
        "swapping duty",
        TAKEN,
        tx -> {
          refuseStranger(tx, caller, cell);
          UUID away = Asked.id(query, "away");
          UUID instead = Asked.id(query, "instead");
          if (away.equals(instead)) {
            throw Problem.badRequest("away and instead are the same");
          }
          Asked.Time time = Asked.span(query, roster.zone());
          return Absences.addSwap(tx, cell, time.starts(), time.ends(), away, instead);
        },
        id -> Asked.added(query, id));
  }

  private @Nullable JsonObject takeBack(Account caller, Query query) {
    UUID swap = Asked.path(query, "swap");
    return change.make(
        query,
        "taking a swap back",
        TAKEN,
        tx -> {
          UUID cell =
              Absences.cellOfSwap(tx, swap)
                  .orElseThrow(() -> Problem.notFound("there is no such swap"));
          refuseStranger(tx, caller, cell);
          Absences.removeSwap(tx, swap);
          return swap;
        },
        _ -> null);
  }

  private void refuseStranger(SqlConnection tx, Account caller, UUID cell) {
    if (caller.role() != Role.ADMIN && !Absences.serves(tx, caller.id(), cell, clock.instant())) {
      throw Problem.forbidden("only who serves the cell may swap duty there");
    }
  }
}
