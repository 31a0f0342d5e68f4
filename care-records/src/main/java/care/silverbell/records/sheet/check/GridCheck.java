package care.silverbell.records.sheet.check;

import static care.silverbell.records.sheet.Column.GRID_CODE;
import static care.silverbell.records.sheet.Column.GRID_PARENT;
import static care.silverbell.records.sheet.Column.ROTA_A;
import static care.silverbell.records.sheet.Column.ROTA_B;
import static care.silverbell.records.sheet.Column.ROTA_CELL;
import static care.silverbell.records.sheet.Column.ROTA_FROM;
import static care.silverbell.records.sheet.Column.ROTA_STARTS;
import static care.silverbell.records.sheet.Column.ROTA_TO;
import static care.silverbell.records.sheet.Column.ROTA_WEEKDAY;
import static care.silverbell.records.sheet.Column.STAFF_CELLS;
import static care.silverbell.records.sheet.Column.STAFF_CODE;
import static care.silverbell.records.sheet.Column.STAFF_SINCE;
import static care.silverbell.records.sheet.Column.STAFF_UNTIL;

import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.Form;
import care.silverbell.records.sheet.Mistakes;
import care.silverbell.records.sheet.SheetKind;
import care.silverbell.records.sheet.Wrong;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether cells, staff and the rota fit each other, and what is known. */
final class GridCheck {
  private final LineSheet grid;
  private final LineSheet staff;
  private final LineSheet rota;
  private final LineSheet people;
  private final Known known;
  private final Mistakes mistakes;
  private final Map<String, String> parents;
  private final Set<String> staffCodes;

  GridCheck(Map<SheetKind, LineSheet> sheets, Known known, Mistakes mistakes) {
    this.grid = sheets.getOrDefault(SheetKind.GRID, LineSheet.none(SheetKind.GRID));
    this.staff = sheets.getOrDefault(SheetKind.STAFF, LineSheet.none(SheetKind.STAFF));
    this.rota = sheets.getOrDefault(SheetKind.ROTA, LineSheet.none(SheetKind.ROTA));
    this.people = sheets.getOrDefault(SheetKind.PEOPLE, LineSheet.none(SheetKind.PEOPLE));
    this.known = known;
    this.mistakes = mistakes;
    this.parents = parents(grid, known);
    this.staffCodes = new HashSet<>(known.staff());
    staff.lines().forEach(line -> staffCodes.add(line.text(STAFF_CODE)));
  }

  /** Each cell's code with that of its parent, as they will be. */
  static Map<String, String> parents(LineSheet grid, Known known) {
    Map<String, String> parents = new HashMap<>(known.parents());
    boolean parentsGiven = grid.headings().columns().contains(GRID_PARENT);
    for (Line line : grid.lines()) {
      if (parentsGiven) {
        parents.put(line.text(GRID_CODE), line.text(GRID_PARENT));
      } else {
        parents.putIfAbsent(line.text(GRID_CODE), "");
      }
    }
    return parents;
  }

  void check() {
    Twice.look(grid, mistakes, GRID_CODE);
    grid.lines().forEach(this::parent);
    Twice.look(staff, mistakes, STAFF_CODE);
    staff.lines().forEach(this::hasNotLeft);
    staff.lines().forEach(this::serving);
    Twice.look(rota, mistakes, ROTA_CELL, ROTA_WEEKDAY, ROTA_STARTS, ROTA_FROM);
    rota.lines().forEach(this::shift);
    people
        .lines()
        .forEach(line -> cell(people, line, Column.PERSON_CELL, line.text(Column.PERSON_CELL)));
  }

  private void parent(Line line) {
    String code = line.text(GRID_CODE);
    String parent = line.text(GRID_PARENT);
    if (parent.isEmpty()) {
      return;
    }
    if (parent.equals(code)) {
      grid.wrong(mistakes, line, GRID_PARENT, Wrong.ITS_OWN_PARENT);
    } else if (!parents.containsKey(parent)) {
      grid.wrong(mistakes, line, GRID_PARENT, Wrong.UNKNOWN_PARENT, parent);
    } else {
      round(line, code);
    }
  }

