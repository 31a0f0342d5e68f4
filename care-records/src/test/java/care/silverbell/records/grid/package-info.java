/** The grid's cells, staff and outlines. */
@NullMarked
package care.silverbell.records.grid;

import org.jspecify.annotations.NullMarked;
