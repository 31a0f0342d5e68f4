package care.silverbell.records.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is kept beside a person to find them by, and what is looked for in it. */
public final class SearchText {
  private static final int MOST_WORDS = 8;

  private SearchText() {}

  /**
   * Everything a person is found by, plain: the name, its sounds and initials, and the other texts.
   *
   * @param phone also found by its digits alone
   * @param others such as the address; null where there is none
   */
  public static String of(String name, @Nullable String phone, @Nullable String... others) {
    List<String> parts = new ArrayList<>();
    parts.add(plain(name));
    parts.addAll(Pinyin.spellings(plain(name)));
    if (phone != null) {
      parts.add(plain(phone));
      parts.add(phone.replaceAll("\\D", ""));
    }
    for (String other : others) {
      if (other != null) {
        parts.add(plain(other));
      }
    }
    return String.join("\n", parts);
  }

  /** Patterns for SQL's {@code like}, one a word; all of them are to be found. */
  public static String[] patterns(String words) {
    return plain(words)
        .strip()
        .lines()
        .flatMap(line -> List.of(line.split("\\s+")).stream())
        .filter(word -> !word.isEmpty())
        .limit(MOST_WORDS)
        .map(word -> "%" + word.replaceAll("([%_\\\\])", "\\\\$1") + "%")
        .toArray(String[]::new);
  }

  /** In small letters, without tones and accents, full-width signs as plain ones. */
  private static String plain(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{Mn}", "");
    return Normalizer.normalize(plain, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
