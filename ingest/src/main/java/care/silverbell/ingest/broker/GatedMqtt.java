package care.silverbell.ingest.broker;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.BaseInterceptor;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTRoutingHandler;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTSessionState;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTStateManager;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.spi.core.protocol.ConnectionEntry;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManagerFactory;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.Connection;
import org.jspecify.annotations.Nullable;

/**
 * The broker's MQTT with a {@link BandGate} on each connection, and with packets of a bounded size:
 * the broker's own decoder gathers up to 256 MB from anybody before it looks at them. Everything
 * else is passed on as it is, which is what makes this class long.
 */
final class GatedMqtt extends MQTTProtocolManagerFactory {
  private final Supplier<BandGate> gates;
  private final int longestPacket;
  private volatile @Nullable ActiveMQServer broker;

  /**
   * @param longestPacket in bytes; a longer one ends its connection
   */
  GatedMqtt(Supplier<BandGate> gates, int longestPacket) {
    this.gates = gates;
    this.longestPacket = longestPacket;
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public ProtocolManager createProtocolManager(
      ActiveMQServer server,
      Map<String, Object> parameters,
      List<BaseInterceptor> incoming,
      List<BaseInterceptor> outgoing)
      throws Exception {
    broker = server;
    return new Gated(super.createProtocolManager(server, parameters, incoming, outgoing));
  }

  /**
   * Forgets which packet identifiers an earlier connection of the session was given. The broker
   * never takes them back, and once all 65,535 are gone it hands nothing on any more.
   */
  void forgetInFlight(String clientId) {
    try {
      MQTTSessionState session =
          MQTTStateManager.getInstance(broker).getSessionStates().get(clientId);
      if (session != null) {
        session.getOutboundStore().clear();
      }
    } catch (Exception e) {
      throw new IllegalStateException("the embedded broker has no sessions", e);
    }
  }

  private final class Gated implements ProtocolManager<MQTTInterceptor, MQTTRoutingHandler> {
    private final ProtocolManager<MQTTInterceptor, MQTTRoutingHandler> mqtt;

    Gated(ProtocolManager<MQTTInterceptor, MQTTRoutingHandler> mqtt) {
      this.mqtt = mqtt;
    }

    @Override
    public void addChannelHandlers(ChannelPipeline pipeline) {
      mqtt.addChannelHandlers(pipeline);
      pipeline.replace(MqttDecoder.class, "mqtt-decoder", new MqttDecoder(longestPacket));
      String broker = pipeline.context(MQTTProtocolHandler.class).name();
      pipeline.addBefore(broker, "band-gate", gates.get());
    }

    @Override
    public ProtocolManagerFactory<MQTTInterceptor> getFactory() {
      return GatedMqtt.this;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void updateInterceptors(List<BaseInterceptor> incoming, List<BaseInterceptor> outgoing) {
      mqtt.updateInterceptors(incoming, outgoing);
    }

    @Override
    public ConnectionEntry createConnectionEntry(Acceptor acceptor, Connection connection) {
      return mqtt.createConnectionEntry(acceptor, connection);
    }

    @Override
    public void handleBuffer(RemotingConnection connection, ActiveMQBuffer buffer) {
      mqtt.handleBuffer(connection, buffer);
    }

    @Override
    public boolean isProtocol(byte[] start) {
      return mqtt.isProtocol(start);
    }

    @Override
    public boolean acceptsNoHandshake() {
      return mqtt.acceptsNoHandshake();
    }

    @Override
    public void handshake(NettyServerConnection connection, ActiveMQBuffer buffer) {
      mqtt.handshake(connection, buffer);
    }

    @Override
    public List<String> websocketSubprotocolIdentifiers() {
      return List.of();
    }

    @Override
    public void setAnycastPrefix(String prefix) {
      mqtt.setAnycastPrefix(prefix);
    }

    @Override
    public void setMulticastPrefix(String prefix) {
      mqtt.setMulticastPrefix(prefix);
    }

    @Override
    public Map<SimpleString, RoutingType> getPrefixes() {
      return mqtt.getPrefixes();
    }

    @Override
    public void setSecurityDomain(String domain) {
      mqtt.setSecurityDomain(domain);
    }

    @Override
    public String getSecurityDomain() {
      return mqtt.getSecurityDomain();
    }

    @Override
    public MQTTRoutingHandler getRoutingHandler() {
      return mqtt.getRoutingHandler();
    }
  }
}
