package care.silverbell.records.sheet.read;

import java.util.List;

/**
 * A sheet as it stands in the file: nothing but text.
 *
 * @param name on its tab; empty for a CSV file
 * @param rows those that hold something, the headings first
 */
public record RawSheet(String name, List<RawRow> rows) {
  /**
   * A row of a file.
   *
   * @param number as the spreadsheet counts, from 1
   * @param cells from column A on; empty text where nothing stands
   */
  public record RawRow(int number, List<String> cells) {
    /** What stands in a column; empty where the row is shorter. */
    public String cell(int column) {
      return column < cells.size() ? cells.get(column) : "";
    }

    /** Whether nothing stands in it. */
    public boolean isBlank() {
      return cells.stream().allMatch(String::isBlank);
    }
  }
}
