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
   */
  record TryAgain(String reason, @Nullable Duration after) implements Delivery {}

  /** It will never go through this way. */
  record Refused(String reason) implements Delivery {}
}
