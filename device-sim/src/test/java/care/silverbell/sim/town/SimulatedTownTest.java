package care.silverbell.sim.town;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import care.silverbell.sim.resident.Mishap;
import care.silverbell.sim.testing.Listener;
import care.silverbell.sim.testing.Mosquitto;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;

class SimulatedTownTest {
  private static final List<TownBand> FIFTY = TownBand.numbered("demo-%04d", 3, 50, "silverbell");

  @Test
  void fiftyBandsComeOnAreHeardAndSayGoodBye() throws MqttException {
    try (Mosquitto broker = Mosquitto.start();
        Listener service = new Listener(broker.url())) {
      TownSettings settings =
          TownSettings.of(broker.url(), FIFTY)
              .withInterval(Duration.ofMillis(500))
              .withConnectsPerSecond(50);
      try (SimulatedTown town = SimulatedTown.start(settings)) {
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> bandsHeard(service, "/vitals") >= 40 && town.state().connected() >= 40);
      }

      await().until(() -> saidGoodBye(service) >= 40);
    }
  }

  /** Two in the night, when nobody is on a walk out of reach. */
  private static final Instant NIGHT = Instant.parse("2026-11-23T18:00:00Z");

  @Test
  void aPressAndAFallOnDemandAreHeardAndTheCallIsCountedWhenConfirmed() throws MqttException {
    try (Mosquitto broker = Mosquitto.start();
        Listener service = new Listener(broker.url());
        SimulatedTown town =
            SimulatedTown.start(TownSettings.of(broker.url(), FIFTY).withTime(NIGHT, 1))) {
      town.befall("demo-0004", Mishap.named("fall"));
      town.befall("demo-0003", Mishap.named("press"));

      await().atMost(Duration.ofSeconds(20)).until(() -> !service.on("0003/call").isEmpty());
      await().atMost(Duration.ofSeconds(20)).until(() -> !service.on("0004/fall").isEmpty());
      String call = service.on("0003/call").getFirst().text();
      String id = call.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
      service.tell(
          "demo-0003", "reply", "{\"callId\":\"%s\",\"stage\":\"received\"}".formatted(id));

      await().until(() -> town.state().callsReceived() == 1);
      assertThat(town.state().presses()).isEqualTo(1);
      assertThat(town.state().falls()).isEqualTo(1);
    }
  }

  @Test
  void aBrokerThatIsAwayIsNoReasonToStop() {
    URI nobody = URI.create("tcp://127.0.0.1:" + Mosquitto.freePort());
    try (SimulatedTown town = SimulatedTown.start(TownSettings.of(nobody, FIFTY))) {
      await().until(() -> town.state().lastTrouble().contains("no broker answers"));
      assertThat(town.state().connected()).isZero();
    }
  }

  @Test
  void aMishapForNobodyIsRefusedAtTheStart() {
    URI broker = URI.create("tcp://127.0.0.1:1");
    List<PlannedMishap> lost = List.of(PlannedMishap.parse("press:demo-9999@30s"));

    assertThatThrownBy(() -> TownSettings.of(broker, FIFTY).withMishaps(0, lost))
        .hasMessageContaining("demo-9999");
  }

  @Test
  void aMishapIsWrittenWhatWhoWhen() {
    assertThat(PlannedMishap.parse("press:demo-0003@1m30s"))
        .isEqualTo(new PlannedMishap(new Mishap.Press(false), "demo-0003", Duration.ofSeconds(90)));
    assertThat(PlannedMishap.parse("fall:demo-0003").after()).isZero();
    assertThatThrownBy(() -> PlannedMishap.parse("trip:demo-0003@1s"))
        .hasMessageContaining("no mishap is called 'trip'");
    assertThatThrownBy(() -> PlannedMishap.parse("demo-0003"))
        .hasMessageContaining("WHAT:SERIAL@TIME");
  }

  private static long bandsHeard(Listener service, String ending) {
    return service.on(ending).stream().map(Listener.Heard::topic).distinct().count();
  }

  private static long saidGoodBye(Listener service) {
    return service.on("/status").stream()
        .filter(one -> one.text().contains("\"online\":false") && one.text().contains("\"at\""))
        .map(Listener.Heard::topic)
        .distinct()
        .count();
  }
}
