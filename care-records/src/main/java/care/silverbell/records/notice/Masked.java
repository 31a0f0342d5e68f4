package care.silverbell.records.notice;

import care.silverbell.alerting.notification.ChannelKind;
import java.net.URI;

/** An address so that somebody who knows it knows it again, and nobody else learns it. */
final class Masked {
  private static final int HEAD = 3;
  private static final int TAIL = 2;

  private Masked() {}

  static String of(ChannelKind channel, String address) {
    return switch (channel) {
      case SMS, VOICE -> number(address);
      case EMAIL -> mail(address);
      case PUSH, WECOM, DINGTALK, NTFY, WEBHOOK -> host(address);
      case PAGE, CANARY -> "";
    };
  }

  /** 138******05: the beginning and the end. */
  private static String number(String number) {
    int hidden = number.length() - HEAD - TAIL;
    return hidden < 1
        ? "*".repeat(number.length())
        : number.substring(0, HEAD) + "*".repeat(hidden) + number.substring(HEAD + hidden);
  }

  private static String mail(String mail) {
    int at = mail.lastIndexOf('@');
    return at < 1 ? "***" : mail.substring(0, 1) + "***" + mail.substring(at);
  }

  /** What stands behind the host is a key to a robot or to a browser. */
  private static String host(String address) {
    try {
      String host = URI.create(address.strip()).getHost();
      return host == null ? "***" : host;
    } catch (IllegalArgumentException e) {
      return "***";
    }
  }
}
