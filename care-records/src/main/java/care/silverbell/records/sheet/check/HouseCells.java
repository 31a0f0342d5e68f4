package care.silverbell.records.sheet.check;

import static care.silverbell.records.sheet.Column.GRID_CODE;
import static care.silverbell.records.sheet.Column.GRID_OUTLINE;
import static care.silverbell.records.sheet.Column.PERSON_CELL;
import static care.silverbell.records.sheet.Column.PERSON_CODE;
import static care.silverbell.records.sheet.Column.PERSON_ID_NUMBER;
import static care.silverbell.records.sheet.Column.PERSON_LATITUDE;
import static care.silverbell.records.sheet.Column.PERSON_LONGITUDE;

import care.silverbell.records.grid.DrawnCells;
import care.silverbell.records.grid.Outline;
import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.DrawnOutline;
import care.silverbell.records.sheet.Mistakes;
import care.silverbell.records.sheet.SheetKind;
import care.silverbell.records.sheet.Wrong;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Files whoever is new and has no cell written under the one that holds their house: of those drawn
 * in the database or in this file. Whoever is known stays where they are filed.
 */
final class HouseCells {
  private final LineSheet grid;
  private final LineSheet people;
  private final Known known;
  private final Mistakes mistakes;
  private final Set<String> numbers;

  HouseCells(Map<SheetKind, LineSheet> sheets, Known known, Mistakes mistakes) {
    this.grid = sheets.getOrDefault(SheetKind.GRID, LineSheet.none(SheetKind.GRID));
    this.people = sheets.getOrDefault(SheetKind.PEOPLE, LineSheet.none(SheetKind.PEOPLE));
    this.known = known;
    this.mistakes = mistakes;
    this.numbers = new HashSet<>();
    known.people().values().forEach(it -> numbers.add(it.idNumber()));
  }

  /** The sheet of people with the cells that were found, and what must be mended where none was. */
  LineSheet filled() {
    if (people.lines().stream().noneMatch(this::isSought)) {
      return people;
    }
    DrawnCells<String> drawn = drawn();
    List<Line> lines = new ArrayList<>();
    people.lines().forEach(line -> lines.add(isSought(line) ? found(line, drawn) : line));
    return new LineSheet(people.kind(), people.name(), people.headings(), lines);
  }

  private boolean isSought(Line line) {
    boolean isKnown =
        (line.has(PERSON_CODE) && known.people().containsKey(line.text(PERSON_CODE)))
            || (line.has(PERSON_ID_NUMBER) && numbers.contains(line.text(PERSON_ID_NUMBER)));
    return !line.has(PERSON_CELL) && !isKnown && !isUnfit(people, line, PERSON_CELL);
  }

  private Line found(Line line, DrawnCells<String> drawn) {
    if (isUnfit(people, line, PERSON_LATITUDE)
        || isUnfit(people, line, PERSON_LONGITUDE)
        || line.has(PERSON_LATITUDE) != line.has(PERSON_LONGITUDE)) {
      return line; // told elsewhere
    }
    if (!line.has(PERSON_LATITUDE)) {
      people.wrong(mistakes, line, PERSON_CELL, Wrong.NO_CELL);
      return line;
    }
    String latitude = line.text(PERSON_LATITUDE);
    String longitude = line.text(PERSON_LONGITUDE);
    Optional<String> cell = drawn.at(Double.parseDouble(latitude), Double.parseDouble(longitude));
    if (cell.isPresent()) {
      Map<Column, String> cells = new EnumMap<>(line.cells());
      cells.put(PERSON_CELL, cell.get());
      return new Line(line.row(), cells);
    }
    if (grid.lines().stream().noneMatch(it -> isUnfit(grid, it, GRID_OUTLINE))) {
      people.wrong(mistakes, line, PERSON_CELL, Wrong.NO_CELL_THERE, latitude, longitude);
    }
    return line;
  }

  private DrawnCells<String> drawn() {
    Map<String, String> outlines = new HashMap<>(known.outlines());
    for (Line line : grid.lines()) {
      if (line.has(GRID_OUTLINE)) {
        outlines.put(line.text(GRID_CODE), line.text(GRID_OUTLINE));
      }
    }
    Map<String, String> parents = GridCheck.parents(grid, known);
    List<DrawnCells.Drawn<String>> drawn = new ArrayList<>();
    outlines.forEach((code, outline) -> {
      if (!outline.isEmpty() && !outline.equals(DrawnOutline.NONE)) {
        drawn.add(
            new DrawnCells.Drawn<>(
                code, Outline.of(new JsonObject(outline)), depth(parents, code)));
      }
    });
    return new DrawnCells<>(drawn);
  }

  /** Cells that go round in a circle are told elsewhere: no way is longer than there are cells. */
  private static int depth(Map<String, String> parents, String code) {
    int depth = 0;
    String above = parents.getOrDefault(code, "");
    while (!above.isEmpty() && depth < parents.size()) {
      depth++;
      above = parents.getOrDefault(above, "");
    }
    return depth;
  }

  /** Whether something stood there that could not be read, and is told already. */
  private static boolean isUnfit(LineSheet sheet, Line line, Column column) {
    return sheet.headings().columns().contains(column) && !line.cells().containsKey(column);
  }
}
