/** What simulated bands send during a bench, and the bare consumers that are its floors. */
@NullMarked
package care.silverbell.sim.bench.traffic;

import org.jspecify.annotations.NullMarked;
