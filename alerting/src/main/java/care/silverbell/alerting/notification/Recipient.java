package care.silverbell.alerting.notification;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may be told, and how, at one moment: quiet hours and their own wishes are applied
 * already.
 *
 * @param language as in BCP 47: zh-CN or en
 * @param addresses in the order in which they are to be tried; empty where there is no way
 * @param heldUntil when the quiet hours end that keep some of their ways shut; null where none do
 */
public record Recipient(
    RecipientId id,
    String name,
    String language,
    List<Address> addresses,
    @Nullable Instant heldUntil) {
  /** Defensive copies. */
  public Recipient {
    addresses = List.copyOf(addresses);
  }

  /** One whom no quiet hours hold. */
  public Recipient(RecipientId id, String name, String language, List<Address> addresses) {
    this(id, name, language, addresses, null);
  }
}
