package care.silverbell.records;

import static care.silverbell.records.VisibleTown.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.testing.PlainClient;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;

/** A band's secret, wherever it goes through the service, never comes to stand in its log. */
class BandSecretsInLogIT {
  private final SignedIn admin = RunningService.as("admin");
  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private final List<String> secrets = new ArrayList<>();

  @Test
  void noSecretOfABandIsEverInALogLine() throws Exception {
    String serial = "hush-" + suffix;
    String first = made(admin.post("/api/bands", new JsonObject().put("serial", serial)));
    connect(serial, first);
    String second = made(admin.post("/api/bands/" + serial + "/secret", new JsonObject()));
    connect(serial, first); // now wrong
    connect(serial, second);
    connect("nobody-" + suffix, second);
    for (String password : List.of(first, second)) {
      RunningService.call(
          "POST",
          "/mqtt/authenticate",
          new JsonObject().put("username", serial).put("password", password).encode(),
          "Authorization",
          "Bearer " + RunningService.BROKER_TOKEN,
          "Content-Type",
          "application/json");
    }
    // In a place where it does not belong, and in a body that cannot be read.
    var _ = admin.post("/api/bands", new JsonObject().put("serial", second).put("profile", second));
    var _ =
        RunningService.call(
            "POST", "/api/bands", "{\"serial\":\"" + second, RunningService.bearer("admin"));
    imported();
    ok(200, admin.put("/api/bands/" + serial, new JsonObject().put("state", "retired")));
    connect(serial, second);

    String log = RunningService.log();
    assertThat(secrets).hasSizeGreaterThanOrEqualTo(3).allMatch(it -> it.length() >= 24);
    for (String secret : secrets) {
      assertThat(log.contains(secret)).as("a secret stands in the log").isFalse();
      String coded =
          Base64.getEncoder()
              .encodeToString((serial + ":" + secret).getBytes(StandardCharsets.UTF_8));
      assertThat(log.contains(coded)).as("a coded secret stands in the log").isFalse();
    }
    assertThat(log).contains("Silverbell is listening on");
  }

  private void imported() {
    String file = "serial,wearer\nhush-sheet-" + suffix + ",\n";
    String job =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    RunningService.call(
                            "POST", "/api/import?name=a.csv", file, RunningService.bearer("admin"))
                        .body(),
                it -> it.contains("\"id\""));
    JsonObject done =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> admin.get("/api/import/" + new JsonObject(job).getString("id")).json(),
                it -> !"running".equals(it.getString("state")));
    Matcher secret = Pattern.compile("\"secret\":\"([^\"]+)\"").matcher(done.encode());
    assertThat(secret.find()).as(done.encode()).isTrue();
    secrets.add(secret.group(1));
  }

  private String made(SignedIn.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isLessThan(300);
    String secret = answer.json().getString("secret");
    secrets.add(secret);
    return secret;
  }

  private static void connect(String serial, String secret) throws MqttException {
    try (PlainClient client = new PlainClient(RunningService.mqttPort(), serial, secret)) {
      assertThat(client.isConnected()).isTrue();
    } catch (MqttException e) {
      // refused, as it may be: what counts is what is said of it
    }
  }
}
