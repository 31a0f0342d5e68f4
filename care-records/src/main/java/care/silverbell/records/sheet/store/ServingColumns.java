package care.silverbell.records.sheet.store;

import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.Form;
import care.silverbell.records.sheet.check.Line;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which cells somebody of the staff serves, from which day to which, in the three columns of their
 * row: one day for all cells, or one for each in the order of their codes.
 */
final class ServingColumns {
  private ServingColumns() {}

  /**
   * From the first to the last day.
   *
   * @param since empty for one that is to begin now
   * @param until empty for no end
   */
  record Days(String since, String until) {
    private boolean isOver(LocalDate today) {
      return !until.isEmpty() && until.compareTo(today.toString()) < 0;
    }
  }

  /**
   * What a row makes of it.
   *
   * @param served by the cell's code
   * @param over those of the row whose last day has passed: they are served no more
   */
  record Wanted(SortedMap<String, Days> served, Map<String, Days> over) {}

  /** The cells and days of a kept row. */
  static SortedMap<String, Days> of(Map<Column, String> cells) {
    SortedMap<String, Days> days = new TreeMap<>();
    List<String> codes = Form.parts(cells.getOrDefault(Column.STAFF_CELLS, ""));
    for (int place = 0; place < codes.size(); place++) {
      days.put(
          codes.get(place),
          new Days(
              day(cells.getOrDefault(Column.STAFF_SINCE, ""), place),
              day(cells.getOrDefault(Column.STAFF_UNTIL, ""), place)));
    }
    return days;
  }

  /** The columns of those cells and days. */
  static void put(Map<Column, String> cells, SortedMap<String, Days> days) {
    cells.put(Column.STAFF_CELLS, Form.joined(List.copyOf(days.keySet())));
    cells.put(Column.STAFF_SINCE, joined(days.values(), Days::since));
    cells.put(Column.STAFF_UNTIL, joined(days.values(), Days::until));
  }

  /** The row laid over what was; a column that the file lacks changes nothing. */
  static Wanted laidOver(SortedMap<String, Days> before, Line line, LocalDate today) {
    List<String> codes =
        line.cells().containsKey(Column.STAFF_CELLS)
            ? line.parts(Column.STAFF_CELLS)
            : List.copyOf(before.keySet());
    Wanted wanted = new Wanted(new TreeMap<>(), new TreeMap<>());
    for (int place = 0; place < codes.size(); place++) {
      String code = codes.get(place);
      Days was = before.getOrDefault(code, new Days("", ""));
      String since = day(line.text(Column.STAFF_SINCE), place);
      String until =
          line.cells().containsKey(Column.STAFF_UNTIL)
              ? day(line.text(Column.STAFF_UNTIL), place)
              : was.until;
      Days is = new Days(since.isEmpty() ? was.since : since, until);
      (is.isOver(today) ? wanted.over : wanted.served).put(code, is);
    }
    return wanted;
  }

  private static String day(String kept, int place) {
    List<String> days = Form.parts(kept);
    String day = days.size() > 1 ? days.get(place) : kept;
    return day.equals(Form.OPEN) ? "" : day;
  }

  private static String joined(Collection<Days> days, Function<Days, String> part) {
    List<String> parts = new ArrayList<>(days.stream().map(part).toList());
    if (parts.stream().distinct().count() <= 1) {
      return parts.isEmpty() ? "" : parts.getFirst();
    }
    parts.replaceAll(it -> it.isEmpty() ? Form.OPEN : it);
    return Form.joined(parts);
  }
}
