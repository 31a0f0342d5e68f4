package care.silverbell.alerting.notification.channel.push;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import care.silverbell.alerting.notification.channel.courier.Couriers;
import care.silverbell.alerting.notification.channel.courier.OpenInternet;
import care.silverbell.alerting.notification.channel.courier.RawPeer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a push service that lets a browser open what it was given. */
class PushChannelTest {
  private static final UUID KEY = UUID.fromString("5b0f8d0e-0000-4000-8000-000000000001");
  private static final String INCIDENT = "11111111-2222-4333-8444-555555555555";

  private final Browser browser = Browser.fresh();
  private final List<String> gone = new ArrayList<>();
  private PushChannel channel;

  @BeforeEach
  void open() {
    channel =
        new PushChannel(
            Couriers.patient(),
            new OpenInternet(Set.of("127.0.0.1")),
            VapidKey.fresh(),
            "mailto:desk@office.example",
            gone::add,
            Couriers.CLOCK);
  }

  private static Message message(String severity) {
    return new Message(
        "zh-CN",
        severity,
        INCIDENT,
        "一键呼叫：王秀英",
        "地址：幸福街3号\n刚刚",
        "…",
        "https://office.example/a/token",
        true);
  }

  @Test
  void theBrowserReadsWhatWasSealedAndTheServiceSeesOnlyItsEnvelope() throws Exception {
    try (RawPeer service = RawPeer.answering(_ -> RawPeer.answer(201, "", "Location: /m/1"))) {
      Delivery delivery =
          channel.send(
              KEY, browser.subscription(service.uri() + "/p/secret"), message("emergency"));

      assertThat(delivery).isEqualTo(new Delivery.Taken(null));
      RawPeer.Request request = service.only();
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.target()).isEqualTo("/p/secret");
      assertThat(request.header("Content-Encoding")).isEqualTo("aes128gcm");
      assertThat(request.header("TTL")).isEqualTo("3600");
      assertThat(request.header("Topic")).isEqualTo("11111111222243338444555555555555");
      assertThat(request.header("Authorization")).startsWith("vapid t=");
      JsonObject read = new JsonObject(browser.open(request.body()));
      assertThat(read)
          .isEqualTo(
              new JsonObject()
                  .put("title", "一键呼叫：王秀英")
                  .put("body", "地址：幸福街3号\n刚刚")
                  .put("url", "https://office.example/a/token")
                  .put("incident", INCIDENT)
                  .put("severity", "emergency")
                  .put("language", "zh-CN")
                  .put("key", KEY.toString())
                  .put("test", true));
    }
  }

  @ParameterizedTest
  @CsvSource({"emergency, high", "urgent, high", "notice, normal"})
  void whatCannotWaitWakesAPhoneThatSavesItsBattery(String severity, String urgency)
      throws Exception {
    try (RawPeer service = RawPeer.answering(_ -> RawPeer.answer(201, ""))) {
      channel.send(KEY, browser.subscription(service.uri() + "/p"), message(severity));

      assertThat(service.only().header("Urgency")).isEqualTo(urgency);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void aSubscriptionThatIsGoneIsSaidDeadOnceAndNeverTriedAgain(int status) throws Exception {
    try (RawPeer service = RawPeer.answering(_ -> RawPeer.answer(status, "gone"))) {
      String to = browser.subscription(service.uri() + "/p");

      assertThat(channel.send(KEY, to, message("emergency"))).isInstanceOf(Delivery.Refused.class);
      assertThat(gone).containsExactly(to);
    }
  }

  @Test
  void aServiceThatRefusesForAnotherReasonLeavesTheSubscriptionAlive() throws Exception {
    try (RawPeer service =
        RawPeer.answering(request -> RawPeer.answer(403, "no, " + request.target()))) {
      Delivery delivery =
          channel.send(
              KEY, browser.subscription(service.uri() + "/p/secret"), message("emergency"));

      assertThat(delivery).isEqualTo(new Delivery.Refused("answered 403: no, /p/…"));
      assertThat(gone).isEmpty();
    }
  }

  @Test
  void anEndpointInsideTheOfficeIsNeverAsked() throws Exception {
    try (RawPeer inside = RawPeer.answering(_ -> RawPeer.answer(201, ""))) {
      PushChannel strict =
          new PushChannel(
              Couriers.patient(),
              new OpenInternet(Set.of()),
              VapidKey.fresh(),
              "mailto:desk@office.example",
              gone::add,
              Couriers.CLOCK);

      assertThat(strict.send(KEY, browser.subscription(inside.uri() + "/p"), message("notice")))
          .isInstanceOf(Delivery.Refused.class);
      assertThat(inside.requests()).isEmpty();
    }
  }

  @Test
  void aVeryLongNoticeStillFits() throws Exception {
    try (RawPeer service = RawPeer.answering(_ -> RawPeer.answer(201, ""))) {
      Message longest =
          new Message(
              "zh-CN", "notice", INCIDENT, "王".repeat(5000), "王".repeat(5000), "", null, false);

      assertThat(channel.send(KEY, browser.subscription(service.uri() + "/p"), longest))
          .isInstanceOf(Delivery.Taken.class);
      assertThat(browser.open(service.only().body())).contains("…");
    }
  }
}
