package care.silverbell.records.sheet.check;

import care.silverbell.records.sheet.Mistake;
import care.silverbell.records.sheet.Mistakes;
import care.silverbell.records.sheet.SheetKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What came of a file: lines that can be written, or everything that is wrong.
 *
 * @param mistakes in order of sheet, row and column; the lines are good if there is none
 * @param more whether there are more mistakes than are named
 * @param warnings what was passed over
 */
public record Checked(
    Map<SheetKind, LineSheet> sheets,
    List<Mistake> mistakes,
    boolean more,
    List<Mistake> warnings) {

  static Checked of(
      Map<SheetKind, LineSheet> sheets, List<String> order, Mistakes mistakes, Mistakes warnings) {
    Comparator<Mistake> byPlace =
        Comparator.<Mistake>comparingInt(it -> order.indexOf(it.sheet()))
            .thenComparingInt(Mistake::row)
            .thenComparingInt(Mistake::column);
    return new Checked(
        sheets,
        mistakes.list().stream().sorted(byPlace).toList(),
        mistakes.more(),
        warnings.list());
  }

  /** Whether it can be written. */
  public boolean isGood() {
    return mistakes.isEmpty();
  }

  /** A sheet; one without lines where the file has none of that kind. */
  public LineSheet sheet(SheetKind kind) {
    LineSheet sheet = sheets.get(kind);
    return sheet == null ? LineSheet.none(kind) : sheet;
  }

  /** How many rows there are in all. */
  public int rows() {
    return sheets.values().stream().mapToInt(it -> it.lines().size()).sum();
  }
}
