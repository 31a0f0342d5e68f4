/** Recordings of real people, sent as if a band had just made them. */
@NullMarked
package care.silverbell.sim.replay;

import org.jspecify.annotations.NullMarked;
