package care.silverbell.ingest.broker;

import static care.silverbell.ingest.broker.Inbox.awaitConnected;
import static care.silverbell.ingest.broker.Inbox.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.ingest.testing.RealMosquitto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real mosquitto. */
class BrokerConnectionTest {
  private static final String TOPIC = "silverbell/v1/bands/b-1/call";
  private static final List<String> FILTERS = List.of("silverbell/v1/bands/+/call");

  @TempDir Path folder;
  private RealMosquitto mosquitto;
  private final Inbox inbox = new Inbox();

  @BeforeEach
  void startBroker() {
    mosquitto = RealMosquitto.start(folder, "service", "s3cret");
  }

  @AfterEach
  void stopBroker() {
    mosquitto.close();
  }

  @Test
  void handsOnWhatArrivesAndSaysHowItCame() throws Exception {
    try (BrokerConnection connection = open(inbox);
        BareClient band = BareClient.connect(mosquitto.settings(), "band")) {
      awaitConnected(connection);
      band.publish(TOPIC, "help");

      InboundMessage message = inbox.next();
      assertThat(message.topic()).isEqualTo(TOPIC);
      assertThat(text(message)).isEqualTo("help");
      assertThat(message.receivedAt())
          .isEqualTo(message.receivedAt().truncatedTo(ChronoUnit.MILLIS));
      assertThat(message.delivery().stamp()).isNull();
      assertThat(message.delivery().packetId()).isPositive();
      assertThat(message.delivery().redelivered()).isFalse();
    }
  }

