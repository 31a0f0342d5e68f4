package care.silverbell.alerting.rule;

import care.silverbell.ingest.reading.Signs;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the wearer last took a step, by a counter that begins anew at midnight.
 *
 * @param count null while none was told
 * @param movedAt null while none was seen to grow
 */
record Stride(@Nullable Integer count, @Nullable Instant movedAt) {
  static final Stride UNKNOWN = new Stride(null, null);

  Stride after(Signs signs, Instant at) {
    Integer steps = signs.steps();
    if (steps == null || steps.equals(count)) {
      return this;
    }
    boolean moved = count != null && (steps > count || steps > 0);
    return new Stride(steps, moved ? at : movedAt);
  }

  boolean movedWithin(Duration span, Instant at) {
    return movedAt != null && movedAt.isAfter(at.minus(span));
  }
}
