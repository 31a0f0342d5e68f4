package care.silverbell.alerting.notification;

import java.util.List;

/**
 * Somebody who may be told, and how, at one moment: quiet hours and their own wishes are applied
 * already.
 *
 * @param language as in BCP 47: zh-CN or en
 * @param addresses in the order in which they are to be tried; empty where there is no way
 */
public record Recipient(RecipientId id, String name, String language, List<Address> addresses) {
  /** Defensive copies. */
  public Recipient {
    addresses = List.copyOf(addresses);
  }
}
