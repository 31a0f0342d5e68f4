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
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A robot in a DingTalk group (钉钉自定义机器人). The maker's pages "自定义机器人接入" and "自定义机器人安全设置"
 * (open.dingtalk.com/document/robots/custom-robot-access, …/customize-robot-security-settings): a
 * token in the address; a message may be signed with HMAC-SHA256 over the milliseconds, a line feed
 * and the secret; 20 messages a minute, and one that speaks more is silenced for ten minutes. It
 * answers 200 to mistakes too; what counts is {@code errcode}.
 */
public final class DingtalkChannel extends RobotChannel {
  private static final int MARKDOWN_BYTES = 16_000;
  private static final Duration SILENCED = Duration.ofMinutes(10);
  private static final String TOKEN = "access_token";

  /**
   * With what it needs.
   *
   * @param maker {@code https://oapi.dingtalk.com}, or the office's own DingTalk
   */
  public DingtalkChannel(Courier courier, URI maker, InstantSource clock) {
    super(courier, maker, clock, TOKEN);
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.DINGTALK;
  }

  @Override
  String path(RobotAddress robot, Instant now) {
    return "/robot/send?" + query(robot, now);
  }

  private static String query(RobotAddress robot, Instant now) {
    String token = TOKEN + "=" + RobotAddress.encode(robot.key());
    String secret = robot.secret();
    return secret == null
        ? token
        : token
            + "&timestamp="
            + now.toEpochMilli()
            + "&sign="
            + RobotAddress.encode(signature(now.toEpochMilli(), secret));
  }

  /** The signature before it is encoded for the query. */
  static String signature(long milliseconds, String secret) {
    return Base64.getEncoder().encodeToString(Hmac.sha256(secret, milliseconds + "\n" + secret));
  }

  @Override
  JsonObject body(RobotAddress robot, Message message) {
    // A mobile calls its owner by name only where the text has it too.
    String called =
        robot.mobiles().stream().map(mobile -> "@" + mobile).collect(Collectors.joining(" "));
    String text = RobotWords.cut(RobotWords.markdown(message), MARKDOWN_BYTES);
    return new JsonObject()
        .put("msgtype", "markdown")
        .put(
            "markdown",
            new JsonObject()
                .put("title", RobotWords.title(message))
                .put("text", called.isEmpty() ? text : text + "\n\n" + called))
        .put(
            "at",
            new JsonObject()
                .put("atMobiles", new JsonArray(robot.mobiles()))
                .put("isAtAll", false));
  }

  @Override
  Delivery delivery(Answer.Whole answer, RobotAddress robot) {
    Optional<JsonObject> json = answer.json();
    if (json.isEmpty()) {
      return unclear(answer);
    }
    // The gateway before the robots refuses with {"status":1111,"wait":5,"punish":"deny"}.
    if (json.get().getValue("errcode") == null
        && json.get().getValue("wait") instanceof Number seconds) {
      return new Delivery.TryAgain(
          "asked to wait", Duration.ofSeconds(Math.clamp(seconds.longValue(), 1, 3600)));
    }
    if (!(json.get().getValue("errcode") instanceof Integer code)) {
      return unclear(answer);
    }
    String said = Said.by(json.get().getString("errmsg", ""), robot.secrets());
    return delivery(code, said, answer.retryAfter());
  }

  private static Delivery delivery(int code, String said, @Nullable Duration after) {
    String reason = "errcode " + code + ": " + said;
    return switch (code) {
      case 0 -> new Delivery.Taken(null);
      case -1 -> new Delivery.TryAgain(reason, after); // 系统繁忙
      case 130101, 302033, 410100 -> new Delivery.TryAgain(reason, SILENCED).here();
      // 310000: keyword, signature or sender's address refused; 300001, 300005, 400101: no such
      // token; 400102, 400106: robot stopped or gone; 400013: the group is dissolved; …
      default ->
          isTooFast(said)
              ? new Delivery.TryAgain(reason, SILENCED).here()
              : new Delivery.Refused(reason);
    };
  }

  /** The maker has changed the number of this mistake before, not its words. */
  private static boolean isTooFast(String said) {
    String small = said.toLowerCase(Locale.ROOT);
    return small.contains("too fast") || small.contains("限流");
  }
}
