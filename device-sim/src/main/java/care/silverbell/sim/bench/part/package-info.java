/** Real parts that the bench starts on ports and in folders of its own, and stops after. */
@NullMarked
package care.silverbell.sim.bench.part;

import org.jspecify.annotations.NullMarked;
