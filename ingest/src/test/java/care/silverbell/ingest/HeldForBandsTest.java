package care.silverbell.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.ingest.broker.BrokerConnection;
import care.silverbell.ingest.testing.RealMosquitto;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real mosquitto. */
class HeldForBandsTest {
  private static final String TOPIC = "silverbell/v1/bands/b-1/command";
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private Instant now = Instant.parse("2026-11-26T03:00:00Z");

  @Test
  void whatABandIsToldBeforeThereIsALineToTheBrokerIsSentOnceThereIsAndWhatIsTooOldIsNot() {
    HeldForBands held = new HeldForBands(() -> now);
    try (RealMosquitto mosquitto = RealMosquitto.start(folder);
        BrokerConnection band =
            BrokerConnection.open(
                mosquitto.settings(),
                "band",
                List.of(TOPIC),
                10,
                message -> {
                  heard.add(new String(message.payload(), UTF_8));
                  message.acknowledge();
                })) {
      await().atMost(LONG).until(band::isConnected);
      held.send(null, TOPIC, "too old".getBytes(UTF_8), HALF_A_MINUTE);
      held.send(null, TOPIC, "somebody comes".getBytes(UTF_8), Duration.ofMinutes(10));
      now = now.plusSeconds(20);
      held.send(null, TOPIC, "first".getBytes(UTF_8), HALF_A_MINUTE);
      held.send(null, TOPIC, "second".getBytes(UTF_8), HALF_A_MINUTE);
      now = now.plusSeconds(11);
      try (BrokerConnection service =
          BrokerConnection.open(mosquitto.settings(), "service", List.of(), 1, _ -> {})) {
        await()
            .atMost(LONG)
            .until(() -> {
              held.sendHeld(service);
              return heard.size() == 3;
            });
        held.send(service, TOPIC, "third".getBytes(UTF_8), HALF_A_MINUTE);
        await().atMost(LONG).until(() -> heard.size() == 4);
      }
    }
    assertThat(heard).containsExactly("somebody comes", "first", "second", "third");
  }
}
