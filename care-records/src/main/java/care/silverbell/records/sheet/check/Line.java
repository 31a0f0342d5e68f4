package care.silverbell.records.sheet.check;

import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.Form;
import java.util.List;
import java.util.Map;

/**
 * A row of a sheet, each cell in the form in which it is kept.
 *
 * @param row as the spreadsheet counts
 * @param cells those whose column the sheet has; empty text where nothing is filled in
 */
public record Line(int row, Map<Column, String> cells) {
  /** What stands in a column; empty where nothing does. */
  public String text(Column column) {
    return cells.getOrDefault(column, "");
  }

  /** Whether something stands in a column. */
  public boolean has(Column column) {
    return !text(column).isEmpty();
  }

  /** A column that holds a list. */
  public List<String> parts(Column column) {
    return Form.parts(text(column));
  }
}
