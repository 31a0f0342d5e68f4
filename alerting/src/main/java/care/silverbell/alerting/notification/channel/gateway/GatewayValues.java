package care.silverbell.alerting.notification.channel.gateway;

import care.silverbell.alerting.notification.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a gateway's gaps are filled with. */
final class GatewayValues {
  /** All names there are. */
  static final Set<String> NAMES =
      Set.of(
          "to",
          "to.national",
          "to.international",
          "key",
          "title",
          "body",
          "text",
          "line.1",
          "line.2",
          "line.3",
          "spoken",
          "link",
          "token",
          "language",
          "severity",
          "incident",
          "test",
          "url",
          "account",
          "secret",
          "sign",
          "template",
          "template.said",
          "template.1",
          "template.2",
          "template.3",
          "from");

  private static final String CHINA = "+86";
  private static final String NOTHING = "-";

  private GatewayValues() {}

  /**
   * The values for one message.
   *
   * @param number as {@link #number} has it
   */
  static Map<String, String> of(
      UUID key, String number, Message message, GatewaySettings settings) {
    Map<String, String> values = new HashMap<>(settings.values());
    values.put("to", number);
    values.put("to.national", number.startsWith(CHINA) ? number.substring(3) : number);
    values.put("to.international", number.startsWith("+") ? number : CHINA + number);
    values.put("key", key.toString());
    values.put("title", message.title());
    values.put("body", message.body());
    values.put("text", text(message));
    values.put("spoken", message.spoken());
    values.put("link", link(message));
    values.put("token", link(message).substring(link(message).lastIndexOf('/') + 1));
    values.put("language", message.language());
    values.put("severity", message.severity());
    values.put("incident", message.incident());
    values.put("test", String.valueOf(message.test()));
    number(values, "line.", message.body().lines().toList());
    List<String> templates =
        List.of(settings.values().getOrDefault("template", "").split("\\s*,\\s*"));
    number(values, "template.", templates);
    values.put(
        "template.said",
        message.link() != null || templates.size() < 2 ? templates.getFirst() : templates.get(1));
    // A provider's template refuses an empty word, and with it the whole message.
    for (String word : List.of("line.1", "line.2", "line.3", "token")) {
      values.merge(word, NOTHING, (has, nothing) -> has.isBlank() ? nothing : has);
    }
    return values;
  }

  /** A telephone number without what people write between its digits; null where it is none. */
  static @Nullable String number(String to) {
    String number = to.replaceAll("[\\s()\\-.]", "");
    return number.matches("\\+?[0-9]{3,20}") ? number : null;
  }

  /** The whole of a short message in one line. */
  private static String text(Message message) {
    boolean chinese = message.language().startsWith("zh");
    String line =
        (message.title() + "\n" + message.body()).strip().replace("\n", chinese ? "，" : ", ");
    return message.link() == null ? line : line + " " + message.link();
  }

  private static String link(Message message) {
    String link = message.link();
    return link == null ? "" : link;
  }

  private static void number(Map<String, String> values, String name, List<String> texts) {
    for (int i = 0; i < texts.size() && i < 3; i++) {
      values.put(name + (i + 1), texts.get(i));
    }
  }
}
