package care.silverbell.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.ingest.testing.RealMosquitto;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The press on a real mosquitto, which here lets anybody in. */
@Tag("alone")
class PressOnMosquittoIT extends PressStory {
  private @Nullable RealMosquitto mosquitto;
  private @Nullable ServiceProcess service;

  @BeforeAll
  void start(@TempDir Path folder) {
    RealMosquitto broker = RealMosquitto.start(folder);
    mosquitto = broker;
    service =
        new ServiceProcess(
                "press-mosquitto", Map.of("SILVERBELL_BROKER_URL", broker.settings().url()))
            .filled()
            .asShipped();
    service.start();
  }

  @AfterAll
  void stop() {
    if (service != null) {
      service.close();
    }
    if (mosquitto != null) {
      mosquitto.close();
    }
  }

  @Override
  ServiceProcess service() {
    if (service == null) {
      throw new IllegalStateException("not started");
    }
    return service;
  }

  @Override
  int brokerPort() {
    if (mosquitto == null) {
      throw new IllegalStateException("not started");
    }
    return mosquitto.port();
  }

  @Test
  void anUnknownBandRingsAtThoseWhoMustFindOutWhoItIs() {
    CommandLineBand unknown = CommandLineBand.of(brokerPort(), "found-in-the-street");
    try (CommandLineBand.Ear ear = unknown.listen()) {
      assertThat(unknown.press("-n").code()).isZero();

      await().atMost(LONG).until(() -> seenBy("grid").size() == 1);
      assertThat(seenBy("grid").getFirst().getJsonObject("person")).isNull();
      assertThat(seenBy("grid").getFirst().getString("severity")).isEqualTo("emergency");
      assertThat(seenBy("admin")).hasSize(1);
      assertThat(seenBy("family")).isEmpty();
      assertThat(seenBy("doctor")).isEmpty();
      String path = "/api/incidents/" + seenBy("grid").getFirst().getString("id");
      assertThat(SignedIn.as(service().url(), "family").get(path).status()).isEqualTo(404);
      await().atMost(LONG).until(() -> !ear.heard().isEmpty());
    }
  }

  private List<JsonObject> seenBy(String account) {
    return items(SignedIn.as(service().url(), account).openIncidents())
        .filter(incident -> "found-in-the-street".equals(incident.getString("band")))
        .toList();
  }
}