  @Test
  void fiveThousandMessagesAckedInAnyOrderByThreeThreadsAreAckedForGood() throws Exception {
    try (BrokerConnection connection = open(inbox);
        BareClient band = BareClient.connect(mosquitto.settings(), "band")) {
      awaitConnected(connection);
      band.publishNumbers(TOPIC, 0, 5_000);
      List<InboundMessage> all = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
        while (all.size() < 5_000) { // in handfuls of 100, each in disorder
          List<InboundMessage> some = new ArrayList<>(inbox.next(100));
          all.addAll(some);
          Collections.shuffle(some, new Random(3));
          some.forEach(message -> threads.execute(message::acknowledge));
        }
      }
      assertThat(all.stream().map(Inbox::text))
          .containsExactlyElementsOf(IntStream.range(0, 5_000).mapToObj(String::valueOf).toList());
    }
    assertNothingIsLeftOver();
  }

  @Test
  void whatWasNotAckedComesAgainMarked() throws Exception {
    try (BrokerConnection connection = open(inbox);
        BareClient band = BareClient.connect(mosquitto.settings(), "band")) {
      awaitConnected(connection);
      band.publishNumbers(TOPIC, 0, 10);
      List<InboundMessage> first = inbox.next(10);
      first.subList(0, 4).forEach(InboundMessage::acknowledge);
      first.get(9).acknowledge(); // waits for those before it, so it is not sent
    }
    Inbox again = new Inbox();
    try (BrokerConnection _ = open(again)) {
      List<InboundMessage> rest = again.next(6);
      assertThat(rest.stream().map(Inbox::text)).containsExactly("4", "5", "6", "7", "8", "9");
      assertThat(rest).allMatch(message -> message.delivery().redelivered());
    }
  }

  @Test
  void anAckFromBeforeAReconnectAcksNothing() throws Exception {
    try (BrokerConnection connection = open(inbox)) {
      awaitConnected(connection);
      try (BareClient band = BareClient.connect(mosquitto.settings(), "band")) {
        band.publishNumbers(TOPIC, 0, 3);
      }
      List<InboundMessage> before = inbox.next(3);
      mosquitto.stop();
      await().until(() -> !connection.isConnected());
      mosquitto.start();
      inbox.next(3);
      before.forEach(InboundMessage::acknowledge);
    }
    Inbox again = new Inbox();
    try (BrokerConnection _ = open(again)) {
      assertThat(again.next(3).stream().map(Inbox::text)).containsExactly("0", "1", "2");
    }
  }

  private void aPressIsHeard() throws Exception {
    try (BareClient band = BareClient.connect(mosquitto.settings(), "band")) {
      band.publish(TOPIC, "help");
    }
    assertThat(text(inbox.next())).isEqualTo("help");
  }

  @Test
  void comesUpWhenTheBrokerDoes() throws Exception {
    mosquitto.stop();
    try (BrokerConnection connection = open(inbox)) {
      connection.publish("silverbell/v1/bands/b-1/reply", new byte[0]);
      await("dropped").until(() -> connection.unsent() == 1);
      assertThat(connection.isConnected()).isFalse();
      mosquitto.start();
      awaitConnected(connection);
      aPressIsHeard();
    }
  }

  @Test
  void subscribesAgainWhereTheBrokerHasForgottenTheSession() throws Exception {
    try (BrokerConnection connection = open(inbox)) {
      awaitConnected(connection);
      mosquitto.kill();
      await().until(() -> !connection.isConnected());
      Files.deleteIfExists(folder.resolve("mosquitto.db"));
      mosquitto.start();
      awaitConnected(connection);
      aPressIsHeard();
    }
  }

  @Test
  void aBrokerRestartedUnderLoadLosesNothingThatItTook() throws Exception {
    Set<String> taken = ConcurrentHashMap.newKeySet();
    AtomicBoolean enough = new AtomicBoolean();
    try (BrokerConnection connection =
            open(message -> {
              message.acknowledge(); // before it counts: the connection is closed once all count
              taken.add(text(message));
            });
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      awaitConnected(connection);
      Future<Set<String>> promised = threads.submit(() -> publishUntil(enough));
      for (int restarts = 0; restarts < 2; restarts++) {
        int before = taken.size();
        await().atMost(Duration.ofSeconds(20)).until(() -> taken.size() > before + 500);
        mosquitto.stop();
        mosquitto.start();
      }
      enough.set(true);
      Set<String> all = promised.get();
      assertThat(all).hasSizeGreaterThan(1_000);
      try (BareClient band = BareClient.connect(mosquitto.settings(), "last")) {
        band.publish(TOPIC, "last"); // behind what the broker took without having said so
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> taken.contains("last"));
      assertThat(taken).containsAll(all);
    }
    assertNothingIsLeftOver();
  }

  @Test
  void aSinkThatThrowsHoldsNobodyUpAndTheMessageComesAgain() throws Exception {
    try (BrokerConnection connection =
            open(message -> {
              if (text(message).equals("3")) {
                throw new IllegalStateException("this one is refused");
              }
              message.acknowledge();
              inbox.accept(message);
            });
        BareClient band = BareClient.connect(mosquitto.settings(), "band")) {
      awaitConnected(connection);
      band.publishNumbers(TOPIC, 0, 10);
      assertThat(inbox.next(9).stream().map(Inbox::text)).doesNotContain("3").contains("9");
      assertThat(connection.untaken()).isEqualTo(1);
      assertThat(connection.isConnected()).isTrue();
    }
    Inbox again = new Inbox();
    try (BrokerConnection _ = open(again)) {
      assertThat(text(again.next())).isEqualTo("3");
    }
  }

  @Test
  void aCallOfTwoMegabytesIsStillACall() throws Exception {
    try (BrokerConnection connection = open(inbox);
        BareClient band = BareClient.connect(mosquitto.settings(), "band")) {
      awaitConnected(connection);
      band.publish(TOPIC, "x".repeat(2 << 20));
      band.publish(TOPIC, "and the next");
      assertThat(inbox.next().payload().length).isBetween(1_000_000, InboundFrames.LONGEST);
      assertThat(text(inbox.next())).isEqualTo("and the next");
    }
  }

  @Test
  void sendsToManyBandsWithoutMakingTheCallerWait() throws Exception {
    Inbox bands = new Inbox();
    try (BrokerConnection connection = open(inbox);
        BrokerConnection listener =
            BrokerConnection.open(
                mosquitto.settings(),
                "bands",
                List.of("silverbell/v1/bands/+/reply"),
                10,
                m -> {
                  m.acknowledge();
                  bands.accept(m);
                })) {
      awaitConnected(connection);
      awaitConnected(listener);
      List<String> sent = IntStream.range(0, 900).mapToObj(String::valueOf).toList();
      sent.forEach(n ->
          connection.publish(
              "silverbell/v1/bands/b-" + Integer.parseInt(n) % 50 + "/reply", n.getBytes(UTF_8)));
      assertThat(bands.next(900).stream().map(Inbox::text)).containsExactlyElementsOf(sent);
      assertThat(connection.unsent()).isZero();
    }
  }

  private BrokerConnection open(Consumer<InboundMessage> sink) {
    return BrokerConnection.open(mosquitto.settings(), "silverbell-calls", FILTERS, 1_000, sink);
  }

  /** The session, opened once more, gets a new message first: nothing before it is unacked. */
  private void assertNothingIsLeftOver() throws Exception {
    Inbox later = new Inbox();
    try (BrokerConnection connection = open(later);
        BareClient band = BareClient.connect(mosquitto.settings(), "band")) {
      awaitConnected(connection);
      band.publish(TOPIC, "new");
      assertThat(text(later.next())).isEqualTo("new");
    }
  }

  /** Publishes numbers one by one through restarts; those that the broker took. */
  private Set<String> publishUntil(AtomicBoolean enough) {
    Set<String> promised = new HashSet<>();
    int number = 0;
    while (!enough.get()) {
      try (BareClient band = BareClient.connect(mosquitto.settings(), "load")) {
        while (!enough.get()) {
          band.publish(TOPIC, Integer.toString(number));
          promised.add(Integer.toString(number++));
        }
      } catch (MqttException _) {
        number++; // maybe taken, maybe not: not counted on
      }
    }
    return promised.stream().collect(Collectors.toUnmodifiableSet());
  }
}
