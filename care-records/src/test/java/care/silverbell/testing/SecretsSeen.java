package care.silverbell.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secrets that services hand out or are given in a test run, kept beside their logs: afterwards
 * {@code .ci/run} looks whether any of them stands in one.
 */
public final class SecretsSeen {
  private static final Path FILE = Path.of("target", "services", "secrets-seen.txt");

  /** Shorter ones are words that a test made up, and may stand in a log for other reasons. */
  private static final int SHORTEST = 10;

  /** By what they are; that each kind was seen is looked at, too. */
  private static final Map<String, Pattern> IN_BODIES =
      Map.of(
          "api-token", Pattern.compile("\"secret\":\"(slb_[^\"]{12,})\""),
          "band-secret", Pattern.compile("\"secret\":\"((?!slb_)[^\"]{12,})\""),
          "password", Pattern.compile("\"oneTimePassword\":\"([^\"]{12,})\""),
          "invitation", Pattern.compile("\"code\":\"([A-HJKMNP-Z2-9]{10})\""),
          "answer-link", Pattern.compile("/a/([A-Za-z0-9_-]{20,})"),
          "search-link", Pattern.compile("/s/([A-Za-z0-9_-]{20,})"));

  /** Of sessions, of known devices, and of who is on the way to the sign-in provider. */
  private static final Pattern IN_COOKIES = Pattern.compile("^[^=]+=([^;]{20,})");

  private static final Pattern SECRET_SETTING = Pattern.compile(".*_(?:TOKEN|SECRET|PASSWORD|KEY)");

  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

  private SecretsSeen() {}

  /** Keeps those of an answer. */
  public static void in(HttpResponse<String> answer) {
    in(answer.body());
    for (String cookie : answer.headers().allValues("Set-Cookie")) {
      keepAll("cookie", IN_COOKIES, cookie);
    }
  }

  /** Keeps those of what a service wrote to somebody. */
  public static void in(String text) {
    IN_BODIES.forEach((kind, it) -> keepAll(kind, it, text));
  }

  /** Keeps those that a service is started with. */
  public static void in(Map<String, String> settings) {
    settings.forEach((name, value) -> {
      if (SECRET_SETTING.matcher(name).matches() && value.length() > SHORTEST) {
        keep("setting", value);
      }
    });
  }

  /** All that were seen in this process. */
  public static Set<String> all() {
    return Set.copyOf(SEEN);
  }

  private static void keepAll(String kind, Pattern pattern, String text) {
    Matcher secret = pattern.matcher(text);
    while (secret.find()) {
      keep(kind, secret.group(1));
    }
  }

  /** Keeps one that a test has made itself. */
  public static void keep(String secret) {
    keep("made", secret);
  }

  private static synchronized void keep(String kind, String secret) {
    if (!SEEN.add(secret)) {
      return;
    }
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(
          FILE, kind + "\t" + secret + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
