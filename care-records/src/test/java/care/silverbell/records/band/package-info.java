/** Bands on a real database. */
@NullMarked
package care.silverbell.records.band;

import org.jspecify.annotations.NullMarked;
