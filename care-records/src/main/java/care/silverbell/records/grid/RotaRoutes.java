package care.silverbell.records.grid;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.StaffSight;
import care.silverbell.records.access.Visibility;
import care.silverbell.records.duty.Absences;
import care.silverbell.records.duty.DutyBook;
import care.silverbell.records.duty.DutyRoster;
import care.silverbell.records.duty.Rotas;
import care.silverbell.records.duty.Stretches;
import care.silverbell.records.duty.WallClock;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes to a cell's rota: the rules, and what became of a week of them. */
public final class RotaRoutes {
  private static final int DAYS = 7;

  private final Database database;
  private final Cells cells;
  private final Visibility visibility;
  private final DutyRoster roster;
  private final InstantSource clock;
  private final DutyChange change;

  /** Reads the book, writes the rotas. */
  public RotaRoutes(Database database, DutyRoster roster, InstantSource clock) {
    this.database = database;
    this.cells = new Cells(database);
    this.visibility = new Visibility(database);
    this.roster = roster;
    this.clock = clock;
    this.change = new DutyChange(database, roster, clock);
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/grid/:id/rota", Api.SIGNED_IN, this::week);
    api.put("/api/grid/:id/rota", Api.ADMIN, this::write);
  }

  private JsonObject week(Account caller, Query query) {
    UUID cell = GridRoutes.existing(cells, query);
    StaffSight sight = StaffView.of(caller, visibility).at(cell);
    if (sight == StaffSight.NOTHING) {
      throw Problem.notFound("there is no such cell for you");
    }
    boolean colleague = sight.isAtLeast(StaffSight.COLLEAGUES);
    ZoneId zone = roster.zone();
    LocalDate asked = Asked.day("week", query.text("week").orElse(null));
    LocalDate monday =
        (asked == null ? clock.instant().atZone(zone).toLocalDate() : asked)
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    DutyBook book = roster.book();
    JsonArray days = new JsonArray();
    for (int i = 0; i < DAYS; i++) {
      days.add(day(book, cell, monday.plusDays(i), colleague));
    }
    Instant from = WallClock.dawn(zone, monday);
    Instant to = WallClock.dawn(zone, monday.plusDays(DAYS));
    return new JsonObject()
        .put("cell", cell.toString())
        .put("zone", zone.getId())
        .put("week", monday.toString())
        .put("mayArrange", mayArrange(caller, cell))
        .put("days", days)
        .put("rows", colleague ? rows(book, cell) : new JsonArray())
        .put("swaps", colleague ? swaps(book, cell, from, to) : new JsonArray());
  }

  private boolean mayArrange(Account caller, UUID cell) {
    return caller.role() == Role.ADMIN
        || (caller.role() == Role.GRID
            && database.transaction(
                "asking who may arrange duty",
                tx -> Absences.serves(tx, caller.id(), cell, clock.instant())));
  }

  private JsonObject day(DutyBook book, UUID cell, LocalDate day, boolean phones) {
    ZoneId zone = roster.zone();
    JsonArray spans = new JsonArray();
    Instant from = WallClock.dawn(zone, day);
    Instant to = WallClock.dawn(zone, day.plusDays(1));
    for (Stretches.Stretch stretch : Stretches.of(book, zone, cell, from, to)) {
      spans.add(
          DutyJson.who(book, stretch.who(), phones)
              .put("from", DutyJson.time(zone, stretch.from()))
              .put("to", DutyJson.time(zone, stretch.to())));
    }
    DutyBook.Holiday holiday = book.holiday(cell, day);
    return new JsonObject()
        .put("date", day.toString())
        .put("weekday", day.getDayOfWeek().getValue())
        .put("holiday", holiday == null ? null : HolidayRoutes.json(holiday))
        .put("spans", spans);
  }

  private static JsonArray rows(DutyBook book, UUID cell) {
    JsonArray rows = new JsonArray();
    book.rota().getOrDefault(cell, List.of()).stream()
        .sorted(
            Comparator.comparingInt(DutyBook.Row::weekday)
                .thenComparing(DutyBook.Row::starts)
                .thenComparing(DutyBook.Row::id))
        .forEach(row -> {
          LocalDate validTo = row.validTo();
          rows.add(
              new JsonObject()
                  .put("weekday", row.weekday())
                  .put("starts", row.starts().toString())
                  .put("ends", row.ends().toString())
                  .put("a", DutyJson.staff(book, row.a(), true))
                  .put("b", DutyJson.staff(book, row.b(), true))
                  .put("validFrom", row.validFrom().toString())
                  .put("validTo", validTo == null ? null : validTo.toString()));
        });
    return rows;
  }

  private JsonArray swaps(DutyBook book, UUID cell, Instant from, Instant to) {
    JsonArray swaps = new JsonArray();
    for (DutyBook.Swap swap : book.swaps().getOrDefault(cell, List.of())) {
      if (swap.starts().isBefore(to) && swap.ends().isAfter(from)) {
        swaps.add(
            new JsonObject()
                .put("id", swap.id().toString())
                .put("from", DutyJson.time(roster.zone(), swap.starts()))
                .put("to", DutyJson.time(roster.zone(), swap.ends()))
                .put("away", DutyJson.staff(book, swap.away(), true))
                .put("instead", DutyJson.staff(book, swap.instead(), true)));
      }
    }
    return swaps;
  }

  private @Nullable JsonObject write(Account caller, Query query) {
    UUID cell = GridRoutes.existing(cells, query);
    List<Rotas.Row> rows = Asked.each(query, "rows", RotaRoutes::row);
    return change.make(
        query,
        "writing a rota",
        "the rota was changed by somebody else",
        tx -> {
          Rotas.replace(tx, cell, rows);
          return cell;
        },
        _ -> week(caller, query));
  }

  private static Rotas.Row row(JsonObject item) {
    LocalDate from = Asked.day("validFrom", Asked.text(item, "validFrom"));
    LocalDate to = Asked.day("validTo", item.getString("validTo"));
    UUID a = Asked.id("a", Asked.text(item, "a"));
    @Nullable String standIn = item.getString("b");
    UUID b = standIn == null ? null : Asked.id("b", standIn);
    if (from == null || (to != null && to.isBefore(from))) {
      throw Problem.badRequest("validTo lies before validFrom");
    }
    if (a.equals(b)) {
      throw Problem.badRequest("a and b are the same; leave b out where nobody stands in");
    }
    return new Rotas.Row(
        HolidayRoutes.weekday(item, "weekday"),
        LocalTime.parse(Asked.text(item, "starts")),
        LocalTime.parse(Asked.text(item, "ends")),
        a,
        b,
        from,
        to);
  }
}
