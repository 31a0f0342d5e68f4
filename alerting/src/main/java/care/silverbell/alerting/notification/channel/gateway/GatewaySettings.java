package care.silverbell.alerting.notification.channel.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets for one gateway; which of it is needed, its profile says.
 *
 * @param url null for the profile's own
 * @param account what names us to the provider: an access key's id
 * @param secret what we sign or show
 * @param sign what a short message begins with (短信签名)
 * @param template the provider's name of an approved text; several with a comma between them
 * @param from the number that is shown
 */
public record GatewaySettings(
    @Nullable String url,
    @Nullable String account,
    @Nullable String secret,
    @Nullable String sign,
    @Nullable String template,
    @Nullable String from) {

  /** Which of these are not set. */
  List<String> missing(List<String> needs) {
    List<String> missing = new ArrayList<>();
    for (String need : needs) {
      if (values().getOrDefault(need, "").isEmpty()) {
        missing.add(need);
      }
    }
    return missing;
  }

  /** By the names that a profile uses. */
  Map<String, String> values() {
    return Map.of(
        "url", text(url),
        "account", text(account),
        "secret", text(secret),
        "sign", text(sign),
        "template", text(template),
        "from", text(from));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "GatewaySettings[" + (url == null ? "the profile's address" : "own address") + "]";
  }
}
