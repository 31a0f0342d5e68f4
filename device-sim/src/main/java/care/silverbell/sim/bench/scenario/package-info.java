/** The questions a bench answers, one class each. */
@NullMarked
package care.silverbell.sim.bench.scenario;

import org.jspecify.annotations.NullMarked;
