package care.silverbell.alerting.rule;

import care.silverbell.alerting.rule.Rule.Context;
import care.silverbell.ingest.reading.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Learns how long a person ever keeps still while awake, by the same measure as {@link StillRule},
 * of the steps alone. One day may have been the day on which they lay on the floor: the longest of
 * all days but one counts.
 */
public final class LongestStill {
  /** Of whom too little is known. */
  static final Duration UNKNOWN = Duration.ofHours(5);

  /** Longer than ever by this much, for nobody has been seen on all their days. */
  private static final Duration ROOM = Duration.ofMinutes(30);

  private static final Duration SHORTEST = Duration.ofHours(2);
  private static final Duration LONGEST = Duration.ofHours(10);

  private final StillRule rule = new StillRule();
  private final Watched watched;
  private final Map<LocalDate, Duration> days = new HashMap<>();
  private StillRule.Memory memory = rule.fresh();

  /** Of somebody, by the hours in which they are awake. */
  public LongestStill(Watched watched) {
    this.watched = watched;
  }

  /** Takes values in, in the order of their time. */
  public void take(List<Vitals> vitals) {
    for (Vitals it : vitals) {
      Instant at = it.moment().at();
      Instant since = StillRule.stillSince(memory, at, watched);
      if (since != null && since.isBefore(at)) {
        days.merge(
            watched.wall(at).toLocalDate(),
            Duration.between(since, at),
            (a, b) -> a.compareTo(b) >= 0 ? a : b);
      }
      memory = rule.judge(memory, it, new Context(watched, false)).memory();
    }
  }

  /** The longest; null where fewer than seven days tell. */
  public @Nullable Duration longest() {
    return days.size() < Baseline.DAYS_NEEDED
        ? null
        : days.values().stream().sorted(Comparator.reverseOrder()).skip(1).findFirst().orElse(null);
  }

  /** How long is too long for whoever was seen to keep still for that long. */
  static Duration allowing(Duration seen) {
    Duration most = seen.plus(ROOM);
    return most.compareTo(SHORTEST) < 0 ? SHORTEST : most.compareTo(LONGEST) > 0 ? LONGEST : most;
  }
}
