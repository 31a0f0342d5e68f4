package care.silverbell.alerting.notification.channel;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a group robot is: the address its maker shows, to which the office may add who is to be
 * called by name, {@code &at=13800000000,13900000000}, and for DingTalk the robot's secret, {@code
 * &secret=SEC…}. Only the maker's own host is ever asked.
 *
 * @param key what names the robot to its maker: a secret
 * @param secret what its messages are signed with; null where it has none
 * @param mobiles of those who are called by name
 */
record RobotAddress(String key, @Nullable String secret, List<String> mobiles) {
  /**
   * Reads it.
   *
   * @param keyName of the parameter that names the robot
   * @throws IllegalArgumentException if it is no such address; the text itself is not repeated
   */
  static RobotAddress of(String to, URI maker, String keyName) {
    try {
      URI address = URI.create(to.strip());
      if (address.getHost() == null || !address.getHost().equalsIgnoreCase(maker.getHost())) {
        throw new IllegalArgumentException("another host");
      }
      Map<String, String> parameters = parameters(address);
      String key = parameters.get(keyName);
      if (key == null || key.isEmpty()) {
        throw new IllegalArgumentException("no key");
      }
      return new RobotAddress(key, parameters.get("secret"), mobiles(parameters.get("at")));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "not the address of a robot at " + maker.getHost() + " with " + keyName + "=…");
    }
  }

  /** For a query. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** What must not be repeated to anybody. */
  String[] secrets() {
    return secret == null ? new String[] {key} : new String[] {key, secret};
  }

  private static List<String> mobiles(@Nullable String at) {
    List<String> mobiles = new ArrayList<>();
    for (String mobile : at == null ? new String[0] : at.split("[,;\\s]+")) {
      if (mobile.matches("\\+?[0-9]{5,20}")) {
        mobiles.add(mobile);
      }
    }
    return List.copyOf(mobiles);
  }

  private static Map<String, String> parameters(URI address) {
    Map<String, String> parameters = new HashMap<>();
    String query = address.getRawQuery();
    for (String part : query == null ? new String[0] : query.split("&")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(
            part.substring(0, equals),
            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "RobotAddress[…]";
  }
}
