package care.silverbell.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The press on the embedded broker, and what that broker does not let in. */
@Tag("core")
@Tag("alone")
class PressIT extends PressStory {
  @RegisterExtension
  private final ServiceProcess service = new ServiceProcess("press", Map.of()).filled().asShipped();

  @Override
  ServiceProcess service() {
    return service;
  }

  @Override
  int brokerPort() {
    return service.mqttPort();
  }

  @ParameterizedTest
  @CsvSource({
    "demo-0001, wrong, 5",
    "demo-0001, wrong, 311",
    "demo-0001, '', 5",
    "nobodys-band, silverbell, 5",
    "nobodys-band, silverbell, 311"
  })
  void aWrongSecretIsRefused(String serial, String secret, String version) {
    CommandLineBand.Said said =
        new CommandLineBand(brokerPort(), serial, secret, version).press("-n");

    assertThat(said.code()).as(said.words()).isNotZero();
    assertThat(said.words()).containsPattern("(?i)not authori|bad user name or password");
    assertThat(openCalls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"311", "5"})
  void aBandCannotPressForAnother(String version) {
    CommandLineBand stranger = CommandLineBand.of(brokerPort(), "demo-0002").speaking(version);

    stranger.publish("silverbell/v1/bands/" + BAND + "/call", "-n");
    stranger.press("-n");

    await()
        .atMost(LONG)
        .until(() ->
            items(SignedIn.as(service.url(), "admin").openIncidents())
                .anyMatch(one -> "demo-0002".equals(one.getString("band"))));
    assertThat(openCalls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "5, silverbell/v1/bands/demo-0001/reply",
    "311, silverbell/v1/bands/demo-0001/reply",
    "5, silverbell/v1/bands/+/reply",
    "311, silverbell/v1/bands/+/reply",
    "5, '#'",
    "5, '$share/g/silverbell/v1/bands/demo-0001/#'"
  })
  void aBandCannotListenToAnother(String version, String topic) {
    CommandLineBand stranger = CommandLineBand.of(brokerPort(), "demo-0002").speaking(version);
    try (CommandLineBand.Ear ear = stranger.listen(topic);
        CommandLineBand.Ear own = band().listen()) {
      // MQTT 3.1.1 has no word for "not allowed": the broker hangs up, and the client comes again.
      await()
          .atMost(LONG)
          .until(() ->
              ear.ended() || ear.said("Subscribed (mid") || ear.count("sending SUBSCRIBE") > 1);

      band().press("-m", "{\"id\":\"private\",\"heartRate\":88}");
      await().atMost(LONG).until(() -> !own.heard().isEmpty());

      await()
          .during(Duration.ofMillis(300))
          .atMost(LONG)
          .untilAsserted(() -> assertThat(ear.heard()).as("%s", ear.lines()).isEmpty());
    }
  }
}
