package care.silverbell.records.sheet;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something in a file that must be mended, and where.
 *
 * @param sheet its name as in the file
 * @param row as the spreadsheet counts, from 1; 0 where it is about the sheet
 * @param column from 0; -1 where it is about the row
 * @param heading as in the file; null where there is none
 */
public record Mistake(
    String sheet, int row, int column, @Nullable String heading, Wrong wrong, List<String> about) {

  /** The column as the spreadsheet names it, such as {@code AB}; empty where there is none. */
  public String letter() {
    StringBuilder letters = new StringBuilder();
    for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
      letters.insert(0, (char) ('A' + rest % 26));
    }
    return letters.toString();
  }

  /** What is wrong. */
  public String what(Language language) {
    return wrong.what(language, about);
  }

  /** How it is mended. */
  public String mend(Language language) {
    return wrong.mend(language, about);
  }

  /** As it is answered. */
  public JsonObject toJson(Language language) {
    return new JsonObject()
        .put("sheet", sheet)
        .put("row", row == 0 ? null : row)
        .put("column", column < 0 ? null : letter())
        .put("heading", heading)
        .put("what", what(language))
        .put("mend", mend(language));
  }
}
