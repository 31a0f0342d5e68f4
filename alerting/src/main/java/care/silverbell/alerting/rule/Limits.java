package care.silverbell.alerting.rule;

import care.silverbell.ingest.reading.Sign;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The doctor's limits for one person, a sign each; signs without one go by the default. */
public record Limits(Map<Sign, Limit> ofSigns) {
  /** None were set. */
  public static final Limits NONE = new Limits(Map.of());

  public Limits {
    ofSigns = Map.copyOf(ofSigns);
  }

  /** The limit of that sign, where one was set. */
  public Optional<Limit> of(Sign sign) {
    return Optional.ofNullable(ofSigns.get(sign));
  }

  /**
   * One sign's limit, in its unit.
   *
   * @param low at or below it is too low; null for the default
   * @param high at or above it is too high; null for the default
   * @param lasting how long it must last; null for the rule's own time
   */
  public record Limit(@Nullable Double low, @Nullable Double high, @Nullable Duration lasting) {
    public Limit {
      if (low != null && high != null && low >= high) {
        throw new IllegalArgumentException("the low limit lies below the high one");
      }
      if (lasting != null && lasting.isNegative()) {
        throw new IllegalArgumentException("how long it must last is not negative");
      }
    }
  }
}
