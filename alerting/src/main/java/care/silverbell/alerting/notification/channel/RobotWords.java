package care.silverbell.alerting.notification.channel;

import care.silverbell.alerting.notification.Message;
import java.nio.charset.StandardCharsets;

/**
 * A notice as a robot says it in a group. It always bears the word 银铃 or Silverbell: a robot that
 * is guarded by a keyword says only what has the keyword in it.
 */
final class RobotWords {
  private RobotWords() {}

  /** One line: the keyword and the title. */
  static String title(Message message) {
    return isChinese(message) ? "【银铃】" + message.title() : "[Silverbell] " + message.title();
  }

  /** Without any markup. */
  static String text(Message message) {
    String link = message.link();
    return title(message)
        + "\n"
        + message.body()
        + (link == null ? "" : "\n" + ask(message) + (isChinese(message) ? "：" : ": ") + link);
  }

  /** In the small part of Markdown that both makers show. */
  static String markdown(Message message) {
    String link = message.link();
    return "### "
        + plain(title(message))
        + "\n\n"
        + plain(message.body()).replace("\n", "\n\n")
        + (link == null ? "" : "\n\n[" + ask(message) + "](" + link + ")");
  }

  /** The beginning that fits into so many bytes of UTF-8, never half a character. */
  static String cut(String text, int bytes) {
    int used = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      used += Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
      if (used > bytes) {
        return text.substring(0, at);
      }
      at += Character.charCount(point);
    }
    return text;
  }

  private static String ask(Message message) {
    return isChinese(message) ? "我来处理 / 去不了" : "I have it / I cannot go";
  }

  /**
   * A name may hold a character that would be taken for markup, and neither maker can escape one.
   */
  private static String plain(String text) {
    return text.replace('*', '＊')
        .replace('_', '＿')
        .replace('`', '｀')
        .replace('#', '＃')
        .replace('[', '［')
        .replace(']', '］')
        .replace('<', '＜')
        .replace('>', '＞');
  }

  private static boolean isChinese(Message message) {
    return message.language().startsWith("zh");
  }
}
