package care.silverbell.records.sheet.store;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.DrawnOutline;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cells, staff and rota that the database holds, by key.
 *
 * @param left the last day of those who have left, by their code
 */
record GridHoldings(
    Map<String, Held> cells,
    Map<String, Held> staff,
    Map<String, LocalDate> left,
    Map<String, Held> rota) {

  /**
   * Reads them.
   *
   * @param now who serves a cell then, or will
   * @param zone whose days are those of the sheets
   */
  static GridHoldings read(SqlClient client, Instant now, ZoneId zone) {
    return new GridHoldings(cells(client), staff(client, now, zone), left(client), rota(client));
  }

  private static Map<String, Held> cells(SqlClient client) {
    Map<String, Held> cells = new LinkedHashMap<>();
    for (Row row :
        Database.query(
            client,
            "reading the cells",
            """
            select c.id, c.code, c.name, c.level, c.outline, p.code as parent,
                   (select max(w.steps) from grid_within w where w.cell = c.id) as depth
              from grid_cell c left join grid_cell p on p.id = c.parent order by depth, c.code
            """)) {
      Map<Column, String> held = new EnumMap<>(Column.class);
      held.put(Column.GRID_CODE, row.getString("code"));
      held.put(Column.GRID_NAME, row.getString("name"));
      held.put(Column.GRID_LEVEL, orEmpty(row.getString("level")));
      held.put(Column.GRID_PARENT, orEmpty(row.getString("parent")));
      JsonObject outline = row.getJsonObject("outline");
      held.put(Column.GRID_OUTLINE, outline == null ? "" : DrawnOutline.kept(outline));
      cells.put(row.getString("code"), new Held(row.getString("code"), row.getUUID("id"), held));
    }
    return cells;
  }

  private static Map<String, Held> staff(SqlClient client, Instant now, ZoneId zone) {
    Map<String, Held> staff = new LinkedHashMap<>();
    for (Row row :
        Database.query(
            client,
            "reading the staff",
            """
            select s.id, s.code, s.name, s.phone, s.role,
                   (select jsonb_agg(jsonb_build_object('cell', c.code, 'since', v.since, 'until', v.until))
                      from (select distinct on (cell) * from serving
                             where staff = s.id and (until is null or until > $1) order by cell, since) v
                      join grid_cell c on c.id = v.cell) as serving
              from staff s where s.left_on is null or s.left_on > current_date order by s.code
            """,
            now)) {
      Map<Column, String> held = new EnumMap<>(Column.class);
      held.put(Column.STAFF_CODE, row.getString("code"));
      held.put(Column.STAFF_NAME, row.getString("name"));
      held.put(Column.STAFF_PHONE, orEmpty(row.getString("phone")));
      held.put(Column.STAFF_ROLE, row.getString("role"));
      ServingColumns.put(held, serving(row.getJsonArray("serving"), zone));
      staff.put(row.getString("code"), new Held(row.getString("code"), row.getUUID("id"), held));
    }
    return staff;
  }

  private static Map<String, LocalDate> left(SqlClient client) {
    Map<String, LocalDate> left = new HashMap<>();
    Database.query(
            client,
            "reading who has left",
            "select code, left_on from staff where left_on <= current_date")
        .forEach(row -> left.put(row.getString("code"), row.getLocalDate("left_on")));
    return left;
  }

  private static SortedMap<String, ServingColumns.Days> serving(
      @Nullable JsonArray rows, ZoneId zone) {
    SortedMap<String, ServingColumns.Days> serving = new TreeMap<>();
    for (Object row : rows == null ? new JsonArray() : rows) {
      JsonObject one = (JsonObject) row;
      String until = one.getString("until");
      serving.put(
          one.getString("cell"),
          new ServingColumns.Days(
              day(one.getString("since"), zone).toString(),
              until == null ? "" : lastDay(until, zone).toString()));
    }
    return serving;
  }

  private static LocalDate day(String at, ZoneId zone) {
    return LocalDate.ofInstant(OffsetDateTime.parse(at).toInstant(), zone);
  }

  /** What ends at midnight ends with the day before. */
  private static LocalDate lastDay(String end, ZoneId zone) {
    return LocalDate.ofInstant(OffsetDateTime.parse(end).toInstant().minusMillis(1), zone);
  }

  private static Map<String, Held> rota(SqlClient client) {
    Map<String, Held> rota = new LinkedHashMap<>();
    for (Row row :
        Database.query(
            client,
            "reading the rota",
            """
            select r.id, c.code as cell, r.weekday, r.starts, r.ends, a.code as a, b.code as b, r.valid_from, r.valid_to
              from rota r join grid_cell c on c.id = r.cell join staff a on a.id = r.staff_a
              left join staff b on b.id = r.staff_b order by c.code, r.valid_from, r.weekday, r.starts, r.id
            """)) {
      Map<Column, String> held = new EnumMap<>(Column.class);
      held.put(Column.ROTA_CELL, row.getString("cell"));
      held.put(Column.ROTA_WEEKDAY, "" + row.getInteger("weekday"));
      held.put(Column.ROTA_STARTS, "" + row.getLocalTime("starts"));
      held.put(Column.ROTA_ENDS, "" + row.getLocalTime("ends"));
      held.put(Column.ROTA_A, row.getString("a"));
      held.put(Column.ROTA_B, orEmpty(row.getString("b")));
      held.put(Column.ROTA_FROM, "" + row.getLocalDate("valid_from"));
      var to = row.getLocalDate("valid_to");
      held.put(Column.ROTA_TO, to == null ? "" : to.toString());
      rota.putIfAbsent(shift(held), new Held(shift(held), row.getUUID("id"), held));
    }
    return rota;
  }

  /** What a span of the rota is known again by. */
  static String shift(Map<Column, String> cells) {
    return String.join(
        "|",
        List.of(
            cells.getOrDefault(Column.ROTA_CELL, ""),
            cells.getOrDefault(Column.ROTA_WEEKDAY, ""),
            cells.getOrDefault(Column.ROTA_STARTS, ""),
            cells.getOrDefault(Column.ROTA_FROM, "")));
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
