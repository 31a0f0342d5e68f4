package care.silverbell.alerting.notification.channel;

import static care.silverbell.alerting.notification.channel.courier.RawPeer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.channel.courier.Couriers;
import care.silverbell.alerting.notification.channel.courier.RawPeer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Group robots, before a maker that checks what makers check. */
class RobotsTest {
  private static final String TOKEN = "66d2e0f0a1b2c3d4";
  private static final String SECRET = "SEC0123456789abcdef";

  private final AtomicReference<Instant> now = new AtomicReference<>(Couriers.NOW);

  /** DingTalk's robot as its maker's pages describe it, with a signature that is checked. */
  private static String dingtalk(RawPeer.Request request, Instant now) {
    if (!request.target().startsWith("/robot/send?")) {
      return answer(404, "");
    }
    if (!request.query().getOrDefault("access_token", "").equals(TOKEN)) {
      return answer(200, "{\"errcode\":300005,\"errmsg\":\"token is not exist\"}");
    }
    String timestamp = request.query().getOrDefault("timestamp", "0");
    if (Math.abs(now.toEpochMilli() - Long.parseLong(timestamp)) > 3_600_000
        || !URLDecoder.decode(request.rawQuery().get("sign"), StandardCharsets.UTF_8)
            .equals(signed(timestamp))) {
      return answer(200, "{\"errcode\":310000,\"errmsg\":\"sign not match\"}");
    }
    return answer(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
  }

  private static String signed(String timestamp) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(
              mac.doFinal((timestamp + "\n" + SECRET).getBytes(StandardCharsets.UTF_8)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Channel dingtalk(URI maker) {
    return new DingtalkChannel(Couriers.patient(), maker, now::get);
  }

  private Channel wecom(URI maker) {
    return new WecomChannel(Couriers.patient(), maker, now::get);
  }

  private static String dingtalkAt(URI maker) {
    return maker + "/robot/send?access_token=" + TOKEN + "&secret=" + SECRET;
  }

  @Test
  void dingtalkTakesWhatIsSignedAsItsPagesSayAndCallsPeopleByTheirNumbers() throws Exception {
    try (RawPeer maker = RawPeer.answering(request -> dingtalk(request, now.get()))) {
      Delivery delivery =
          dingtalk(maker.uri())
              .send(
                  Messages.KEY,
                  dingtalkAt(maker.uri()) + "&at=13800000000,13900000000",
                  Messages.call());

      assertThat(delivery).isEqualTo(new Delivery.Taken(null));
      assertThat(maker.only().target()).doesNotContain("secret=").doesNotContain("at=138");
      JsonObject body = new JsonObject(maker.only().text());
      assertThat(body.getString("msgtype")).isEqualTo("markdown");
      assertThat(body.getJsonObject("markdown").getString("title")).isEqualTo("【银铃】一键呼叫：王秀英");
      assertThat(body.getJsonObject("markdown").getString("text"))
          .contains("幸福街3号2单元501", "(" + Messages.LINK + ")", "@13800000000 @13900000000");
      assertThat(body.getJsonObject("at"))
          .isEqualTo(
              new JsonObject()
                  .put("atMobiles", new JsonArray().add("13800000000").add("13900000000"))
                  .put("isAtAll", false));
    }
  }

  @Test
  void dingtalksSignatureIsTheDigestOfTimeAndSecretUnderTheSecret() {
    // The maker publishes the recipe with "this is secret", but no result; this one is openssl's.
    assertThat(DingtalkChannel.signature(1_600_000_000_000L, "this is secret"))
        .isEqualTo("MYEtKC4/NfMR1l4prX++ai6oOf70X1xOf6UlnyUhJH4=");
  }

  @Test
  void aWrongSecretIsRefusedForGoodAndTheSecretIsNotRepeated() throws Exception {
    try (RawPeer maker = RawPeer.answering(request -> dingtalk(request, now.get()))) {
      Delivery delivery =
          dingtalk(maker.uri())
              .send(
                  Messages.KEY,
                  maker.uri() + "/robot/send?access_token=" + TOKEN + "&secret=SECwrong-one",
                  Messages.call());

      assertThat(delivery).isEqualTo(new Delivery.Refused("errcode 310000: sign not match"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"errcode\":0,\"errmsg\":\"ok\"}                              | Taken    |",
        "{\"errcode\":-1,\"errmsg\":\"系统繁忙\"}                        | TryAgain |",
        "{\"errcode\":130101,\"errmsg\":\"send too fast, exceed 20 times per minute\"} | TryAgain |"
            + " PT10M",
        "{\"errcode\":410100,\"errmsg\":\"发送速度太快而限流\"}            | TryAgain | PT10M",
        "{\"errcode\":660026,\"errmsg\":\"send too fast\"}              | TryAgain | PT10M",
        "{\"status\":1111,\"wait\":5,\"source\":\"x5\",\"punish\":\"deny\"} | TryAgain | PT5S",
        "{\"errcode\":310000,\"errmsg\":\"keywords not in content\"}    | Refused  |",
        "{\"errcode\":310000,\"errmsg\":\"ip 1.2.3.4 not in whitelist\"} | Refused  |",
        "{\"errcode\":300005,\"errmsg\":\"token is not exist\"}         | Refused  |",
        "{\"errcode\":400102,\"errmsg\":\"机器人已停用\"}                 | Refused  |",
        "{\"errcode\":\"0\"}                                          | TryAgain |",
        "{\"errcode\":4294967296,\"errmsg\":\"ok\"}                       | TryAgain |",
        "{}                                                         | TryAgain |",
        "[]                                                         | TryAgain |"
      })
  void whatDingtalkSaysDecides(String said, String meant, Duration after) throws Exception {
    try (RawPeer maker = RawPeer.answering(_ -> answer(200, said))) {
      assertDelivery(
          dingtalk(maker.uri()).send(Messages.KEY, dingtalkAt(maker.uri()), Messages.call()),
          meant,
          after);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"errcode\":0,\"errmsg\":\"ok\"}                                | Taken    |",
        "{\"errcode\":-1,\"errmsg\":\"system error\"}                     | TryAgain |",
        "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}         | TryAgain | PT1M",
        "{\"errcode\":45033,\"errmsg\":\"api concurrent out of limit\"}   | TryAgain | PT1M",
        "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}           | Refused  |",
        "{\"errcode\":40008,\"errmsg\":\"invalid message type\"}          | Refused  |",
        "{\"ok\":true}                                                  | TryAgain |"
      })
  void whatWecomSaysDecides(String said, String meant, Duration after) throws Exception {
    try (RawPeer maker = RawPeer.answering(_ -> answer(200, said))) {
      assertDelivery(
          wecom(maker.uri())
              .send(
                  Messages.KEY,
                  maker.uri() + "/cgi-bin/webhook/send?key=" + TOKEN,
                  Messages.call()),
          meant,
          after);
    }
  }

  private static void assertDelivery(Delivery delivery, String meant, Duration after) {
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(meant);
    if (delivery instanceof Delivery.TryAgain it) {
      assertThat(it.after()).isEqualTo(after);
    }
  }

  @Test
  void wecomGetsMarkdownAndTextWhereSomebodyIsCalledByName() throws Exception {
    try (RawPeer maker = RawPeer.answering(_ -> answer(200, "{\"errcode\":0}"))) {
      String to = maker.uri() + "/cgi-bin/webhook/send?key=" + TOKEN;
      Channel channel = wecom(maker.uri());

      channel.send(Messages.KEY, to, Messages.call());
      channel.send(Messages.KEY, to + "&at=13800000000", Messages.call());

      RawPeer.Request plain = maker.requests().getFirst();
      assertThat(plain.target()).isEqualTo("/cgi-bin/webhook/send?key=" + TOKEN);
      assertThat(new JsonObject(plain.text()).getJsonObject("markdown").getString("content"))
          .startsWith("### 【银铃】一键呼叫：王秀英")
          .endsWith("(" + Messages.LINK + ")");
      JsonObject called = new JsonObject(maker.requests().getLast().text());
      assertThat(called.getString("msgtype")).isEqualTo("text");
      assertThat(called.getJsonObject("text").getJsonArray("mentioned_mobile_list"))
          .isEqualTo(new JsonArray().add("13800000000"));
    }
  }

  @Test
  void aTextThatIsTooLongIsCutBetweenTwoCharactersAndNamesCannotBecomeMarkup() throws Exception {
    try (RawPeer maker = RawPeer.answering(_ -> answer(200, "{\"errcode\":0}"))) {
      wecom(maker.uri())
          .send(
              Messages.KEY,
              maker.uri() + "/cgi-bin/webhook/send?key=" + TOKEN,
              Messages.notice("[x](http://evil.example) <@all>", "😀".repeat(3000)));

      String content =
          new JsonObject(maker.only().text()).getJsonObject("markdown").getString("content");
      assertThat(content.getBytes(StandardCharsets.UTF_8).length).isBetween(4093, 4096);
      assertThat(content).doesNotContain("[x]", "<@all>", "\uFFFD").endsWith("😀");
    }
  }

  @Test
  void theTwentyFirstMessageOfAMinuteWaitsHereAndTheMakerNeverHearsOfIt() throws Exception {
    try (RawPeer maker = RawPeer.answering(_ -> answer(200, "{\"errcode\":0}"))) {
      Channel channel = wecom(maker.uri());
      String to = maker.uri() + "/cgi-bin/webhook/send?key=" + TOKEN;
      for (int i = 0; i < 20; i++) {
        assertThat(channel.send(Messages.KEY, to, Messages.call()))
            .isInstanceOf(Delivery.Taken.class);
        now.updateAndGet(it -> it.plusSeconds(1));
      }

      assertThat(channel.send(Messages.KEY, to, Messages.call()))
          .isInstanceOfSatisfying(
              Delivery.TryAgain.class,
              it -> assertThat(it.after()).isEqualTo(Duration.ofSeconds(40)));
      assertThat(channel.send(Messages.KEY, to + "2", Messages.call()))
          .as("another robot")
          .isInstanceOf(Delivery.Taken.class);
      assertThat(maker.requests()).hasSize(21);

      now.updateAndGet(it -> it.plusSeconds(40));
      assertThat(channel.send(Messages.KEY, to, Messages.call()))
          .isInstanceOf(Delivery.Taken.class);
    }
  }
}
