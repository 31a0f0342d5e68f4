package care.silverbell.testing;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/** One MQTT connection that stays as it is: it neither comes back by itself nor keeps a session. */
public final class PlainClient implements AutoCloseable {
  private static final int SECONDS = 5;

  private final MqttClient client;

  /**
   * Connects.
   *
   * @param secret null for a broker that asks for none
   * @throws MqttException if the broker does not let it in
   */
  public PlainClient(int port, String name, @Nullable String secret) throws MqttException {
    client = new MqttClient("tcp://127.0.0.1:" + port, name, new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    if (secret != null) {
      options.setUserName(name);
      options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
    }
    options.setConnectionTimeout(SECONDS);
    options.setAutomaticReconnect(false);
    client.connect(options);
  }

  /** Whether it is. */
  public boolean isConnected() {
    return client.isConnected();
  }

  /** Says something; returns when the broker has acknowledged it. */
  public void say(String topic, String payload) throws MqttException {
    client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect();
    }
    client.close();
  }
}
