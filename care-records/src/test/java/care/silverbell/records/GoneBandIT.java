package care.silverbell.records;

import static care.silverbell.records.VisibleTown.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import care.silverbell.testing.PlainClient;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A band that was written off while it is connected. */
class GoneBandIT {
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private final SignedIn admin = RunningService.as("admin");
  private final String serial = "gone-" + UUID.randomUUID().toString().substring(0, 8);

  @ParameterizedTest
  @ValueSource(strings = {"lost", "retired"})
  void aBandThatIsWrittenOffIsCutOffAtOnceAndStaysSoUntilItIsBack(String why) throws Exception {
    String secret = registered();
    try (PlainClient band = connected(secret)) {
      ok(200, admin.put("/api/bands/" + serial, new JsonObject().put("state", why)));

      await().atMost(AT_ONCE).until(() -> !band.isConnected());
    }
    assertThatThrownBy(() -> connected(secret)).isInstanceOf(MqttException.class);

    ok(200, admin.put("/api/bands/" + serial, new JsonObject().put("state", "in-stock")));
    try (PlainClient band = connected(secret)) {
      assertThat(band.isConnected()).isTrue();
    }
  }

  @Test
  void aBandWithANewSecretIsCutOffAndOthersAreNot() throws Exception {
    String secret = registered();
    String other = serial + "-b";
    String otherSecret =
        ok(201, admin.post("/api/bands", new JsonObject().put("serial", other)))
            .json()
            .getString("secret");
    try (PlainClient band = connected(secret);
        PlainClient neighbour = new PlainClient(RunningService.mqttPort(), other, otherSecret)) {
      ok(200, admin.post("/api/bands/" + serial + "/secret", new JsonObject()));

      await().atMost(AT_ONCE).until(() -> !band.isConnected());
      assertThat(neighbour.isConnected()).isTrue();
    }
  }

  private String registered() {
    return ok(201, admin.post("/api/bands", new JsonObject().put("serial", serial)))
        .json()
        .getString("secret");
  }

  private PlainClient connected(String secret) throws MqttException {
    return new PlainClient(RunningService.mqttPort(), serial, secret);
  }
}
