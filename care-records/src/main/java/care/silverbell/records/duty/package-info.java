/** Who is on duty for a cell at a moment, who stands in, and who is above them. */
@NullMarked
package care.silverbell.records.duty;

import org.jspecify.annotations.NullMarked;
