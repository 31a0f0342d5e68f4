/**
 * The spreadsheets of an office: which sheets there are, their columns, and what may stand in them.
 */
@NullMarked
package care.silverbell.records.sheet;

import org.jspecify.annotations.NullMarked;
