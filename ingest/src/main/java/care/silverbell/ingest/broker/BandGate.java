package care.silverbell.ingest.broker;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.util.ReferenceCountUtil;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the embedded broker on one client's connection and lets a band say and hear only
 * what {@link TopicRules} allows, on the topics as they came over the wire. It must not be left to
 * the broker behind: there a refused subscription deletes the queue that bears its name, which a
 * shared subscription can make the service's own, and a client id becomes part of a query.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written was to a client now gone
final class BandGate extends ChannelDuplexHandler {
  private static final Logger LOG = LoggerFactory.getLogger(BandGate.class);

  /** Client ids that begin so are the service's. */
  private static final String RESERVED = "silverbell-";

  private static final int LONGEST_CLIENT_ID = 256;
  private static final int MQTT_5 = 5;

  private final String serviceName;
  private final ConnectedBands connected;
  private boolean greeted;
  private int version;

  /** Whose connection this is, as it says itself; the broker behind checks its secret. */
  private @Nullable String serial;

  BandGate(String serviceName, ConnectedBands connected) {
    this.serviceName = serviceName;
    this.connected = connected;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object packet) {
    if (packet instanceof MqttMessage message && message.decoderResult().isFailure()) {
      ctx.fireChannelRead(packet); // the broker answers what cannot be read, and closes
      return;
    }
    Object passed =
        switch (packet) {
          case MqttConnectMessage connect -> connect(ctx, connect);
          case MqttPublishMessage publish when isBand() -> publish(ctx, publish);
          case MqttSubscribeMessage subscribe when isBand() -> subscribe(ctx, subscribe);
          case MqttUnsubscribeMessage unsubscribe when isBand() -> unsubscribe(ctx, unsubscribe);
          default -> packet;
        };
    if (passed != null) {
      ctx.fireChannelRead(passed);
    } else {
      ReferenceCountUtil.release(packet);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object packet, ChannelPromise promise) {
    if (serial != null
        && packet instanceof MqttConnAckMessage answer
        && answer.variableHeader().connectReturnCode()
            == MqttConnectReturnCode.CONNECTION_ACCEPTED) {
      connected.add(serial, ctx.channel());
    }
    ctx.write(packet, promise);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (serial != null) {
      connected.remove(serial, ctx.channel());
    }
    ctx.fireChannelInactive();
  }

  private boolean isBand() {
    return serial != null;
  }

  private @Nullable Object connect(ChannelHandlerContext ctx, MqttConnectMessage connect) {
    if (greeted) {
      ctx.close(); // a second CONNECT could change whose connection it is
      return null;
    }
    greeted = true;
    version = connect.variableHeader().version();
    String user = connect.payload().userName();
    if (serviceName.equals(user)) {
      return connect;
    }
    String id = String.valueOf(connect.payload().clientIdentifier());
    if (user == null || !TopicRules.isSerial(user)) {
      return Refusal.connection(ctx, version, Refusal.Why.WHO);
    }
    if (id.startsWith(RESERVED) || id.length() > LONGEST_CLIENT_ID) {
      return Refusal.connection(ctx, version, Refusal.Why.CLIENT_ID);
    }
    if (connect.variableHeader().isWillFlag()
        && !TopicRules.mayPublish(user, connect.payload().willTopic())) {
      LOG.warn("band {} wanted its last will on {}", user, connect.payload().willTopic());
      return Refusal.connection(ctx, version, Refusal.Why.NOT_ALLOWED);
    }
    serial = user;
    return withOwnClientId(connect, user, id);
  }

  /**
   * A client id within the band's own name, so that no band can take over another's session or the
   * service's, whatever it calls itself; an empty one stays empty, the broker then makes one up.
   */
  private static MqttConnectMessage withOwnClientId(
      MqttConnectMessage connect, String user, String id) {
    MqttConnectPayload said = connect.payload();
    MqttConnectPayload payload =
        new MqttConnectPayload(
            id.isEmpty() ? "" : "band/" + encoded(user) + "/" + encoded(id),
            said.willProperties(),
            said.willTopic(),
            said.willMessageInBytes(),
            said.userName(),
            said.passwordInBytes());
    return new MqttConnectMessage(connect.fixedHeader(), connect.variableHeader(), payload);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private @Nullable Object publish(ChannelHandlerContext ctx, MqttPublishMessage publish) {
    String band = String.valueOf(serial);
    String topic = publish.variableHeader().topicName();
    if (!TopicRules.mayPublish(band, topic)) {
      LOG.warn("band {} wanted to publish on {}", band, topic);
      Refusal.publish(ctx, version, publish);
      return null;
    }
    return publish.fixedHeader().isRetain() && !TopicRules.mayRetain(band, topic)
        ? notRetained(publish)
        : publish;
  }

  /** A call that the broker keeps would ring again at each start of the service. */
  private static MqttPublishMessage notRetained(MqttPublishMessage publish) {
    MqttFixedHeader header = publish.fixedHeader();
    MqttQoS qos = header.qosLevel();
    return new MqttPublishMessage(
        new MqttFixedHeader(
            header.messageType(), header.isDup(), qos, false, header.remainingLength()),
        publish.variableHeader(),
        publish.payload());
  }

  private @Nullable Object subscribe(ChannelHandlerContext ctx, MqttSubscribeMessage subscribe) {
    String band = String.valueOf(serial);
    var filters =
        subscribe.payload().topicSubscriptions().stream()
            .map(MqttTopicSubscription::topicFilter)
            .toList();
    if (filters.stream().allMatch(filter -> TopicRules.maySubscribe(band, filter))) {
      return subscribe;
    }
    LOG.warn("band {} wanted to subscribe to {}", band, filters);
    Refusal.subscribe(ctx, version, subscribe.variableHeader().messageId(), filters.size());
    return null;
  }

  /** What it could not subscribe to is nothing to unsubscribe from. */
  private @Nullable Object unsubscribe(ChannelHandlerContext ctx, MqttUnsubscribeMessage packet) {
    String band = String.valueOf(serial);
    if (packet.payload().topics().stream().allMatch(t -> TopicRules.maySubscribe(band, t))) {
      return packet;
    }
    ctx.close();
    return null;
  }

  /** Whether the client speaks MQTT 5, which can say why. */
  static boolean saysWhy(int version) {
    return version >= MQTT_5;
  }
}
