/** The grid of cells (网格) and who serves them. */
@NullMarked
package care.silverbell.records.grid;

import org.jspecify.annotations.NullMarked;
