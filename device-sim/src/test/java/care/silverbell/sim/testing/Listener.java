package care.silverbell.sim.testing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** A service's ear at the broker: keeps all that bands say, and can answer them. */
public final class Listener implements AutoCloseable {
  private static final String ALL = "silverbell/v1/bands/#";
  private static final long KEPT_SECONDS = 600;

  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final MqttClient client;

  /** One message. */
  public record Heard(String topic, byte[] payload, boolean retained) {
    /** The payload as text. */
    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  /** Listens from now on. */
  public Listener(URI broker) throws MqttException {
    this(broker, "listener", new MqttConnectionOptions());
    client.subscribe(ALL, 1);
  }

  private Listener(URI broker, String name, MqttConnectionOptions options) throws MqttException {
    client = new MqttClient(broker.toString(), name, new MemoryPersistence());
    client.setCallback(new Ear());
    client.connect(options);
  }

  /** From now on the broker keeps what is said for the listener of that name. */
  public static void subscribeFor(URI broker, String name) throws MqttException {
    MqttClient client = new MqttClient(broker.toString(), name, new MemoryPersistence());
    client.connect(kept());
    client.subscribe(ALL, 1);
    client.disconnect();
    client.close();
  }

  /** Hears what was kept for that name, and what is said from now on. */
  public static Listener again(URI broker, String name) throws MqttException {
    return new Listener(broker, name, kept());
  }

  private static MqttConnectionOptions kept() {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(KEPT_SECONDS);
    return options;
  }

  /** What came on topics that end so, in order. */
  public List<Heard> on(String ending) {
    return heard.stream().filter(one -> one.topic().endsWith(ending)).toList();
  }

  /** Everything. */
  public List<Heard> all() {
    return List.copyOf(heard);
  }

  /** Says something to a band. */
  public void tell(String serial, String leaf, String json) throws MqttException {
    client.publish(
        "silverbell/v1/bands/" + serial + "/" + leaf,
        json.getBytes(StandardCharsets.UTF_8),
        1,
        false);
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 100, true);
    client.close();
  }

  private final class Ear implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      heard.add(new Heard(topic, message.getPayload(), message.isRetained()));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException error) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
