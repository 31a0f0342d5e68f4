/** Which bands there are, their secrets, and on whose wrist they are. */
@NullMarked
package care.silverbell.records.band;

import org.jspecify.annotations.NullMarked;
