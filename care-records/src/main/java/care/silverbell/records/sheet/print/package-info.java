/** Sheets become files again: XLSX, CSV, and the template to fill in. */
@NullMarked
package care.silverbell.records.sheet.print;

import org.jspecify.annotations.NullMarked;
