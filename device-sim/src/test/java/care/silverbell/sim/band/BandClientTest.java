package care.silverbell.sim.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import care.silverbell.ingest.testing.RealMosquitto;
import care.silverbell.sim.testing.Listener;
import care.silverbell.sim.testing.Mosquitto;
import care.silverbell.sim.wire.BandStatus;
import care.silverbell.sim.wire.Press;
import care.silverbell.sim.wire.Sample;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BandClientTest {
  private static final BandIdentity BAND = new BandIdentity("test-0001", "secret");
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();

  private final Radio radio = new Radio("test");
  private Mosquitto broker;
  private Listener service;

  @BeforeEach
  void startBroker() throws MqttException {
    broker = Mosquitto.start();
    service = new Listener(broker.url());
  }

  @AfterEach
  void stopBroker() throws MqttException {
    service.close();
    broker.close();
    radio.close();
  }

  @Test
  void aPressIsSentAgainWithTheSameIdUntilTheServiceHasReceivedIt() throws MqttException {
    try (BandClient band = connected()) {
      band.press(new Press("c-1", NOW, null, 88, 61));

      await().atMost(Duration.ofSeconds(10)).until(() -> service.on("/call").size() == 2);
      service.tell("test-0001", "reply", "{\"callId\":\"c-1\",\"stage\":\"received\"}");
      await().until(() -> band.counts().callsOpen() == 0);

      await()
          .during(Duration.ofMillis(4500))
          .atMost(Duration.ofSeconds(6))
          .until(() -> service.on("/call").size() == 2);
      assertThat(service.on("/call")).extracting(one -> id(one.payload())).containsOnly("c-1");
    }
  }

  @Test
  void anAnswerToAnotherCallStopsNothing() throws MqttException {
    try (BandClient band = connected()) {
      band.press(new Press("c-1", NOW, null, null, null));
      service.tell("test-0001", "reply", "{\"callId\":\"c-0\",\"stage\":\"received\"}");
      service.tell("test-0001", "reply", "{\"callId\":\"c-1\",\"stage\":\"seen\"}");

      await().atMost(Duration.ofSeconds(5)).until(() -> service.on("/call").size() == 2);
      assertThat(band.counts().callsOpen()).isEqualTo(1);
    }
  }

  @Test
  void whatWasMeasuredOutOfReachIsUploadedLateInArraysWithoutLoss() {
    try (BandClient band = connected()) {
      say(band, 0, 20);
      band.loseSignal();
      say(band, 20, 270);
      await().until(() -> service.on("/status").stream().anyMatch(one -> isLastWill(one.text())));

      band.regainSignal();

      await().atMost(Duration.ofSeconds(10)).until(() -> band.counts().samplesKept() == 0);
      await().until(() -> seconds(service.on("/vitals")).stream().distinct().count() == 270);
      assertThat(seconds(service.on("/vitals")).stream().distinct().sorted())
          .containsExactlyElementsOf(LongStream.range(0, 270).boxed().toList());
      assertThat(service.on("/vitals")).anyMatch(one -> one.text().startsWith("["));
      assertThat(band.counts().samplesForgotten()).isZero();
    }
  }

  @Test
  void aPressMadeOutOfReachGoesOutWhenTheBandIsBack() {
    try (BandClient band = connected()) {
      band.loseSignal();
      band.press(new Press("c-9", NOW, null, null, null));
      assertThat(service.on("/call")).isEmpty();

      band.regainSignal();

      await().until(() -> !service.on("/call").isEmpty());
    }
  }

  @Test
  void aBrokerThatComesBackFindsTheBandAndWhatItKept(@TempDir Path folder) throws MqttException {
    try (RealMosquitto keeping = RealMosquitto.start(folder)) {
      URI url = URI.create(keeping.settings().url());
      Listener.subscribeFor(url, "later"); // the band may be back before whoever listens is
      try (BandClient band = band(url)) {
        band.switchOn().join();
        keeping.stop();
        await().until(() -> !band.connected());
        say(band, 0, 5);

        keeping.start();

        try (Listener later = Listener.again(url, "later")) {
          await().atMost(Duration.ofSeconds(20)).until(() -> later.on("/vitals").size() > 0);
          assertThat(seconds(later.on("/vitals"))).containsExactly(0L, 1L, 2L, 3L, 4L);
        }
      }
    }
  }

  @Test
  void askedWhereItIsItSaysSo() throws MqttException {
    try (BandClient band = connected()) {
      service.tell("test-0001", "command", "{\"id\":\"1\",\"command\":\"locate\"}");

      await().until(() -> service.on("/location").size() == 1);
      assertThat(band.counts().samplesAcked()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void rubbishFromTheServiceDoesNotStopTheBand() throws MqttException {
    try (BandClient band = connected()) {
      service.tell("test-0001", "reply", "not json");
      service.tell("test-0001", "command", "[1,2]");
      service.tell("test-0001", "command", "{\"command\":\"dance\"}");

      say(band, 0, 1);

      await().until(() -> service.on("/vitals").size() == 1);
    }
  }

  @Test
  void anImpatientBandSaysWhyItIsNotLetIn() {
    try (Mosquitto closed = Mosquitto.startClosed();
        BandClient band = band(closed.url())) {
      assertThatThrownBy(() -> band.switchOn().join())
          .isInstanceOf(CompletionException.class)
          .cause()
          .asInstanceOf(InstanceOfAssertFactories.type(BrokerFailure.class))
          .extracting(BrokerFailure::what)
          .isEqualTo(BrokerFailure.Cause.REFUSED);
    }
  }

  @Test
  void anImpatientBandSaysThatNobodyAnswers() {
    URI nobody = URI.create("tcp://127.0.0.1:" + Mosquitto.freePort());
    try (BandClient band = band(nobody)) {
      assertThatThrownBy(() -> band.switchOn().join())
          .hasMessageContaining("no broker answers at " + nobody);
    }
  }

  private BandClient connected() {
    BandClient band = band(broker.url());
    band.switchOn().join();
    return band;
  }

  private BandClient band(URI url) {
    return new BandClient(
        BAND, BandSettings.impatient(url, 100), new Bare(), radio, InstantSource.system());
  }

  private static void say(BandClient band, int from, int until) {
    for (int second = from; second < until; second++) {
      band.say(Sample.Vitals.ofHeartRate(NOW.plusSeconds(second), 70));
    }
  }

  private static List<Long> seconds(List<Listener.Heard> heard) {
    List<Long> seconds = new ArrayList<>();
    for (Listener.Heard one : heard) {
      JsonNode json = json(one.payload());
      if (json.isArray()) {
        json.forEach(sample -> seconds.add(second(sample)));
      } else {
        seconds.add(second(json));
      }
    }
    return seconds;
  }

  private static long second(JsonNode sample) {
    return sample.path("at").asLong() / 1000 - NOW.getEpochSecond();
  }

  private static String id(byte[] payload) {
    return json(payload).path("id").asText();
  }

  private static boolean isLastWill(String status) {
    return status.equals("{\"online\":false}");
  }

  private static JsonNode json(byte[] payload) {
    try {
      return JSON.readTree(payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Bare implements Wrist {
    @Override
    public BandStatus status() {
      return BandStatus.here(NOW);
    }

    @Override
    public Sample.@Nullable Fix where() {
      return new Sample.Fix(NOW, 37.5, 121.4, null, "gps");
    }
  }
}
