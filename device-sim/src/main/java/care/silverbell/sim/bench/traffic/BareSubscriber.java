package care.silverbell.sim.bench.traffic;

import care.silverbell.sim.bench.part.Loopback;
import java.time.Duration;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bare Paho 5 consumer with manual acks: the same client as the service's, doing nothing more.
 */
public final class BareSubscriber implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BareSubscriber.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final MqttAsyncClient client;

  private BareSubscriber(MqttAsyncClient client) {
    this.client = client;
  }

  /** What is done with each message, before it is acknowledged. */
  @FunctionalInterface
  public interface Work {
    void on(String topic, byte[] payload) throws Exception;
  }

  /**
   * Connects, keeping (or making) the session of the client id, and subscribes at QoS 1.
   *
   * @param receiveMaximum how many unacknowledged messages the broker may send
   */
  public static BareSubscriber connect(
      int brokerPort, String clientId, String filter, int receiveMaximum, Work work)
      throws MqttException {
    MqttAsyncClient client =
        new MqttAsyncClient(
            "tcp://" + Loopback.HOST + ":" + brokerPort, clientId, new MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(new Callback(client, work));
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(Duration.ofDays(1).toSeconds());
    options.setReceiveMaximum(receiveMaximum);
    done(client.connect(options));
    done(client.subscribe(filter, 1));
    return new BareSubscriber(client);
  }

  private static void done(IMqttToken token) throws MqttException {
    token.waitForCompletion(PATIENCE.toMillis());
  }

  private record Callback(MqttAsyncClient client, Work work) implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) throws Exception {
      work.on(topic, message.getPayload());
      client.messageArrivedComplete(message.getId(), message.getQos());
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      log.debug("Disconnected: {}", response);
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      log.warn("A bare consumer failed", exception);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }

  @Override
  public void close() throws MqttException {
    try {
      if (client.isConnected()) {
        done(client.disconnect());
      }
    } finally {
      client.close();
    }
  }
}
