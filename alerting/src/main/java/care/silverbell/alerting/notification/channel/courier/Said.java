package care.silverbell.alerting.notification.channel.courier;

import java.util.regex.Pattern;

/** A provider's own words, made fit for a timeline: one short line without our secrets. */
public final class Said {
  private static final int LONGEST = 160;
  private static final int SHORTEST_SECRET = 4;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\s]+");

  private Said() {}

  /**
   * The words as they may be kept and shown.
   *
   * @param secrets what a provider may repeat and nobody may read: each is left out
   */
  public static String by(String words, String... secrets) {
    String clean = words;
    for (String secret : secrets) {
      if (secret.length() >= SHORTEST_SECRET) {
        clean = clean.replace(secret, "…");
      }
    }
    clean = UNPRINTABLE.matcher(clean).replaceAll(" ").strip();
    int length = clean.codePointCount(0, clean.length());
    return length <= LONGEST
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
