package care.silverbell.records.signin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a browser says of itself, in words a person knows their own device by.
 *
 * @param browser such as {@code WeChat}; empty if it is none we know
 * @param system such as {@code Android}; empty if it is none we know
 */
public record Device(String browser, String system) {
  /** In this order: most name those behind them as well. */
  private static final Map<String, String> BROWSERS = new LinkedHashMap<>();

  private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

  static {
    BROWSERS.put("MicroMessenger", "WeChat");
    BROWSERS.put("Edg", "Edge");
    BROWSERS.put("HuaweiBrowser", "Huawei Browser");
    BROWSERS.put("MiuiBrowser", "Xiaomi Browser");
    BROWSERS.put("QQBrowser", "QQ Browser");
    BROWSERS.put("Firefox", "Firefox");
    BROWSERS.put("Chrome", "Chrome");
    BROWSERS.put("Safari", "Safari");
    BROWSERS.put("curl", "curl");
    SYSTEMS.put("OpenHarmony", "HarmonyOS");
    SYSTEMS.put("HarmonyOS", "HarmonyOS");
    SYSTEMS.put("Android", "Android");
    SYSTEMS.put("iPhone", "iPhone");
    SYSTEMS.put("iPad", "iPad");
    SYSTEMS.put("Windows", "Windows");
    SYSTEMS.put("Mac OS", "Mac");
    SYSTEMS.put("Linux", "Linux");
  }

  /** Reads a {@code User-Agent} header. */
  public static Device of(String userAgent) {
    return new Device(first(BROWSERS, userAgent), first(SYSTEMS, userAgent));
  }

  private static String first(Map<String, String> words, String userAgent) {
    Optional<String> found =
        words.entrySet().stream()
            .filter(word -> userAgent.contains(word.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    return found.orElse("");
  }
}
