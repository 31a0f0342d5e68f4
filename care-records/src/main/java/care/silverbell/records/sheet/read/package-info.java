/** Files become rows: XLSX and CSV, with what a hostile file could do kept out. */
@NullMarked
package care.silverbell.records.sheet.read;

import org.jspecify.annotations.NullMarked;
