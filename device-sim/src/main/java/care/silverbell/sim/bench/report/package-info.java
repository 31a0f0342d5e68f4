/** What a bench run found: figures with their targets, as a table or as JSON. */
@NullMarked
package care.silverbell.sim.bench.report;

import org.jspecify.annotations.NullMarked;
