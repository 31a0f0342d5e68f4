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
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The routes to swaps and leave: for the administrator, for those who serve the cell a swap is in,
 * and for one's own leave.
 */
public final class AbsenceRoutes {
  private static final Set<Role> ARRANGERS = Set.of(Role.ADMIN, Role.GRID);

  private final Database database;
  private final Cells cells;
  private final DutyRoster roster;
  private final InstantSource clock;

  /** Writes swaps and leave. */
  public AbsenceRoutes(Database database, DutyRoster roster, InstantSource clock) {
    this.database = database;
    this.cells = new Cells(database);
    this.roster = roster;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.post("/api/grid/:id/swaps", ARRANGERS, this::swap);
    api.route(HttpMethod.DELETE, "/api/swaps/:id", ARRANGERS, this::takeBack);
    api.post("/api/leave", ARRANGERS, this::leave);
  }

  private JsonObject swap(Account caller, Query query) {
    UUID cell = GridRoutes.existing(cells, query);
    return added(
        query,
        tx -> {
          refuseStranger(tx, caller, cell);
          UUID away = Asked.id(query, "away");
          UUID instead = Asked.id(query, "instead");
          if (away.equals(instead)) {
            throw Problem.badRequest("away and instead are the same");
          }
          Time time = time(query);
          return Absences.addSwap(tx, cell, time.starts(), time.ends(), away, instead);
        });
  }

  private @Nullable JsonObject takeBack(Account caller, Query query) {
    UUID swap = Asked.path(query, "swap");
    database.transaction(
        "taking a swap back",
        tx -> {
          refuseStranger(tx, caller, Absences.cellOfSwap(tx, swap));
          Absences.removeSwap(tx, swap);
          return swap;
        });
    roster.reread();
    return null;
  }

  private JsonObject leave(Account caller, Query query) {
    return added(
        query,
        tx -> {
          UUID staff = Asked.id(query, "staff");
          if (caller.role() != Role.ADMIN && !Absences.isOwn(tx, caller.id(), staff)) {
            throw Problem.forbidden("leave is your own to take; an administrator writes others'");
          }
          Time time = time(query);
          return Absences.addLeave(tx, staff, time.starts(), time.ends());
        });
  }

  private interface Adding {
    UUID add(SqlConnection tx);
  }

  private JsonObject added(Query query, Adding adding) {
    UUID id =
        Asked.saying(
            "it is there already",
            () -> database.transaction("changing who is on duty", adding::add));
    roster.reread();
    query.context().response().setStatusCode(201);
    return new JsonObject().put("id", id.toString());
  }

  private void refuseStranger(SqlConnection tx, Account caller, UUID cell) {
    if (caller.role() != Role.ADMIN && !Absences.serves(tx, caller.id(), cell, clock.instant())) {
      throw Problem.forbidden("only who serves the cell may swap duty there");
    }
  }

  private record Time(Instant starts, Instant ends) {}

  private Time time(Query query) {
    Time time =
        new Time(
            Asked.time(query, "starts", roster.zone()), Asked.time(query, "ends", roster.zone()));
    if (!time.ends().isAfter(time.starts())) {
      throw Problem.badRequest("ends is not after starts");
    }
    return time;
  }
}
