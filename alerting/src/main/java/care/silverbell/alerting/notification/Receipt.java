package care.silverbell.alerting.notification;

import org.jspecify.annotations.Nullable;

/**
 * What a provider tells later of something it took.
 *
 * @param reference its name for it, as in {@link Delivery.Taken}
 * @param detail in the provider's words; null where it said nothing
 */
public record Receipt(ChannelKind channel, String reference, What what, @Nullable String detail) {
  /** What happened. */
  public enum What {
    /** It arrived. */
    DELIVERED,
    /** It was read, or the call was picked up. */
    READ,
    /** "1": I have it. */
    ACCEPTED,
    /** "2": I cannot go. */
    PASSED,
    /** Busy. */
    BUSY,
    /** Nobody picked up. */
    NO_ANSWER,
    /** It did not arrive. */
    FAILED
  }
}
