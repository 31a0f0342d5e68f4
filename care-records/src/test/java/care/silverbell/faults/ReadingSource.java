package care.silverbell.faults;

import care.silverbell.sim.bench.traffic.VitalsRun;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLongArray;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;

/**
 * One MQTT connection that says readings for some of the bands, keeps what the broker has not
 * acknowledged, and says it again when the broker is back. Used by one thread.
 */
final class ReadingSource {
  private static final int WINDOW = 1_000;
  private static final int CONNECT_SECONDS = 3;
  private static final long CONNECT_MILLIS = CONNECT_SECONDS * 1_000L;
  private static final int AT_LEAST_ONCE = 1;

  private final String broker;
  private final String name;
  private final VitalsRun run;
  private final AtomicLongArray ackedAt;
  private final Deque<Integer> waiting = new ArrayDeque<>();
  private Set<Integer> underWay = new ConcurrentSkipListSet<>();
  private @Nullable MqttAsyncClient client;

  /**
   * Not yet connected.
   *
   * @param ackedAt where the time of each reading's first PUBACK is kept, epoch milliseconds
   */
  ReadingSource(int brokerPort, String name, VitalsRun run, AtomicLongArray ackedAt) {
    this.broker = "tcp://127.0.0.1:" + brokerPort;
    this.name = name;
    this.run = run;
    this.ackedAt = ackedAt;
  }

  /** A reading was made. */
  void made(int sequence) {
    waiting.add(sequence);
  }

  /** Readings that the broker has not acknowledged. */
  int unsaid() {
    return waiting.size() + underWay.size();
  }

  /** Says what waits, as far as there is a broker. */
  void say() {
    try {
      MqttAsyncClient open = connected();
      while (!waiting.isEmpty() && underWay.size() < WINDOW) {
        int sequence = waiting.peek();
        Set<Integer> here = underWay;
        here.add(sequence);
        waiting.remove();
        MqttMessage message = new MqttMessage(run.payload(sequence), AT_LEAST_ONCE, false, null);
        open.publish(run.topic(sequence), message, null, new Acked(sequence, here));
      }
    } catch (MqttException e) {
      disconnect(); // the broker is away: what was under way waits again
    }
  }

  private MqttAsyncClient connected() throws MqttException {
    MqttAsyncClient now = client;
    if (now != null && now.isConnected()) {
      return now;
    }
    disconnect();
    MqttAsyncClient opened = new MqttAsyncClient(broker, name, new MemoryPersistence());
    client = opened;
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout(CONNECT_SECONDS);
    opened.connect(options).waitForCompletion(CONNECT_MILLIS);
    return opened;
  }

  /** Leaves the broker; what it has not acknowledged waits for the next connection. */
  void disconnect() {
    MqttAsyncClient gone = client;
    client = null;
    if (gone != null) {
      try {
        gone.disconnectForcibly(0, 0, false);
        gone.close(true);
      } catch (MqttException | RuntimeException e) {
        // it was gone before
      }
    }
    Set<Integer> again = underWay;
    underWay = new ConcurrentSkipListSet<>();
    again.stream()
        .sorted((a, b) -> Integer.compare(b, a))
        .filter(sequence -> ackedAt.get(sequence) == 0)
        .forEach(waiting::addFirst);
  }

  /** A PUBACK came for a reading; a later one, of another connection, does not count. */
  private final class Acked implements MqttActionListener {
    private final int sequence;
    private final Set<Integer> connection;

    Acked(int sequence, Set<Integer> connection) {
      this.sequence = sequence;
      this.connection = connection;
    }

    @Override
    public void onSuccess(IMqttToken token) {
      ackedAt.compareAndSet(sequence, 0, System.currentTimeMillis());
      connection.remove(sequence);
    }

    @Override
    public void onFailure(IMqttToken token, @Nullable Throwable why) {
      // stays under way until the connection is given up
    }
  }
}
