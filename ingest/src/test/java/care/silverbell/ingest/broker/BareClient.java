package care.silverbell.ingest.broker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** The MQTT 5 library as it is, without our care: a band, or anybody else who talks to a broker. */
final class BareClient implements AutoCloseable {
  static final long WAIT_MILLIS = 20_000;
  private static final long RECEIVER_ENDS_MILLIS = 500;

  final MqttAsyncClient client;

  private BareClient(MqttAsyncClient client) {
    this.client = client;
  }

  static BareClient connect(BrokerSettings settings, String clientId) throws MqttException {
    return connect(settings, clientId, options());
  }

  static BareClient connect(BrokerSettings settings, String clientId, MqttConnectionOptions options)
      throws MqttException {
    MqttAsyncClient client =
        new MqttAsyncClient(
            "tcp://" + settings.host() + ":" + settings.port(), clientId, new MemoryPersistence());
    String username = settings.username();
    String password = settings.password();
    if (username != null && password != null) {
      options.setUserName(username);
      options.setPassword(password.getBytes(StandardCharsets.UTF_8));
    }
    BareClient bare = new BareClient(client);
    try {
      client.connect(options).waitForCompletion(WAIT_MILLIS);
    } catch (MqttException e) {
      bare.close();
      throw e;
    }
    return bare;
  }

  static MqttConnectionOptions options() {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setUseSubscriptionIdentifiers(false);
    return options;
  }

  /** Sends at QoS 1 and waits for the broker's answer; its reason code, 0 for taken. */
  int publish(String topic, String payload) throws MqttException {
    return publish(topic, payload.getBytes(StandardCharsets.UTF_8), new MqttProperties());
  }

  int publish(String topic, byte[] payload, MqttProperties properties) throws MqttException {
    return answer(client.publish(topic, new MqttMessage(payload, 1, false, properties)));
  }

  int publishWithUserProperty(String topic, String key, String value) throws MqttException {
    MqttProperties properties = new MqttProperties();
    properties.setUserProperties(List.of(new UserProperty(key, value)));
    return publish(topic, new byte[0], properties);
  }

  /** Sends many at once, numbered from {@code from}, and waits until the broker has taken all. */
  void publishNumbers(String topic, int from, int count) throws MqttException {
    List<IMqttToken> tokens = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      byte[] payload = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
      tokens.add(client.publish(topic, payload, 1, false));
      if (tokens.size() == 1_000) {
        awaitAll(tokens);
      }
    }
    awaitAll(tokens);
  }

  /** Subscribes at QoS 1; the broker's reason code. */
  int subscribe(String filter) throws MqttException {
    return answer(client.subscribe(filter, 1));
  }

  @Override
  public void close() {
    try {
      client.disconnectForcibly(0, 0, false);
      awaitReceiversEnd();
      client.close(true);
    } catch (MqttException _) {
      // it is gone already
    }
  }

  /**
   * It may be at an answer still, and would die of what it finds missing in a closed client.
   * Another client of the same name is not waited for.
   */
  private void awaitReceiversEnd() {
    String name = "MQTT Rec: " + client.getClientId();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RECEIVER_ENDS_MILLIS);
    while (System.nanoTime() < end
        && Thread.getAllStackTraces().keySet().stream().anyMatch(it -> it.getName().equals(name))) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static int answer(IMqttToken token) throws MqttException {
    try {
      token.waitForCompletion(WAIT_MILLIS);
    } catch (MqttException e) {
      if (e.getReasonCode() >= 128 && e.getReasonCode() < 256) {
        return e.getReasonCode();
      }
      throw e;
    }
    int[] codes = token.getReasonCodes();
    return codes == null || codes.length == 0 ? 0 : codes[0];
  }

  private static void awaitAll(List<IMqttToken> tokens) throws MqttException {
    for (IMqttToken token : tokens) {
      token.waitForCompletion(WAIT_MILLIS);
    }
    tokens.clear();
  }
}
