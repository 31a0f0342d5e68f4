package care.silverbell.records.demo;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A telephone that is not there: what it would say stands in the log, and nobody is rung. It says
 * "taken" and never "delivered", for nothing arrives anywhere.
 */
public record DemoChannel(ChannelKind kind) implements Channel {
  private static final Logger log = LoggerFactory.getLogger(DemoChannel.class);

  @Override
  public Delivery send(UUID key, String to, Message message) {
    log.info(
        "demo, nobody is rung: {} to {} would say: {} / {}",
        kind.wireName(),
        to,
        message.title(),
        kind == ChannelKind.VOICE ? message.spoken() : message.body());
    return new Delivery.Taken("demo-" + key);
  }
}
