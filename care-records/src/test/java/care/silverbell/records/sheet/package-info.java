/** Spreadsheets of an office, good and bad. */
@NullMarked
package care.silverbell.records.sheet;

import org.jspecify.annotations.NullMarked;
