/** Open-loop schedules, latencies from the intended time, and counting by sequence. */
@NullMarked
package care.silverbell.sim.bench.measure;

import org.jspecify.annotations.NullMarked;
