package care.silverbell.ingest.broker;

import static care.silverbell.ingest.broker.Inbox.awaitConnected;
import static care.silverbell.ingest.broker.Inbox.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import care.silverbell.ingest.testing.MachineParts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedBrokerTest {
  private static final String CALL = "silverbell/v1/bands/demo-0001/call";
  private static final int NOT_AUTHORIZED = 135;

  private final Map<String, String> secrets =
      new ConcurrentHashMap<>(
          Map.of(
              "demo-0001", "silverbell",
              "demo-0002", "silverbell",
              "silverbell-calls", "silverbell",
              "a.b", "silverbell",
              "a/b", "silverbell",
              "+", "silverbell",
              "x y'z \u94c3", "silverbell"));

  @TempDir Path folder;
  private EmbeddedBroker broker;
  private final Inbox inbox = new Inbox();

  @BeforeEach
  void startBroker() {
    broker = start();
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mqttv311", "mqttv5"})
  void anEmptyPressByMosquittoPubReachesTheService(String version) throws Exception {
    try (BrokerConnection calls = openService(inbox)) {
      awaitConnected(calls);
      assertThat(mosquittoPub(version, "demo-0001", "silverbell", CALL)).isZero();
      InboundMessage press = inbox.next();
      assertThat(press.topic()).isEqualTo(CALL);
      assertThat(press.payload()).isEmpty();
      assertThat(press.delivery().stamp()).hasSizeGreaterThan(20);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mqttv311", "mqttv5"})
  void aWrongSecretAndAnUnknownBandAreRefused(String version) throws Exception {
    assertThat(mosquittoPub(version, "demo-0001", "wrong", CALL)).isNotZero();
    assertThat(mosquittoPub(version, "demo-0009", "silverbell", CALL)).isNotZero();
    assertThat(mosquittoPub(version, "silverbell", "silverbell", CALL)).isNotZero();
    assertThatThrownBy(
            () -> BareClient.connect(new BrokerSettings(url(), null, null), "nobody").close())
        .isInstanceOf(MqttException.class);
    assertThat(broker.connectedBands()).isZero();
  }

  @Test
  void aBandSpeaksOnlyAsItself() throws Exception {
    try (BrokerConnection calls = openService(inbox);
        BareClient band = band("demo-0001")) {
      awaitConnected(calls);
      for (String topic :
          List.of(
              "silverbell/v1/bands/demo-0002/call",
              "silverbell/v1/bands/demo-0001/reply",
              "silverbell.v1.bands.demo-0002.call",
              "silverbell/v1/bands/demo-0002/call::x",
              "$sys.mqtt.sessions",
              "activemq.management",
              "$SYS/x")) {
        assertThat(band.publish(topic, "{}")).as(topic).isEqualTo(NOT_AUTHORIZED);
      }
      assertThat(band.publish(CALL, "mine")).isZero();
      assertThat(text(inbox.next())).isEqualTo("mine");
      assertThat(inbox.messages).isEmpty();
    }
  }

  @Test
  void anOldBandThatSpeaksAsAnotherIsCutOff() throws Exception {
    try (BrokerConnection calls = openService(inbox)) {
      awaitConnected(calls);
      assertThat(
              mosquittoPub(
                  "mqttv311", "demo-0001", "silverbell", "silverbell/v1/bands/demo-0002/call"))
          .isNotZero();
      assertThat(mosquittoPub("mqttv311", "demo-0001", "silverbell", CALL)).isZero();
      assertThat(inbox.next().topic()).isEqualTo(CALL);
    }
  }

  @Test
  void aBandHearsOnlyWhatIsSaidToIt() throws Exception {
    try (BrokerConnection calls = openService(inbox);
        BareClient band = band("demo-0001")) {
      awaitConnected(calls);
      for (String filter :
          List.of(
              "silverbell/v1/bands/demo-0002/reply",
              "silverbell/v1/bands/+/call",
              "silverbell/v1/bands/#",
              "#",
              "+/+/+/+/call",
              "$SYS/#",
              "$share/g/silverbell/v1/bands/+/call",
              "$share/silverbell-calls/silverbell/v1/bands/+/call")) {
        assertThat(band.subscribe(filter)).as(filter).isEqualTo(NOT_AUTHORIZED);
      }
      assertThat(band.subscribe("silverbell/v1/bands/demo-0001/#")).isLessThan(3);
      Set<String> heard = ConcurrentHashMap.newKeySet();
      band.client.setCallback(new Listener(heard));
      calls.publish("silverbell/v1/bands/demo-0002/reply", new byte[0]);
      calls.publish("silverbell/v1/bands/demo-0001/reply", new byte[0]);
      await().until(() -> heard.contains("silverbell/v1/bands/demo-0001/reply"));
      assertThat(heard).hasSize(1);
    }
  }

  @Test
  void aSharedSubscriptionCannotTakeTheServicesQueueAwayWhileItIsOut() throws Exception {
    openAndClose();
    try (BareClient band = band("demo-0001")) {
      assertThat(band.subscribe("$share/silverbell-calls/silverbell/v1/bands/+/call"))
          .isEqualTo(NOT_AUTHORIZED);
      assertThat(band.publish(CALL, "help")).isZero();
    }
    try (BrokerConnection _ = openService(inbox)) {
      assertThat(text(inbox.next())).isEqualTo("help");
    }
  }

  @Test
  void noClientIdGetsABandIntoAnothersSession() throws Exception {
    try (BrokerConnection calls = openService(inbox);
        BareClient one = BareClient.connect(as("demo-0001"), "demo-0001")) {
      awaitConnected(calls);
      assertThatThrownBy(() -> BareClient.connect(as("demo-0002"), "silverbell-calls").close())
          .isInstanceOf(MqttException.class);
      try (BareClient _ = BareClient.connect(as("demo-0002"), "demo-0001");
          BareClient _ = BareClient.connect(as("demo-0002"), "x' OR '1'='1");
          BareClient _ = BareClient.connect(as("silverbell-calls"), "b")) {
        assertThat(broker.connectedBands()).isEqualTo(3);
        assertThat(one.publish(CALL, "still here")).isZero();
      }
      assertThat(text(inbox.next())).isEqualTo("still here");
      assertThat(calls.isConnected()).isTrue();
    }
  }

  @Test
  void aBandWhoseNameIsATrickDoesNotGetInAndOneWithAnOddNameDoes() throws Exception {
    for (String trick : List.of("a/b", "+")) {
      assertThatThrownBy(() -> band(trick).close()).isInstanceOf(MqttException.class);
    }
    try (BrokerConnection calls = openService(inbox)) {
      awaitConnected(calls);
      for (String odd : List.of("a.b", "x y'z \u94c3")) {
        try (BareClient band = band(odd)) {
          assertThat(band.publish("silverbell/v1/bands/" + odd + "/call", odd)).isZero();
          assertThat(band.publish("silverbell/v1/bands/a/b/call", odd)).isEqualTo(NOT_AUTHORIZED);
        }
        InboundMessage press = inbox.next();
        assertThat(press.topic()).isEqualTo("silverbell/v1/bands/" + odd + "/call");
      }
    }
  }

  @Test
  void aLastWillIsOnlyForItself() throws Exception {
    MqttConnectionOptions others = BareClient.options();
    others.setWill("silverbell/v1/bands/demo-0002/status", will());
    assertThatThrownBy(() -> BareClient.connect(as("demo-0001"), "w", others).close())
        .isInstanceOf(MqttException.class);

    MqttConnectionOptions own = BareClient.options();
    own.setWill("silverbell/v1/bands/demo-0001/status", will());
    try (BrokerConnection status =
        BrokerConnection.open(
            broker.serviceSettings(),
            "silverbell-status",
            List.of("silverbell/v1/bands/+/status"),
            100,
            inbox)) {
      awaitConnected(status);
      try (BareClient _ = BareClient.connect(as("demo-0001"), "w", own)) {
        await().until(() -> broker.connectedBands() == 1);
      }
      InboundMessage will = inbox.next();
      assertThat(text(will)).isEqualTo("{\"online\":false}");
      assertThat(will.delivery().stamp()).isNotNull();
    }
  }

  @Test
  void theStampIsTheBrokersAndTheSameAtEachDelivery() throws Exception {
    List<String> stamps = new ArrayList<>();
    try (BrokerConnection calls = openService(inbox);
        BareClient band = band("demo-0001")) {
      awaitConnected(calls);
      for (int i = 0; i < 3; i++) {
        assertThat(band.publishWithUserProperty(CALL, ArrivalStamp.NAME, "chosen")).isZero();
        stamps.add(String.valueOf(inbox.next().delivery().stamp()));
      }
    }
    assertThat(stamps).doesNotContain("chosen", "null").doesNotHaveDuplicates();
    Inbox again = new Inbox();
    try (BrokerConnection _ = openService(again)) {
      assertThat(again.next(3).stream().map(message -> message.delivery().stamp()))
          .containsExactlyElementsOf(stamps);
    }
  }

  @Test
  void aCallOfNoisePassesAndAPacketBeyondAllMeasureHarmsNobodyElse() throws Exception {
    try (BrokerConnection calls = openService(inbox)) {
      awaitConnected(calls);
      try (BareClient band = band("demo-0001")) {
        assertThat(band.publish(CALL, "x".repeat(200_000))).isZero();
        assertThat(band.publish(CALL, "x".repeat(1_000_000))).isZero();
      }
      assertThat(inbox.next().payload()).hasSize(200_000);
      assertThat(inbox.next().payload()).hasSize(1_000_000);
      try (BareClient band = band("demo-0001")) {
        assertThatThrownBy(() -> band.publish(CALL, "x".repeat(3_000_000)))
            .isInstanceOf(MqttException.class);
      }
      try (BareClient band = band("demo-0001")) {
        assertThat(band.publish(CALL, "after")).isZero();
      }
      assertThat(text(inbox.next())).isEqualTo("after");
    }
  }

  @Test
  void aBandWhoseSecretIsWithdrawnIsCutOff() throws Exception {
    try (BareClient band = band("demo-0001")) {
      await().until(() -> broker.connectedBands() == 1);
      secrets.remove("demo-0001");
      broker.disconnect("demo-0001");
      await().until(() -> !band.client.isConnected() && broker.connectedBands() == 0);
      assertThatThrownBy(() -> band("demo-0001").close()).isInstanceOf(MqttException.class);
    }
  }

  @Test
  void whatNobodyHasAckedThroughManyReconnectsStillComes() throws Exception {
    openAndClose();
    try (BareClient band = band("demo-0001")) {
      band.publishNumbers(CALL, 0, 20_000);
    }
    for (int i = 0; i < 4; i++) { // 80,000 deliveries; MQTT has 65,535 packet identifiers
      Inbox unread = new Inbox();
      try (BrokerConnection _ = openService(unread)) {
        unread.next(20_000);
      }
    }
    Set<String> taken = new HashSet<>();
    try (BrokerConnection _ = openService(inbox)) {
      while (taken.size() < 20_000) {
        InboundMessage message = inbox.next();
        taken.add(text(message));
        message.acknowledge();
      }
    }
  }

  @Test
  void aRestartKeepsTheServicesSessionAndAPortInUseIsSaid() throws Exception {
    openAndClose();
    try (BareClient band = band("demo-0001")) {
      assertThat(band.publish(CALL, "before")).isZero();
    }
    int port = broker.port();
    assertThatThrownBy(() ->
            EmbeddedBroker.start(
                new EmbeddedBroker.Settings(folder.resolve("other"), "127.0.0.1", port, null),
                (_, _) -> false))
        .isInstanceOf(IllegalStateException.class);
    broker.close();
    broker = start();
    try (BareClient band = band("demo-0001")) {
      assertThat(band.publish(CALL, "after")).isZero();
    }
    try (BrokerConnection _ = openService(inbox)) {
      assertThat(inbox.next(2).stream().map(Inbox::text)).containsExactly("before", "after");
    }
  }

  /** Neighbours may change places on their way from the pages; what orders calls is their time. */
  @Test
  void aBacklogBeyondMemoryGoesToDiskAndSurvivesARestart() throws Exception {
    openAndClose();
    String large = "x".repeat(900_000);
    try (BareClient band = band("demo-0001")) {
      for (int i = 0; i < 100; i++) { // 90 MB where 64 MB are kept in memory
        assertThat(band.publish(CALL, i + large)).isZero();
      }
    }
    broker.close();
    broker = start();
    List<Integer> come = new ArrayList<>();
    try (BrokerConnection _ = openService(inbox)) {
      for (int i = 0; i < 100; i++) {
        InboundMessage message = inbox.next();
        String text = text(message);
        assertThat(text).endsWith(large);
        come.add(Integer.valueOf(text.substring(0, text.indexOf('x'))));
        message.acknowledge();
      }
    }
    assertThat(come).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void aPressAtQosZeroIsKeptUntilTheServiceHasIt() throws Exception {
    openAndClose();
    try (BareClient band = band("demo-0001")) {
      band.client.publish(CALL, new byte[0], 0, true).waitForCompletion(BareClient.WAIT_MILLIS);
      assertThat(band.publish(CALL, "after")).isZero();
    }
    broker.close();
    broker = start();
    try (BrokerConnection _ = openService(inbox)) {
      InboundMessage press = inbox.next();
      assertThat(press.payload()).isEmpty();
      assertThat(press.retained()).isFalse();
      assertThat(text(inbox.next())).isEqualTo("after");
    }
  }

  private EmbeddedBroker start() {
    return EmbeddedBroker.start(
        new EmbeddedBroker.Settings(folder.resolve("broker"), "127.0.0.1", 0, null),
        (serial, secret) -> secret.equals(secrets.get(serial)));
  }

  private BrokerConnection openService(Inbox sink) {
    return BrokerConnection.open(
        broker.serviceSettings(),
        "silverbell-calls",
        List.of("silverbell/v1/bands/+/call"),
        30_000,
        sink);
  }

  private void openAndClose() {
    try (BrokerConnection calls = openService(new Inbox())) {
      awaitConnected(calls);
    }
  }

  private String url() {
    return "tcp://127.0.0.1:" + broker.port();
  }

  private BrokerSettings as(String serial) {
    return new BrokerSettings(url(), serial, "silverbell");
  }

  private BareClient band(String serial) throws MqttException {
    return BareClient.connect(as(serial), "any-id");
  }

  private static MqttMessage will() {
    return new MqttMessage("{\"online\":false}".getBytes(StandardCharsets.UTF_8));
  }

  private int mosquittoPub(String version, String user, String secret, String topic)
      throws Exception {
    Process process =
        new ProcessBuilder(
                MachineParts.program("mosquitto_pub", "mosquitto-clients").toString(),
                "-V",
                version,
                "-p",
                Integer.toString(broker.port()),
                "-u",
                user,
                "-P",
                secret,
                "-q",
                "1",
                "-t",
                topic,
                "-n")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly(); // it tries again for ever when it is cut off
      return -1;
    }
    return process.exitValue();
  }

  /** Notes the topics of what arrives. */
  private record Listener(Set<String> heard) implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      heard.add(topic);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException e) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String address) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
