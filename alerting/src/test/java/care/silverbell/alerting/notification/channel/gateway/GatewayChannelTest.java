package care.silverbell.alerting.notification.channel.gateway;

import static care.silverbell.alerting.notification.channel.courier.RawPeer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import care.silverbell.alerting.notification.channel.Messages;
import care.silverbell.alerting.notification.channel.courier.Couriers;
import care.silverbell.alerting.notification.channel.courier.RawPeer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gateways for short messages and calls, before providers that check what they are sent. */
class GatewayChannelTest {
  private static final String ACCOUNT = "LTAI0123456789";
  private static final String SECRET = "the-secret-of-the-account";

  private static Channel channel(ChannelKind kind, GatewayProfiles profiles, String id, URI peer) {
    return GatewayChannel.open(
        kind,
        profiles.named(id).orElseThrow(),
        new GatewaySettings(
            peer + "/", ACCOUNT, SECRET, "银铃", "SMS_1, TTS_2, TTS_3", "05710000000"),
        Couriers.patient(),
        Couriers.CLOCK);
  }

  private static Channel channel(ChannelKind kind, String id, URI peer) {
    return channel(kind, GatewayProfiles.shipped(), id, peer);
  }

  /** Alibaba Cloud's door: a request whose signature does not hold gets no further. */
  private static String aliyun(RawPeer.Request request, String reference) {
    try {
      String[] parts = request.header("Authorization").split("SignedHeaders=|,Signature=");
      String canonical =
          request.method()
              + "\n/\n"
              + request.rawQuery().entrySet().stream()
                  .map(it -> it.getKey() + "=" + it.getValue())
                  .collect(Collectors.joining("&"))
              + "\n"
              + Arrays.stream(parts[1].split(";"))
                  .map(name -> name + ":" + request.header(name) + "\n")
                  .collect(Collectors.joining())
              + "\n"
              + parts[1]
              + "\n"
              + hex(MessageDigest.getInstance("SHA-256").digest(request.body()));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String signed =
          "ACS3-HMAC-SHA256\n"
              + hex(
                  MessageDigest.getInstance("SHA-256")
                      .digest(canonical.getBytes(StandardCharsets.UTF_8)));
      boolean holds =
          parts[2].equals(hex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))))
              && parts[0].equals("ACS3-HMAC-SHA256 Credential=" + ACCOUNT + ",")
              && request.header("x-acs-date").equals("2026-11-25T12:00:00Z");
      return holds
          ? answer(200, "{\"Code\":\"OK\",\"Message\":\"OK\",\"" + reference + "\":\"90061^0\"}")
          : answer(400, "{\"Code\":\"SignatureDoesNotMatch\",\"Message\":\"no\"}");
    } catch (Exception e) {
      return answer(500, "");
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void aliyunTakesAShortMessageWhoseSignatureItChecks() throws Exception {
    try (RawPeer aliyun = RawPeer.answering(request -> aliyun(request, "BizId"))) {
      Delivery delivery =
          channel(ChannelKind.SMS, "aliyun", aliyun.uri())
              .send(Messages.KEY, "+86 138-0000-0000", Messages.call());

      assertThat(delivery).isEqualTo(new Delivery.Taken("90061^0"));
      RawPeer.Request request = aliyun.only();
      assertThat(request.header("x-acs-action")).isEqualTo("SendSms");
      assertThat(request.query())
          .containsEntry("PhoneNumbers", "13800000000")
          .containsEntry("SignName", "银铃")
          .containsEntry("OutId", Messages.KEY.toString());
      assertThat(new JsonObject(request.query().get("TemplateParam")))
          .isEqualTo(
              new JsonObject()
                  .put("what", "一键呼叫：王秀英")
                  .put("where", "幸福街3号2单元501")
                  .put("when", "刚刚，已按2次")
                  .put("code", "Zm9vYmFyYmF6cXV4"));
    }
  }

  @Test
  void aliyunHasATextForWhoIsToldAndMayRefuseNoWordForBeingEmpty() throws Exception {
    try (RawPeer aliyun = RawPeer.answering(request -> aliyun(request, "BizId"))) {
      Message told =
          new Message("zh-CN", "urgent", Messages.INCIDENT, "已办结：王", "", "s", null, false);
      channel(ChannelKind.SMS, "aliyun", aliyun.uri()).send(Messages.KEY, "13800000000", told);

      assertThat(aliyun.only().query()).containsEntry("TemplateCode", "TTS_2");
      assertThat(new JsonObject(aliyun.only().query().get("TemplateParam")))
          .isEqualTo(
              new JsonObject()
                  .put("what", "已办结：王")
                  .put("when", "-")
                  .put("where", "-")
                  .put("code", "-"));
    }
  }

  @Test
  void aliyunRingsWithKeysToPress() throws Exception {
    try (RawPeer aliyun = RawPeer.answering(request -> aliyun(request, "CallId"))) {
      assertThat(
              channel(ChannelKind.VOICE, "aliyun-ivr", aliyun.uri())
                  .send(Messages.KEY, "13800000000", Messages.call()))
          .isEqualTo(new Delivery.Taken("90061^0"));
      assertThat(aliyun.only().query())
          .containsEntry("StartCode", "SMS_1")
          .containsEntry("MenuKeyMap.1.Key", "1")
          .containsEntry("MenuKeyMap.1.Code", "TTS_2")
          .containsEntry("MenuKeyMap.2.Key", "2")
          .containsEntry("MenuKeyMap.2.Code", "TTS_3");
      assertThat(
              channel(ChannelKind.VOICE, "aliyun", aliyun.uri())
                  .send(Messages.KEY, "13800000000", Messages.call()))
          .isInstanceOf(Delivery.Taken.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | isv.BUSINESS_LIMIT_CONTROL | TryAgain | PT1M",
        "200 | isp.SYSTEM_ERROR           | TryAgain | PT2S",
        "400 | Throttling.User            | TryAgain | PT2S",
        "503 | ServiceUnavailable         | TryAgain | PT2S",
        "200 | isv.AMOUNT_NOT_ENOUGH      | Refused  |",
        "200 | isv.MOBILE_NUMBER_ILLEGAL  | Refused  |",
        "404 | InvalidAccessKeyId.NotFound | Refused |",
        "400 | SignatureDoesNotMatch      | Refused  |"
      })
  void whatAliyunSaysDecides(int status, String code, String meant, Duration after)
      throws Exception {
    try (RawPeer aliyun =
        RawPeer.answering(_ ->
            answer(status, "{\"Code\":\"" + code + "\",\"Message\":\"to 13800000000: no\"}"))) {
      Delivery delivery =
          channel(ChannelKind.SMS, "aliyun", aliyun.uri())
              .send(Messages.KEY, "13800000000", Messages.call());

      assertThat(delivery.getClass().getSimpleName()).isEqualTo(meant);
      assertThat(delivery.toString()).contains(code).doesNotContain("13800000000");
      if (delivery instanceof Delivery.TryAgain it) {
        assertThat(it.after()).isEqualTo(after);
      }
    }
  }

  @Test
  void aNameCannotBreakOutOfItsPlaceInTheGenericGatewaysJson() throws Exception {
    String evil = "王\",\"to\":\"110\"} {secret} {to}\r\nX: y\\";
    try (RawPeer gateway = RawPeer.answering(_ -> answer(202, "{\"id\":\"m-1\"}"))) {
      Message message =
          new Message("zh-CN", "urgent", Messages.INCIDENT, evil, "b", "s", null, false);
      Delivery delivery =
          channel(ChannelKind.SMS, "generic", gateway.uri())
              .send(Messages.KEY, "13800000000", message);

      assertThat(delivery).isEqualTo(new Delivery.Taken("m-1"));
      JsonObject body = new JsonObject(gateway.only().text());
      assertThat(body.getString("to")).isEqualTo("13800000000");
      assertThat(body.getString("text")).startsWith("王\",\"to\":\"110\"} {secret} {to}");
      assertThat(gateway.only().header("Authorization")).isEqualTo("Bearer " + SECRET);
      assertThat(gateway.only().header("Idempotency-Key")).isEqualTo(Messages.KEY.toString());
    }
  }

  @Test
  void theGenericGatewayGetsTheWholeShortMessageInOneLineAndTheSpokenTextForACall()
      throws Exception {
    try (RawPeer gateway = RawPeer.answering(_ -> answer(200, "{\"id\":\"m-1\"}"))) {
      channel(ChannelKind.SMS, "generic", gateway.uri())
          .send(Messages.KEY, "13800000000", Messages.call());
      channel(ChannelKind.VOICE, "generic", gateway.uri())
          .send(Messages.KEY, "13800000000", Messages.call());

      assertThat(new JsonObject(gateway.requests().getFirst().text()).getString("text"))
          .isEqualTo("一键呼叫：王秀英，刚刚，已按2次，幸福街3号2单元501 " + Messages.LINK);
      assertThat(new JsonObject(gateway.requests().getLast().text()).getString("spoken"))
          .isEqualTo(Messages.call().spoken());
    }
  }

  @Test
  void anOperatorsOwnProfileStandsBesideThoseThatAreShipped(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("own.json"),
            """
            [{"id": "town", "sms": {"method": "POST", "needs": ["secret"],
              "query": {"v": "1"}, "headers": {"X-Key": "{secret}"},
              "form": {"mobile": "{to.national}", "content": "【{sign}】{text}"},
              "taken": {"result.code": ["0", "ok"]}, "reference": "result.sid", "reason": ["result.msg"]}}]
            """);
    try (RawPeer town =
        RawPeer.answering(_ -> answer(200, "{\"result\":{\"code\":0,\"sid\":77}}"))) {
      assertThat(
              channel(ChannelKind.SMS, GatewayProfiles.with(file), "town", town.uri())
                  .send(Messages.KEY, "+8613800000000", Messages.call()))
          .isEqualTo(new Delivery.Taken("77"));
      assertThat(town.only().target()).isEqualTo("/?v=1");
      assertThat(town.only().header("Content-Type")).contains("x-www-form-urlencoded");
      assertThat(town.only().text())
          .startsWith("content=%E3%80%90%E9%93%B6%E9%93%83%E3%80%91")
          .endsWith("&mobile=13800000000");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "nothing",
        "[{\"id\": \"Town 1\"}]",
        "[{\"id\": \"town\", \"sms\": {\"body\": \"x\"}}]",
        "[{\"id\": \"town\", \"sms\": {\"json\": {\"a\": \"{nobody}\"}}}]",
        "[{\"id\": \"town\", \"sms\": {\"signing\": {\"scheme\": \"rot13\"}}}]",
        "[{\"id\": \"town\", \"receipts\": [{\"channel\": \"pigeon\", \"rules\": []}]}]",
        "[{\"id\": \"town\", \"receipts\": [{\"channel\": \"sms\", \"rules\": [{\"what\":"
            + " \"eaten\"}]}]}]"
      })
  void aProfileThatCannotBeUsedIsRefusedAtTheStart(String json, @TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("own.json"), json);

    assertThatThrownBy(() -> GatewayProfiles.with(file))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatAGatewayNeedsAndDoesNotHaveIsNamed() {
    assertThatThrownBy(() ->
            GatewayChannel.open(
                ChannelKind.SMS,
                GatewayProfiles.shipped().named("aliyun").orElseThrow(),
                new GatewaySettings(null, ACCOUNT, null, null, "SMS_1", null),
                Couriers.patient(),
                Couriers.CLOCK))
        .hasMessage("aliyun also needs SILVERBELL_SMS_SECRET, SILVERBELL_SMS_SIGN");
  }
}
