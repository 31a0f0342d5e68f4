package care.silverbell.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secrets that services hand out in a test run, kept beside their logs: afterwards {@code
 * .ci/run} looks whether any of them stands in one.
 */
public final class SecretsSeen {
  private static final Path FILE = Path.of("target", "services", "secrets-seen.txt");
  private static final Pattern SECRET =
      Pattern.compile("\"(?:secret|oneTimePassword)\":\"([^\"]{12,})\"");

  private SecretsSeen() {}

  /** Keeps those of an answer. */
  public static void in(String answer) {
    Matcher secret = SECRET.matcher(answer);
    while (secret.find()) {
      keep(secret.group(1));
    }
  }

  private static synchronized void keep(String secret) {
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, secret + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
