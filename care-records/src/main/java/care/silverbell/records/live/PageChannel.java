package care.silverbell.records.live;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The open page of an account. The incident itself is on it already, by the live stream; what is
 * found out here is whether there is a page that can have shown it.
 */
public final class PageChannel implements Channel {
  private final Predicate<UUID> open;

  /**
   * Asks whether pages are open.
   *
   * @param open whether that account has a page open that keeps up
   */
  public PageChannel(Predicate<UUID> open) {
    this.open = open;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.PAGE;
  }

  /** At once: nobody but this process is asked. */
  @Override
  public Delivery send(UUID key, String to, Message message) {
    return open.test(UUID.fromString(to))
        ? new Delivery.Delivered(key.toString())
        : new Delivery.Refused("no page is open");
  }

  @Override
  public boolean asksNobody() {
    return true;
  }
}
