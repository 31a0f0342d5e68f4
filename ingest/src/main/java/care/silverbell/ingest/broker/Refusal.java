package care.silverbell.ingest.broker;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** How the embedded broker says no: with a reason in MQTT 5, by hanging up before. */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written was to a client now gone
final class Refusal {
  /** Reason code 135: not authorized. */
  private static final int NOT_AUTHORIZED = 0x87;

  private Refusal() {}

  /** Why a connection is refused. */
  enum Why {
    WHO(
        MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD,
        MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD),
    CLIENT_ID(
        MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID,
        MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED),
    NOT_ALLOWED(
        MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5,
        MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);

    private final MqttConnectReturnCode inFive;
    private final MqttConnectReturnCode before;

    Why(MqttConnectReturnCode inFive, MqttConnectReturnCode before) {
      this.inFive = inFive;
      this.before = before;
    }
  }

  /** Refuses the connection and closes it; always null: nothing is passed on. */
  static @Nullable Object connection(ChannelHandlerContext ctx, int version, Why why) {
    MqttMessage answer =
        MqttMessageBuilders.connAck()
            .returnCode(BandGate.saysWhy(version) ? why.inFive : why.before)
            .sessionPresent(false)
            .build();
    ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    return null;
  }

  /** Refuses a message. */
  static void publish(ChannelHandlerContext ctx, int version, MqttPublishMessage publish) {
    MqttQoS qos = publish.fixedHeader().qosLevel();
    if (!BandGate.saysWhy(version)) {
      ctx.close();
    } else if (qos != MqttQoS.AT_MOST_ONCE) {
      MqttMessageType type =
          qos == MqttQoS.AT_LEAST_ONCE ? MqttMessageType.PUBACK : MqttMessageType.PUBREC;
      ctx.writeAndFlush(
          new MqttMessage(
              header(type),
              new MqttPubReplyMessageVariableHeader(
                  publish.variableHeader().packetId(),
                  (byte) NOT_AUTHORIZED,
                  MqttProperties.NO_PROPERTIES)));
    }
  }

  /** Refuses all filters of one SUBSCRIBE. */
  static void subscribe(ChannelHandlerContext ctx, int version, int packetId, int filters) {
    if (!BandGate.saysWhy(version)) {
      ctx.close();
      return;
    }
    ctx.writeAndFlush(
        new MqttSubAckMessage(
            header(MqttMessageType.SUBACK),
            new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES),
            new MqttSubAckPayload(Collections.nCopies(filters, NOT_AUTHORIZED))));
  }

  private static MqttFixedHeader header(MqttMessageType type) {
    return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
  }
}
