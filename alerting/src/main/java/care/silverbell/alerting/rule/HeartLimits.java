package care.silverbell.alerting.rule;

import care.silverbell.alerting.rule.Baseline.Usual;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.ingest.reading.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which heart rates ring for one person at one time: the doctor's limits, else what is far from
 * their own normal and at the same time outside of what is harmless for anybody (NEWS2, Royal
 * College of Physicians: 41–50 and 111–130 are its bands 1 and 2, ≤40 and ≥131 its band 3).
 */
final class HeartLimits {
  /** Of a consumer's watch (Apple): ten minutes at rest. */
  static final Duration LASTING = Duration.ofMinutes(10);

  /** Of the two bands 3: long enough that it is no slip of the sensor. */
  static final Duration LASTING_EXTREME = Duration.ofSeconds(60);

  /** Beats per minute that a rate must come back over the limit before it is over. */
  static final double ROOM = 3;

  static final double VERY_LOW = 40;
  static final double VERY_HIGH = 131;
  private static final double HIGH_AT_LEAST = 111;
  private static final double LOW_AT_MOST = 50;

  private HeartLimits() {}

  /**
   * One side of what is right.
   *
   * @param high whether at or above it is wrong, else at or below
   */
  record Bound(FindingKind kind, boolean high, double limit, Duration lasting, Measure measure) {
    boolean beyond(double rate) {
      return high ? rate >= limit : rate <= limit;
    }

    /**
     * With a little room, so that a rate that swings about the limit is one finding; a doctor's
     * limit is kept to the letter.
     */
    boolean stillBeyond(double rate) {
      double room = measure.byDoctor() ? 0 : ROOM;
      return high ? rate >= limit - room : rate <= limit + room;
    }
  }

  /** By what it was measured; put into words only when it rings. */
  record Measure(boolean byDoctor, Optional<Usual> usual) {
    Sentence sentence(double limit) {
      if (byDoctor) {
        return new Sentence("医生设定的界限为 " + whole(limit), "the doctor's limit is " + whole(limit));
      }
      return usual
          .map(it -> {
            String range =
                whole(it.median() - 2 * it.spread()) + "–" + whole(it.median() + 2 * it.spread());
            return new Sentence("平时为 " + range, "usual at this time of day is " + range);
          })
          .orElseGet(
              () -> new Sentence("一般界限为 " + whole(limit), "the general limit is " + whole(limit)));
    }
  }

  /** High, low, far too high, far too low, in that order. */
  static List<Bound> of(Watched watched, Instant at) {
    Optional<Limit> set = watched.limits().of(Sign.HEART_RATE);
    Baseline baseline = watched.baseline();
    Optional<Usual> usual = baseline == null ? Optional.empty() : baseline.at(watched.time(at));
    Duration lasting = set.map(Limit::lasting).filter(it -> it != null).orElse(LASTING);
    return List.of(
        set.map(Limit::high)
            .map(high -> byDoctor(FindingKind.HEART_RATE_HIGH, true, high, lasting))
            .orElseGet(() -> high(usual)),
        set.map(Limit::low)
            .map(low -> byDoctor(FindingKind.HEART_RATE_LOW, false, low, lasting))
            .orElseGet(() -> low(usual)),
        extreme(FindingKind.HEART_RATE_HIGH, true, VERY_HIGH, set.map(Limit::high)),
        extreme(FindingKind.HEART_RATE_LOW, false, VERY_LOW, set.map(Limit::low)));
  }

  private static Bound byDoctor(FindingKind kind, boolean high, double limit, Duration lasting) {
    return new Bound(kind, high, limit, lasting, new Measure(true, Optional.empty()));
  }

  private static Bound high(Optional<Usual> usual) {
    double limit =
        usual
            .map(it -> it.median() + Math.max(30, 3 * it.spread()))
            .map(it -> Math.clamp(it, HIGH_AT_LEAST, VERY_HIGH))
            .orElse(HIGH_AT_LEAST);
    return new Bound(FindingKind.HEART_RATE_HIGH, true, limit, LASTING, new Measure(false, usual));
  }

  private static Bound low(Optional<Usual> usual) {
    double limit =
        usual
            .map(it -> it.median() - Math.max(15, 3 * it.spread()))
            .map(it -> Math.clamp(it, VERY_LOW, LOW_AT_MOST))
            .orElse(VERY_LOW);
    return new Bound(FindingKind.HEART_RATE_LOW, false, limit, LASTING, new Measure(false, usual));
  }

  /** What the doctor has found harmless for this person does not ring as extreme either. */
  private static Bound extreme(FindingKind kind, boolean high, double limit, Optional<Double> set) {
    double farther = set.map(it -> high ? Math.max(it, limit) : Math.min(it, limit)).orElse(limit);
    return new Bound(kind, high, farther, LASTING_EXTREME, new Measure(false, Optional.empty()));
  }

  static String whole(double value) {
    return "" + Math.round(value);
  }
}
