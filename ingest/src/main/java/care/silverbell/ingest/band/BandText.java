package care.silverbell.ingest.band;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Text that a band wrote, made fit to keep and to show. PostgreSQL takes no NUL and no half of a
 * surrogate pair: one such character would keep a call from ever being saved.
 */
final class BandText {
  private static final char UNFIT = '\uFFFD';
  private static final int HASH_BYTES = 8;

  /** A tilde and the hash in hexadecimal. */
  private static final int TAIL_LENGTH = 1 + 2 * HASH_BYTES;

  private BandText() {}

  /**
   * A name of at most {@code maxLength} characters. What had to be changed ends in a hash of the
   * whole, so that two names that differed still differ.
   */
  static String name(String raw, int maxLength) {
    if (raw.length() <= maxLength && isFit(raw)) {
      return raw;
    }
    String tail = "~" + hash(raw);
    return clean(cut(raw, maxLength - TAIL_LENGTH)) + tail;
  }

  /** The beginning of a text, for a person to read; cut short, it ends in an ellipsis. */
  static String excerpt(String raw, int maxLength) {
    return raw.length() <= maxLength ? clean(raw) : clean(cut(raw, maxLength - 1)) + "…";
  }

  private static String cut(String raw, int length) {
    if (raw.length() <= length) {
      return raw;
    }
    boolean splitsPair = Character.isHighSurrogate(raw.charAt(length - 1));
    return raw.substring(0, splitsPair ? length - 1 : length);
  }

  private static String clean(String raw) {
    if (isFit(raw)) {
      return raw;
    }
    StringBuilder cleaned = new StringBuilder(raw.length());
    raw.codePoints().forEach(c -> cleaned.appendCodePoint(isFit(c) ? c : UNFIT));
    return cleaned.toString();
  }

  private static boolean isFit(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      // A pair is looked at as a whole; the plain case stays quick.
      if (Character.isSurrogate(c)) {
        return raw.codePoints().allMatch(BandText::isFit);
      }
      if (Character.isISOControl(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFit(int codePoint) {
    boolean halfOfPair =
        codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    return !halfOfPair && !Character.isISOControl(codePoint);
  }

  private static String hash(String raw) {
    try {
      // UTF-16, not UTF-8: halves of surrogate pairs must count, too.
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(raw.getBytes(StandardCharsets.UTF_16BE));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
