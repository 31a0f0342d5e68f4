package care.silverbell.records.sheet.store;

import care.silverbell.records.sheet.Column;
import java.util.Map;
import java.util.UUID;

/**
 * A row of the database in the columns of its sheet.
 *
 * @param key what it is known again by
 * @param id in the database; a made-up one where it is not known by any
 */
record Held(String key, UUID id, Map<Column, String> cells) {
  String text(Column column) {
    return cells.getOrDefault(column, "");
  }
}
