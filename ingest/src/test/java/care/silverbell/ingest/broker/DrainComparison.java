package care.silverbell.ingest.broker;

import care.silverbell.ingest.testing.RealMosquitto;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * How fast a backlog in a real mosquitto is drained by {@link BrokerConnection} and by the bare
 * library with manual acks, one after the other in the same run. A program to run by hand.
 */
final class DrainComparison {
  private static final String TOPIC = "silverbell/v1/bands/b-1/vitals";
  private static final String SESSION = "silverbell-telemetry";
  private static final int MESSAGES = 60_000;
  private static final int PAIRS = 5;
  private static final int RECEIVE_MAXIMUM = 10_000;

  private DrainComparison() {}

  /** Prints messages a second of each pair, and the median ratio. */
  public static void main(String[] args) throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    double[] ratios = new double[PAIRS];
    for (int pair = -1; pair < PAIRS; pair++) { // the first is a warm-up
      double bare = perSecond(true);
      double ours = perSecond(false);
      out.printf("bare %.0f/s, ours %.0f/s, ratio %.2f%n", bare, ours, ours / bare);
      if (pair >= 0) {
        ratios[pair] = ours / bare;
      }
    }
    Arrays.sort(ratios);
    out.printf("median ratio %.2f of %s%n", ratios[PAIRS / 2], Arrays.toString(ratios));
    System.exit(0);
  }

  private static double perSecond(boolean bare) throws Exception {
    Path folder = Files.createTempDirectory("drain");
    try (RealMosquitto mosquitto = RealMosquitto.start(folder)) {
      try (BrokerConnection first = open(mosquitto, _ -> {})) {
        Inbox.awaitConnected(first);
      }
      try (BareClient band = BareClient.connect(mosquitto.settings(), "b")) {
        band.publishNumbers(TOPIC, 0, MESSAGES);
      }
      CountDownLatch all = new CountDownLatch(MESSAGES);
      long start = System.nanoTime();
      long end = bare ? drainBare(mosquitto, all) : drainOurs(mosquitto, all);
      return MESSAGES / ((end - start) / 1e9);
    }
  }

  private static long drainOurs(RealMosquitto mosquitto, CountDownLatch all) throws Exception {
    try (BrokerConnection _ =
        open(
            mosquitto,
            message -> {
              message.acknowledge();
              all.countDown();
            })) {
      return await(all);
    }
  }

  private static BrokerConnection open(RealMosquitto mosquitto, Consumer<InboundMessage> sink) {
    return BrokerConnection.open(
        mosquitto.settings(),
        SESSION,
        List.of("silverbell/v1/bands/+/vitals"),
        RECEIVE_MAXIMUM,
        sink);
  }

  private static long drainBare(RealMosquitto mosquitto, CountDownLatch all) throws Exception {
    MqttAsyncClient client =
        new MqttAsyncClient(mosquitto.settings().url(), SESSION, new MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(new Acking(client, all, new AtomicInteger()));
    MqttConnectionOptions options = BareClient.options();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(3_600L);
    options.setReceiveMaximum(RECEIVE_MAXIMUM);
    client.connect(options).waitForCompletion(BareClient.WAIT_MILLIS);
    long end = await(all);
    client.disconnectForcibly(0, 100, true);
    client.close(true);
    return end;
  }

  /** When the last message was acknowledged. */
  private static long await(CountDownLatch all) throws InterruptedException {
    if (!all.await(2, TimeUnit.MINUTES)) {
      throw new IllegalStateException(all.getCount() + " messages did not come");
    }
    return System.nanoTime();
  }

  /** Acks at once. */
  private record Acking(MqttAsyncClient client, CountDownLatch all, AtomicInteger lost)
      implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) throws MqttException {
      client.messageArrivedComplete(message.getId(), message.getQos());
      all.countDown();
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      lost.incrementAndGet();
    }

    @Override
    public void mqttErrorOccurred(MqttException e) {
      lost.incrementAndGet();
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String address) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
