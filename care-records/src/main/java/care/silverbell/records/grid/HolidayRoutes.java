package care.silverbell.records.grid;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.duty.DutyBook;
import care.silverbell.records.duty.DutyRoster;
import care.silverbell.records.duty.Rotas;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The routes to the holidays of a cell, which hold for all below it that have none of their own.
 */
public final class HolidayRoutes {
  private static final int HOLIDAY = 8;
  private static final String TWICE = "a day stands there twice";

  private final Database database;
  private final Cells cells;
  private final DutyChange change;

  /** Reads and writes the holidays. */
  public HolidayRoutes(Database database, DutyRoster roster, InstantSource clock) {
    this.database = database;
    this.cells = new Cells(database);
    this.change = new DutyChange(database, roster, clock);
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/grid/:id/holidays", Api.SIGNED_IN, (_, query) -> list(query));
    api.put("/api/grid/:id/holidays", Api.ADMIN, (_, query) -> write(query));
    api.put("/api/grid/:id/holidays/:day", Api.ADMIN, (_, query) -> writeDay(query));
    api.route(
        HttpMethod.DELETE,
        "/api/grid/:id/holidays/:day",
        Api.ADMIN,
        (_, query) -> removeDay(query));
  }

  private JsonObject list(Query query) {
    UUID cell = GridRoutes.existing(cells, query);
    JsonArray items = new JsonArray();
    database
        .query("reading holidays", "select * from holiday where cell = $1 order by day", cell)
        .forEach(row ->
            items.add(
                json(
                    new DutyBook.Holiday(
                        cell,
                        row.getLocalDate("day"),
                        row.getString("name"),
                        row.getInteger("treated_as")))));
    return new JsonObject().put("items", items);
  }

  private @Nullable JsonObject write(Query query) {
    UUID cell = GridRoutes.existing(cells, query);
    List<Rotas.Holiday> days = Asked.each(query, "items", HolidayRoutes::holiday);
    return change.make(
        query,
        "writing holidays",
        TWICE,
        tx -> {
          Rotas.replaceHolidays(tx, cell, days);
          return cell;
        },
        _ -> list(query));
  }

  private @Nullable JsonObject writeDay(Query query) {
    UUID cell = GridRoutes.existing(cells, query);
    LocalDate day = day(query);
    String name = query.required("name");
    int treatedAs = weekday(query.body(), "treatedAs");
    return change.make(
        query,
        "writing a holiday",
        TWICE,
        tx ->
            Database.query(
                tx,
                "writing a holiday",
                """
                insert into holiday (cell, day, name, treated_as) values ($1, $2, $3, $4)
                on conflict (cell, day) do update set name = excluded.name, treated_as = excluded.treated_as
                """,
                cell,
                day,
                name,
                treatedAs),
        _ -> json(new DutyBook.Holiday(cell, day, name, treatedAs)));
  }

  private @Nullable JsonObject removeDay(Query query) {
    UUID cell = GridRoutes.existing(cells, query);
    LocalDate day = day(query);
    return change.make(
        query,
        "removing a holiday",
        TWICE,
        tx -> {
          int removed =
              Database.query(
                      tx,
                      "removing a holiday",
                      "delete from holiday where cell = $1 and day = $2",
                      cell,
                      day)
                  .rowCount();
          if (removed == 0) {
            throw Problem.notFound("the cell has no holiday of its own on that day");
          }
          return cell;
        },
        _ -> null);
  }

  private static LocalDate day(Query query) {
    LocalDate day = Asked.day("day", query.path("day"));
    if (day == null) {
      throw Problem.badRequest("day is missing");
    }
    return day;
  }

  private static Rotas.Holiday holiday(JsonObject item) {
    LocalDate day = Asked.day("day", Asked.text(item, "day"));
    if (day == null) {
      throw Problem.badRequest("day is missing");
    }
    return new Rotas.Holiday(day, Asked.text(item, "name"), weekday(item, "treatedAs"));
  }

  /** 1 for Monday to 7 for Sunday, or 8 for a holiday. */
  static int weekday(JsonObject item, String name) {
    if (item.getValue(name) instanceof Integer weekday && weekday >= 1 && weekday <= HOLIDAY) {
      return weekday;
    }
    throw Problem.badRequest(name + " is 1 for Monday to 7 for Sunday, or 8 for a holiday");
  }

  static JsonObject json(DutyBook.Holiday holiday) {
    return new JsonObject()
        .put("day", holiday.day().toString())
        .put("name", holiday.name())
        .put("treatedAs", holiday.treatedAs());
  }
}
