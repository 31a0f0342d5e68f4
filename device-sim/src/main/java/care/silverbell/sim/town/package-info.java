/** A town of residents with days of their own, and what befalls them. */
@NullMarked
package care.silverbell.sim.town;

import org.jspecify.annotations.NullMarked;
