/** Rows become lines without a mistake, or a list of everything that is wrong. */
@NullMarked
package care.silverbell.records.sheet.check;

import org.jspecify.annotations.NullMarked;
