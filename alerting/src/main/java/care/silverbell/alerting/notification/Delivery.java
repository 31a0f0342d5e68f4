package care.silverbell.alerting.notification;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a channel says of one try: can it be tried again, and what went wrong? */
public sealed interface Delivery {
  /**
   * The provider has taken it; whether it arrived, a receipt may tell later.
   *
   * @param reference the provider's name for it; null where it gives none
   */
  record Taken(@Nullable String reference) implements Delivery {}

  /** It is known to have arrived. */
  record Delivered(@Nullable String reference) implements Delivery {}

  /**
   * It did not go through and may if tried again.
   *
   * @param after how long the provider wants to be left alone; null where it did not say
   * @param ofThisAddress whether it says something of this address alone (a group that is told too
   *     often, somebody's own server that is down) and nothing of the channel
   */
  record TryAgain(String reason, @Nullable Duration after, boolean ofThisAddress)
      implements Delivery {
    /** What would have happened to any other address, too. */
    public TryAgain(String reason, @Nullable Duration after) {
      this(reason, after, false);
    }

    /** The same, as a trouble of this address alone. */
    public TryAgain here() {
      return new TryAgain(reason, after, true);
    }
  }

  /** A failure of an address that has a provider of its own. */
  static Delivery ofThisAddress(Delivery failure) {
    return failure instanceof TryAgain again ? again.here() : failure;
  }

  /** It will never go through this way. */
  record Refused(String reason) implements Delivery {}
}
