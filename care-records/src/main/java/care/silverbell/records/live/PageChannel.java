package care.silverbell.records.live;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;

/**
 * The open page of an account, at whichever instance. The incident itself is on it by the live
 * stream; what is found out here is whether there is a page that can have shown it.
 */
public final class PageChannel implements Channel {
  private final BiPredicate<UUID, String> open;
  private final BooleanSupplier alone;

  /**
   * Asks whether pages are open.
   *
   * @param open whether that account has a page open that keeps up, and that incident is on it
   * @param alone whether there is no other instance that would have to be asked
   */
  public PageChannel(BiPredicate<UUID, String> open, BooleanSupplier alone) {
    this.open = open;
    this.alone = alone;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.PAGE;
  }

  /** At once, but where another instance has said that it has such a page: that one is asked. */
  @Override
  public Delivery send(UUID key, String to, Message message) {
    return open.test(UUID.fromString(to), message.incident())
        ? new Delivery.Delivered(key.toString())
        : new Delivery.Refused("no page is open");
  }

  @Override
  public boolean asksNobody() {
    return alone.getAsBoolean();
  }
}
