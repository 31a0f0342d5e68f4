/** One band as an MQTT client: what it holds back, what it says again, how it comes back. */
@NullMarked
package care.silverbell.sim.band;

import org.jspecify.annotations.NullMarked;
