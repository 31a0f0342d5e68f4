package care.silverbell.sim.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One press of the call button. Sending it again is the same press as long as the id is the same.
 *
 * @param heartRate beats per minute
 * @param battery %
 */
public record Press(
    String id,
    Instant at,
    Sample.@Nullable Fix position,
    @Nullable Integer heartRate,
    @Nullable Integer battery) {}
