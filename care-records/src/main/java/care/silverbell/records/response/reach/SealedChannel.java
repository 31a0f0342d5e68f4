package care.silverbell.records.response.reach;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import care.silverbell.records.seal.SealedWords;
import java.util.UUID;

/**
 * A channel whose addresses let whoever knows them speak: they are sealed wherever they are kept,
 * and opened here.
 */
public record SealedChannel(Channel channel, SealedWords words) implements Channel {
  @Override
  public ChannelKind kind() {
    return channel.kind();
  }

  @Override
  public Delivery send(UUID key, String to, Message message) {
    String opened;
    try {
      opened = words.open(to);
    } catch (IllegalStateException e) {
      return new Delivery.Refused("the address was sealed with another record key");
    }
    return channel.send(key, opened, message);
  }

  @Override
  public boolean asksNobody() {
    return channel.asksNobody();
  }

  @Override
  public int places() {
    return channel.places();
  }
}
