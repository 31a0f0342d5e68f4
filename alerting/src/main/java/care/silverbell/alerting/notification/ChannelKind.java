package care.silverbell.alerting.notification;

import java.util.Arrays;
import java.util.Locale;

/** A way of telling somebody. */
public enum ChannelKind {
  /** The open page of an account (Server-Sent Events). */
  PAGE,
  /** Web Push to a browser that has allowed it (RFC 8030). */
  PUSH,
  /** A voice call through a gateway. */
  VOICE,
  /** A short message through a gateway. */
  SMS,
  /** A robot in a WeCom group (企业微信). */
  WECOM,
  /** A robot in a DingTalk group (钉钉). */
  DINGTALK,
  /** An ntfy topic. */
  NTFY,
  /** A program of somebody else's, told by HTTP. */
  WEBHOOK,
  /** E-mail. */
  EMAIL,
  /** Where the canary's presses arrive. */
  CANARY;

  /** As the contract and the database write it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The channel of that wire name.
   *
   * @throws IllegalArgumentException if there is none, naming those there are
   */
  public static ChannelKind of(String wireName) {
    return Arrays.stream(values())
        .filter(kind -> kind.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no channel is called "
                    + wireName
                    + "; there are "
                    + String.join(
                        ", ", Arrays.stream(values()).map(ChannelKind::wireName).toList())));
  }
}
