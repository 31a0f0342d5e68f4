/** What a band says and hears, written as the contract says and by nobody else's code. */
@NullMarked
package care.silverbell.sim.wire;

import org.jspecify.annotations.NullMarked;
