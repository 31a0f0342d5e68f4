/** The bench: how fast and how surely the service takes readings and calls, beside bare floors. */
@NullMarked
package care.silverbell.sim.bench;

import org.jspecify.annotations.NullMarked;
