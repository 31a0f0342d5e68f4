package care.silverbell.records.answering;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one incident has been answered and attended, as far as it has come.
 *
 * @param cell its person's; null for an unknown caller
 * @param answered milliseconds from its opening until somebody had it, or {@link #NOT_YET}
 * @param attended milliseconds from its opening until somebody was at the door, {@link #NOT_YET},
 *     or {@link #NEVER} where it ended without
 * @param age milliseconds since its opening
 */
public record Handled(
    @Nullable UUID cell, Instant openedAt, long answered, long attended, long age) {
  /** It has not happened so far. */
  public static final long NOT_YET = -1;

  /** It will not happen: the incident ended without anybody going, as on the telephone. */
  public static final long NEVER = -2;

  /** What a bar says of an incident. */
  enum Verdict {
    /** Within the time. */
    KEPT,
    /** Too late, or not at all and the time is over. */
    MISSED,
    /** There is still time. */
    OPEN,
    /** The bar is not about it. */
    OUT
  }

  /** What the bar says. */
  Verdict against(Bar bar) {
    long took = bar.attending() ? attended : answered;
    long allowed = bar.within().toMillis();
    if (took == NEVER) {
      return Verdict.OUT;
    }
    if (took == NOT_YET) {
      return age > allowed ? Verdict.MISSED : Verdict.OPEN;
    }
    return took <= allowed ? Verdict.KEPT : Verdict.MISSED;
  }

  /** The bars it was too late for. */
  List<Bar> misses() {
    return Arrays.stream(Bar.values()).filter(bar -> against(bar) == Verdict.MISSED).toList();
  }

  /** How long an answer took; null while there is none. */
  public @Nullable Duration timeToAnswer() {
    return answered < 0 ? null : Duration.ofMillis(answered);
  }

  /** How long it took to be at the door; null where nobody was. */
  public @Nullable Duration timeToAttend() {
    return attended < 0 ? null : Duration.ofMillis(attended);
  }
}