  /** The circle is told once, at the first of its cells by code. */
  private void round(Line line, String code) {
    List<String> way = new ArrayList<>(List.of(code));
    String above = parents.getOrDefault(code, "");
    while (!above.isEmpty() && !way.contains(above)) {
      way.add(above);
      above = parents.getOrDefault(above, "");
    }
    boolean circle = above.equals(code) && way.size() > 1;
    if (circle && way.stream().sorted().findFirst().orElse(code).equals(code)) {
      way.add(code);
      grid.wrong(mistakes, line, GRID_PARENT, Wrong.GOES_ROUND, String.join(" → ", way));
    }
  }

  /** An older sheet takes nobody back. */
  private void hasNotLeft(Line line) {
    LocalDate left = known.left().get(line.text(STAFF_CODE));
    if (left != null) {
      staff.wrong(mistakes, line, STAFF_CODE, Wrong.STAFF_LEFT, "" + left);
    }
  }

  private void serving(Line line) {
    List<String> cells = line.parts(STAFF_CELLS);
    cells.forEach(code -> cell(staff, line, STAFF_CELLS, code));
    if (staff.headings().columns().contains(STAFF_CELLS)
        && !line.cells().containsKey(STAFF_CELLS)) {
      return; // told already: its codes are unfit
    }
    boolean fit = true;
    for (Column column : List.of(STAFF_SINCE, STAFF_UNTIL)) {
      int days = line.parts(column).size();
      if (days > 0 && cells.isEmpty() && line.cells().containsKey(STAFF_CELLS)) {
        staff.wrong(mistakes, line, column, Wrong.DAYS_WITHOUT_CELLS);
        fit = false;
      } else if (days > 1 && days != cells.size()) {
        staff.wrong(mistakes, line, column, Wrong.DAYS_UNLIKE_CELLS, "" + cells.size(), "" + days);
        fit = false;
      }
    }
    if (fit) {
      order(line, cells.size());
    }
  }

  private void order(Line line, int cells) {
    for (int place = 0; place < Math.max(1, cells); place++) {
      String since = day(line.parts(STAFF_SINCE), place);
      String until = day(line.parts(STAFF_UNTIL), place);
      if (!since.isEmpty() && !until.isEmpty() && until.compareTo(since) < 0) {
        staff.wrong(mistakes, line, STAFF_UNTIL, Wrong.ENDS_BEFORE, since, until);
        return;
      }
    }
  }

  private static String day(List<String> days, int place) {
    String day = days.isEmpty() ? "" : days.get(days.size() == 1 ? 0 : place);
    return day.equals(Form.OPEN) ? "" : day;
  }

  private void shift(Line line) {
    cell(rota, line, ROTA_CELL, line.text(ROTA_CELL));
    for (Column column : List.of(ROTA_A, ROTA_B)) {
      String code = line.text(column);
      if (!code.isEmpty() && !staffCodes.contains(code)) {
        rota.wrong(mistakes, line, column, Wrong.UNKNOWN_STAFF, code);
      }
    }
    if (line.has(ROTA_B) && line.text(ROTA_A).equals(line.text(ROTA_B))) {
      rota.wrong(mistakes, line, ROTA_B, Wrong.A_IS_B);
    }
    String from = line.text(ROTA_FROM);
    String to = line.text(ROTA_TO);
    if (!from.isEmpty() && !to.isEmpty() && to.compareTo(from) < 0) {
      rota.wrong(mistakes, line, ROTA_TO, Wrong.ENDS_BEFORE, from, to);
    }
  }

  private void cell(LineSheet sheet, Line line, Column column, String code) {
    if (!code.isEmpty() && !parents.containsKey(code)) {
      sheet.wrong(mistakes, line, column, Wrong.UNKNOWN_CELL, code);
    }
  }
}
