package care.silverbell.ingest.broker;

import java.util.List;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Marks each message once, as it arrives at the embedded broker and before it is on disk: the mark
 * is the same at each redelivery, so that a press handed over twice can be told from two presses. A
 * band cannot choose it, and whatever else it wrote beside the payload is taken off. What a band
 * says is kept until the service has it, even where the band sent it at QoS 0 or with an expiry.
 */
final class ArrivalStamp implements ActiveMQServerMessagePlugin {
  /** The MQTT 5 user property that bears the mark. */
  static final String NAME = "silverbell-arrival";

  private static final String MARK = MQTTUtil.MQTT_USER_PROPERTY_KEY_PREFIX + "0." + NAME;

  private static final List<SimpleString> NOT_FOR_BANDS =
      List.of(
          MQTTUtil.MQTT_RESPONSE_TOPIC_KEY,
          MQTTUtil.MQTT_CORRELATION_DATA_KEY,
          MQTTUtil.MQTT_CONTENT_TYPE_KEY,
          MQTTUtil.MQTT_PAYLOAD_FORMAT_INDICATOR_KEY);

  private final String serviceName;

  ArrivalStamp(String serviceName) {
    this.serviceName = serviceName;
  }

  @Override
  public void beforeSend(
      ServerSession session,
      Transaction tx,
      Message message,
      boolean direct,
      boolean noAutoCreateQueue) {
    removeUserProperties(message);
    if (!serviceName.equals(session.getUsername())) {
      NOT_FOR_BANDS.forEach(message::removeProperty);
      message.setExpiration(0);
      message.setDurable(true);
      message.putIntProperty(MQTTUtil.MQTT_QOS_LEVEL_KEY, 1);
    }
    message.putIntProperty(MQTTUtil.MQTT_USER_PROPERTY_EXISTS_KEY, 1);
    message.putStringProperty(MARK, UUID.randomUUID().toString());
  }

  private static void removeUserProperties(Message message) {
    List<SimpleString> chosen =
        message.getPropertyNames().stream()
            .filter(name -> name.startsWith(MQTTUtil.MQTT_USER_PROPERTY_KEY_PREFIX_SIMPLE))
            .toList();
    chosen.forEach(message::removeProperty);
  }
}
