package care.silverbell.alerting.rule;

import care.silverbell.alerting.rule.Spell.Beat;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest values and their sum. It never changes; one more value costs the same however many
 * there are: the newest stand in a chain of their own, which is turned round when the older have
 * all gone.
 */
final class Recent {
  static final Recent NONE = new Recent(null, null, 0, 0);

  private final @Nullable Link oldestFirst;
  private final @Nullable Link newestFirst;
  private final int count;
  private final double sum;

  private record Link(Beat beat, @Nullable Link next) {}

  private Recent(@Nullable Link oldestFirst, @Nullable Link newestFirst, int count, double sum) {
    this.oldestFirst = oldestFirst;
    this.newestFirst = newestFirst;
    this.count = count;
    this.sum = sum;
  }

  /** With one more, which is no older than any, and without those that are then older than that. */
  Recent and(Beat beat, Duration kept) {
    Instant from = beat.at().minus(kept);
    Link old = oldestFirst;
    Link fresh = newestFirst;
    int left = count;
    double total = sum;
    while (left > 0) {
      if (old == null) {
        old = turnedRound(fresh);
        fresh = null;
      }
      if (old == null || old.beat.at().isAfter(from)) {
        break;
      }
      total -= old.beat.value();
      left--;
      old = old.next;
    }
    return new Recent(old, new Link(beat, fresh), left + 1, total + beat.value());
  }

  /** Not a number where there is none. */
  double mean() {
    return sum / count;
  }

  private static @Nullable Link turnedRound(@Nullable Link links) {
    Link turned = null;
    for (Link it = links; it != null; it = it.next) {
      turned = new Link(it.beat, turned);
    }
    return turned;
  }
}
