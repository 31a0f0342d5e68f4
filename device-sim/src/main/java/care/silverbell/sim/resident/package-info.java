/** An old person who is not there: heart, habits, walks, and what befalls them. */
@NullMarked
package care.silverbell.sim.resident;

import org.jspecify.annotations.NullMarked;
