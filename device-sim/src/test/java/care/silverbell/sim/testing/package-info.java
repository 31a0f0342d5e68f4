/** A real broker for the simulator's tests. */
@NullMarked
package care.silverbell.sim.testing;

import org.jspecify.annotations.NullMarked;
