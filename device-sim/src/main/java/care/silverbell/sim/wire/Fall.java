package care.silverbell.sim.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the band's own fall detector felt.
 *
 * @param impactG peak acceleration in multiples of g
 */
public record Fall(Instant at, double impactG, Sample.@Nullable Fix position) {}
