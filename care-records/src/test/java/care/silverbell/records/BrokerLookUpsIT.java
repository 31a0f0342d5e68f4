package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What EMQX and mosquitto-go-auth ask of every client, in their own words. */
class BrokerLookUpsIT {
  private static final String OWN = "silverbell/v1/bands/demo-0001/";
  private static final String OTHERS = "silverbell/v1/bands/demo-0002/";

  @ParameterizedTest
  @CsvSource({
    "demo-0001, silverbell, phone-1, true",
    "demo-0001, wrong, phone-1, false",
    "demo-0001, '', phone-1, false",
    "nobodys-band, silverbell, phone-1, false",
    "'', '', phone-1, false",
    // The service's own client ids are not for bands: they could take its session over.
    "demo-0001, silverbell, silverbell-calls, false"
  })
  void aBandComesInWithItsOwnSecret(
      String username, String password, String client, boolean allowed) {
    JsonObject asked =
        new JsonObject()
            .put("username", username)
            .put("password", password)
            .put("clientid", client);

    saysBoth(ask("/mqtt/authenticate", asked), allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "publish, call, true",
    "publish, call/cancel, true",
    "publish, vitals, true",
    "publish, reply, false",
    "publish, command, false",
    "subscribe, reply, true",
    "subscribe, '#', true",
    "all, call, false",
    "'', call, false"
  })
  void emqxAsksByAction(String action, String topic, boolean allowed) {
    saysBoth(ask("/mqtt/authorize", emqx(action, OWN + topic)), allowed);
    saysBoth(ask("/mqtt/authorize", emqx(action, OTHERS + topic)), false);
  }

  @ParameterizedTest
  @CsvSource({
    // 1 read, 2 write, 3 both, 4 subscribe
    "1, reply, true",
    "1, call, true",
    "2, call, true",
    "2, reply, false",
    "3, call, true",
    "3, reply, false",
    "4, reply, true",
    "4, '#', true",
    "0, call, false",
    "7, call, false"
  })
  void mosquittoAsksByNumber(int access, String topic, boolean allowed) {
    saysBoth(ask("/mqtt/authorize", mosquitto(access, OWN + topic)), allowed);
    saysBoth(ask("/mqtt/authorize", mosquitto(access, OTHERS + topic)), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#",
        "+/v1/bands/demo-0001/reply",
        "silverbell/v1/bands/+/reply",
        "$share/g/silverbell/v1/bands/demo-0001/reply",
        "$SYS/#",
        ""
      })
  void noWildcardReachesBeyondTheBandsOwn(String filter) {
    saysBoth(ask("/mqtt/authorize", emqx("subscribe", filter)), false);
    saysBoth(ask("/mqtt/authorize", mosquitto(4, filter)), false);
  }

  @Test
  void whoDoesNotKnowTheTokenIsToldNothing() {
    JsonObject asked = new JsonObject().put("username", "demo-0001").put("password", "silverbell");
    for (String[] headers :
        new String[][] {
          {"Content-Type", "application/json"},
          {"Authorization", "Bearer wrong"},
          {"Authorization", "Bearer "},
          {"Authorization", RunningService.BROKER_TOKEN}
        }) {
      HttpResponse<String> answer =
          RunningService.call("POST", "/mqtt/authenticate", asked.encode(), headers);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).doesNotContain("allow\"", "Ok");
    }
  }

  @Test
  void theTokenMayStandInTheAddressForBrokersThatSendNoHeader() {
    HttpResponse<String> answer =
        RunningService.call(
            "POST",
            "/mqtt/authorize?token=" + RunningService.BROKER_TOKEN,
            mosquitto(2, OWN + "call").encode(),
            "Content-Type",
            "application/json");
    saysBoth(answer, true);
  }

  private static JsonObject emqx(String action, String topic) {
    return new JsonObject()
        .put("username", "demo-0001")
        .put("clientid", "c-1")
        .put("action", action)
        .put("topic", topic);
  }

  private static JsonObject mosquitto(int access, String topic) {
    return new JsonObject()
        .put("username", "demo-0001")
        .put("clientid", "c-1")
        .put("topic", topic)
        .put("acc", access);
  }

  private static HttpResponse<String> ask(String path, JsonObject body) {
    return RunningService.call(
        "POST",
        path,
        body.encode(),
        "Authorization",
        "Bearer " + RunningService.BROKER_TOKEN,
        "Content-Type",
        "application/json");
  }

  /** EMQX reads {@code result}, mosquitto-go-auth reads {@code Ok}; both want a 200. */
  private static void saysBoth(HttpResponse<String> answer, boolean allowed) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonObject json = new JsonObject(answer.body());
    assertThat(json.getString("result")).isEqualTo(allowed ? "allow" : "deny");
    assertThat(json.getBoolean("Ok")).isEqualTo(allowed);
  }
}
