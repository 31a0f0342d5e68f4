package care.silverbell.alerting.notification.channel;

import care.silverbell.alerting.notification.Channel;
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
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * A robot in a WeCom group (企业微信群机器人). The maker's page "群机器人配置说明"
 * (developer.work.weixin.qq.com/document/path/91770): a key in the address is all its security;
 * Markdown of 4,096 bytes, text of 2,048, of which only text calls somebody by name; 20 messages a
 * minute. It always answers 200; what counts is {@code errcode}
 * (developer.work.weixin.qq.com/document/path/90313).
 */
public final class WecomChannel implements Channel {
  private static final int MOST_A_MINUTE = 20;
  private static final int MARKDOWN_BYTES = 4096;
  private static final int TEXT_BYTES = 2048;
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final String KEY = "key";

  private final Courier courier;
  private final URI maker;
  private final InstantSource clock;
  private final RobotPace pace = new RobotPace(MOST_A_MINUTE);

  /**
   * With what it needs.
   *
   * @param maker {@code https://qyapi.weixin.qq.com}, or the office's own WeCom
   */
  public WecomChannel(Courier courier, URI maker, InstantSource clock) {
    this.courier = courier;
    this.maker = maker;
    this.clock = clock;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.WECOM;
  }

  @Override
  public Delivery send(UUID key, String to, Message message) {
    RobotAddress robot;
    try {
      robot = RobotAddress.of(to, maker, KEY);
    } catch (IllegalArgumentException e) {
      return new Delivery.Refused(String.valueOf(e.getMessage()));
    }
    Optional<Duration> wait = pace.wait(robot.key(), clock.instant());
    if (wait.isPresent()) {
      return new Delivery.TryAgain("20 messages a minute are all a robot may say", wait.get())
          .here();
    }
    URI address = maker.resolve("/cgi-bin/webhook/send?key=" + RobotAddress.encode(robot.key()));
    return switch (courier.carry(Courier.json(address, body(robot, message).encode()).build())) {
      case Answer.Whole answer -> delivery(answer, robot);
      case Answer.None none -> none.failure();
    };
  }

  private static JsonObject body(RobotAddress robot, Message message) {
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

  private static Delivery delivery(Answer.Whole answer, RobotAddress robot) {
    Optional<JsonObject> json = answer.json();
    if (json.isEmpty() || !(json.get().getValue("errcode") instanceof Integer code)) {
      return answer.isSuccess()
          ? new Delivery.TryAgain("the answer cannot be understood", null)
          : answer.failure();
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
