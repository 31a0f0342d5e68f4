package care.silverbell.records.sheet.store;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.DrawnOutline;
import care.silverbell.records.sheet.SheetKind;
import care.silverbell.records.sheet.check.Checked;
import care.silverbell.records.sheet.check.Line;
import care.silverbell.records.sheet.store.ServingColumns.Days;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes cells, staff and the rota, as far as they differ from what is held. */
final class GridWriting {
  private final GridHoldings held;
  private final Checked file;
  private final Counts counts;
  private final Instant now;
  private final ZoneId zone;
  private final Map<String, UUID> cellIds = new HashMap<>();
  private final Map<String, UUID> staffIds = new HashMap<>();
  private final List<Tuple> cells = new ArrayList<>();
  private final List<Tuple> staff = new ArrayList<>();
  private final List<Tuple> served = new ArrayList<>();
  private final List<Tuple> redated = new ArrayList<>();
  private final List<Tuple> leaving = new ArrayList<>();
  private final List<Tuple> shifts = new ArrayList<>();

  GridWriting(GridHoldings held, Checked file, Counts counts, Instant now, ZoneId zone) {
    this.held = held;
    this.file = file;
    this.counts = counts;
    this.now = now;
    this.zone = zone;
    held.cells().forEach((code, it) -> cellIds.put(code, it.id()));
    held.staff().forEach((code, it) -> staffIds.put(code, it.id()));
    plan();
  }

  /** The id of a cell, held or of this file. */
  UUID cell(String code) {
    return id(cellIds, code);
  }

  private static UUID id(Map<String, UUID> ids, String code) {
    UUID id = ids.get(code);
    if (id == null) {
      throw new IllegalStateException("not checked: " + code);
    }
    return id;
  }

  private void plan() {
    Map<String, String> parents = new HashMap<>();
    for (Line line : file.sheet(SheetKind.GRID).lines()) {
      cellIds.putIfAbsent(line.text(Column.GRID_CODE), UUID.randomUUID());
      parents.put(line.text(Column.GRID_CODE), line.text(Column.GRID_PARENT));
    }
    file.sheet(SheetKind.GRID).lines().stream()
        .sorted(Comparator.comparingInt((Line it) -> depth(parents, it)))
        .forEach(this::planCell);
    file.sheet(SheetKind.STAFF).lines().forEach(this::planStaff);
    file.sheet(SheetKind.ROTA).lines().forEach(this::planShift);
  }

  private static int depth(Map<String, String> parents, Line line) {
    int depth = 0;
    String above = parents.getOrDefault(line.text(Column.GRID_CODE), "");
    while (!above.isEmpty()) {
      depth++;
      above = parents.getOrDefault(above, "");
    }
    return depth;
  }

  private void planCell(Line line) {
    String code = line.text(Column.GRID_CODE);
    Map<Column, String> after = changed(SheetKind.GRID, held.cells().get(code), line);
    if (after != null) {
      String parent = after.getOrDefault(Column.GRID_PARENT, "");
      cells.add(
          Database.tuple(
              cell(code),
              code,
              after.get(Column.GRID_NAME),
              orNull(after.getOrDefault(Column.GRID_LEVEL, "")),
              parent.isEmpty() ? null : cell(parent),
              outline(after.getOrDefault(Column.GRID_OUTLINE, ""))));
    }
  }

  private void planStaff(Line line) {
    String code = line.text(Column.STAFF_CODE);
    Held before = held.staff().get(code);
    UUID id = staffIds.computeIfAbsent(code, _ -> UUID.randomUUID());
    Map<Column, String> after = changed(SheetKind.STAFF, before, line);
    if (after == null) {
      return;
    }
    staff.add(
        Database.tuple(
            id,
            code,
            after.get(Column.STAFF_NAME),
            orNull(after.getOrDefault(Column.STAFF_PHONE, "")),
            after.get(Column.STAFF_ROLE)));
    planServing(code, before, line);
  }

  private void planServing(String code, @Nullable Held before, Line line) {
    SortedMap<String, Days> was = was(before);
    ServingColumns.Wanted is = wanted(before, line);
    is.served()
        .forEach((cell, days) -> {
          Days known = was.get(cell);
          if (known == null) {
            served.add(
                Database.tuple(
                    UUID.randomUUID(), code, cell(cell), begin(days.since()), end(days.until())));
          } else if (!known.equals(days)) {
            redated.add(
                Database.tuple(
                    code,
                    cell(cell),
                    known.since().equals(days.since()) ? null : begin(days.since()),
                    !known.until().equals(days.until()),
                    end(days.until()),
                    now));
          }
        });
    for (String cell : was.keySet()) {
      if (!is.served().containsKey(cell)) {
        Days over = is.over().get(cell);
        Instant end = over == null ? null : end(over.until());
        leaving.add(Database.tuple(code, cell(cell), end == null ? now : end, now));
      }
    }
  }

