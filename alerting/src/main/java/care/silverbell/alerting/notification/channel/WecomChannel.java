package care.silverbell.alerting.notification.channel;

import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import care.silverbell.alerting.notification.channel.courier.Answer;
import care.silverbell.alerting.notification.channel.courier.Courier;
import care.silverbell.alerting.notification.channel.courier.Said;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A robot in a WeCom group (企业微信群机器人). The maker's page "群机器人配置说明"
 * (developer.work.weixin.qq.com/document/path/91770): a key in the address is all its security;
 * Markdown of 4,096 bytes, text of 2,048, of which only text calls somebody by name; 20 messages a
 * minute. It always answers 200; what counts is {@code errcode}
 * (developer.work.weixin.qq.com/document/path/90313).
 */
public final class WecomChannel extends RobotChannel {
  private static final int MARKDOWN_BYTES = 4096;
  private static final int TEXT_BYTES = 2048;
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final String KEY = "key";

  /**
   * With what it needs.
   *
   * @param maker {@code https://qyapi.weixin.qq.com}, or the office's own WeCom
   */
  public WecomChannel(Courier courier, URI maker, InstantSource clock) {
    super(courier, maker, clock, KEY);
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.WECOM;
  }

  @Override
  String path(RobotAddress robot, Instant now) {
    return "/cgi-bin/webhook/send?" + KEY + "=" + RobotAddress.encode(robot.key());
  }

  @Override
  JsonObject body(RobotAddress robot, Message message) {
    if (robot.mobiles().isEmpty()) {
      String text = RobotWords.cut(RobotWords.markdown(message), MARKDOWN_BYTES);
      return new JsonObject()
          .put("msgtype", "markdown")
          .put("markdown", new JsonObject().put("content", text));
    }
    return new JsonObject()
        .put("msgtype", "text")
        .put(
            "text",
            new JsonObject()
                .put("content", RobotWords.cut(RobotWords.text(message), TEXT_BYTES))
                .put("mentioned_mobile_list", new JsonArray(robot.mobiles())));
  }

  @Override
  Delivery delivery(Answer.Whole answer, RobotAddress robot) {
    Optional<JsonObject> json = answer.json();
    if (json.isEmpty() || !(json.get().getValue("errcode") instanceof Integer code)) {
      return unclear(answer);
    }
    String reason =
        "errcode " + code + ": " + Said.by(json.get().getString("errmsg", ""), robot.secrets());
    return switch (code) {
      case 0 -> new Delivery.Taken(null);
      case -1 -> new Delivery.TryAgain(reason, answer.retryAfter()); // 系统繁忙
      case 45009, 45033 ->
          new Delivery.TryAgain(reason, A_MINUTE).here(); // too many; too many at once
      default -> new Delivery.Refused(reason); // 93000: no such robot; 40008, 40058: our mistake; …
    };
  }
}
