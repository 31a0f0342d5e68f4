package care.silverbell.records.sheet.check;

import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.Mistake;
import care.silverbell.records.sheet.Mistakes;
import care.silverbell.records.sheet.SheetKind;
import care.silverbell.records.sheet.Wrong;
import java.util.List;

/**
 * A sheet whose columns are known.
 *
 * @param name as in the file
 */
public record LineSheet(SheetKind kind, String name, Headings headings, List<Line> lines) {
  /** Nothing of that kind. */
  static LineSheet none(SheetKind kind) {
    return new LineSheet(kind, "", Headings.NONE, List.of());
  }

  /** Names a mistake of one cell. */
  void wrong(Mistakes mistakes, Line line, Column column, Wrong wrong, String... about) {
    mistakes.add(
        new Mistake(
            name,
            line.row(),
            headings.place(column),
            headings.text(column),
            wrong,
            List.of(about)));
  }
}