  private static SortedMap<String, Days> was(@Nullable Held before) {
    return before == null ? new TreeMap<>() : ServingColumns.of(before.cells());
  }

  private ServingColumns.Wanted wanted(@Nullable Held before, Line line) {
    return ServingColumns.laidOver(was(before), line, LocalDate.ofInstant(now, zone));
  }

  private Instant begin(String day) {
    return day.isEmpty() ? now : LocalDate.parse(day).atStartOfDay(zone).toInstant();
  }

  /** Behind its last day. */
  private @Nullable Instant end(String day) {
    return day.isEmpty() ? null : LocalDate.parse(day).plusDays(1).atStartOfDay(zone).toInstant();
  }

  private void planShift(Line line) {
    Held before = held.rota().get(GridHoldings.shift(line.cells()));
    Map<Column, String> after = changed(SheetKind.ROTA, before, line);
    if (after == null) {
      return;
    }
    String to = after.getOrDefault(Column.ROTA_TO, "");
    shifts.add(
        Database.tuple(
            before == null ? UUID.randomUUID() : before.id(),
            cell(line.text(Column.ROTA_CELL)),
            Integer.parseInt(line.text(Column.ROTA_WEEKDAY)),
            LocalTime.parse(line.text(Column.ROTA_STARTS)),
            LocalTime.parse(line.text(Column.ROTA_ENDS)),
            line.text(Column.ROTA_A),
            orNull(after.getOrDefault(Column.ROTA_B, "")),
            LocalDate.parse(line.text(Column.ROTA_FROM)),
            to.isEmpty() ? null : LocalDate.parse(to)));
  }

  /** The row as it shall be, counted; null where it is so already. */
  private @Nullable Map<Column, String> changed(SheetKind kind, @Nullable Held before, Line line) {
    Map<Column, String> after = new EnumMap<>(Column.class);
    if (before != null) {
      after.putAll(before.cells());
    }
    after.putAll(line.cells());
    switch (kind) {
      case GRID ->
          after.put(
              Column.GRID_OUTLINE,
              outline(
                  before == null ? "" : before.text(Column.GRID_OUTLINE),
                  line.text(Column.GRID_OUTLINE)));
      case STAFF -> ServingColumns.put(after, wanted(before, line).served());
      case ROTA, PEOPLE, CONTACTS, BANDS -> {}
    }
    if (before == null) {
      counts.fresh(kind);
    } else if (after.equals(before.cells())) {
      counts.unchanged(kind);
      return null;
    } else {
      counts.changed(kind);
    }
    return after;
  }

  /** An empty cell leaves it as it is: what is too long for a cell would be lost otherwise. */
  private static String outline(String before, String written) {
    return written.isEmpty() ? before : written.equals(DrawnOutline.NONE) ? "" : written;
  }

  private static @Nullable JsonObject outline(String kept) {
    return kept.isEmpty() ? null : new JsonObject(kept);
  }

  void write(SqlConnection tx) {
    Database.batch(
        tx,
        "writing cells",
        """
        insert into grid_cell (id, code, name, level, parent, outline) values ($1, $2, $3, $4, $5, $6)
        on conflict (code) do update set name = excluded.name, level = excluded.level, parent = excluded.parent,
          outline = excluded.outline
        """,
        cells);
    Database.batch(
        tx,
        "writing staff",
        """
        insert into staff (id, code, name, phone, role) values ($1, $2, $3, $4, $5)
        on conflict (code) do update set name = excluded.name, phone = excluded.phone, role = excluded.role
        """,
        staff);
    Database.batch(
        tx,
        "writing who serves a cell no more",
        """
        update serving set until = greatest($3, since + interval '1 millisecond')
         where staff = (select id from staff where code = $1) and cell = $2 and (until is null or until > $4)
        """,
        leaving);
    Database.batch(
        tx,
        "writing from when to when somebody serves a cell",
        """
        update serving set since = coalesce($3, since),
          until = case when case when $4 then $5 else until end is not null
            then greatest(case when $4 then $5 else until end, coalesce($3, since) + interval '1 millisecond') end
         where id = (select id from serving where staff = (select id from staff where code = $1) and cell = $2
                        and (until is null or until > $6) order by since limit 1)
        """,
        redated);
    Database.batch(
        tx,
        "writing who serves a cell",
        """
        insert into serving (id, staff, cell, since, until)
        values ($1, (select id from staff where code = $2), $3, $4, $5)
        on conflict (staff, cell, since) do update set until = excluded.until
        """,
        served);
    Database.batch(
        tx,
        "writing the rota",
        """
        insert into rota (id, cell, weekday, starts, ends, staff_a, staff_b, valid_from, valid_to)
        values ($1, $2, $3, $4, $5, (select id from staff where code = $6), (select id from staff where code = $7), $8, $9)
        on conflict (id) do update set ends = excluded.ends, staff_a = excluded.staff_a, staff_b = excluded.staff_b,
          valid_to = excluded.valid_to
        """,
        shifts);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
