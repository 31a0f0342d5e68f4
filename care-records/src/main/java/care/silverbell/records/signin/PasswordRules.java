package care.silverbell.records.signin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which passwords are too easy to guess, after NIST SP 800-63B, 3.1.1: length and a list of common
 * ones, and no demands of digits or signs, which only lead to Password1!.
 */
public final class PasswordRules {
  /** Fewer characters than this are too few. */
  public static final int SHORTEST = 10;

  /** Longer ones would only cost time; NIST asks for 64 at least. */
  public static final int LONGEST = 200;

  private static final Set<String> COMMON = common();

  private PasswordRules() {}

  /**
   * Why a password was not taken.
   *
   * @param type for the page, which has its own words for it
   * @param detail a sentence
   */
  public record Refusal(String type, String detail) {}

  private static Optional<Refusal> because(String type, String detail) {
    return Optional.of(new Refusal(type, detail));
  }

  /** What is wrong with the password; empty if nothing is. */
  public static Optional<Refusal> refuse(String account, String displayName, String password) {
    int length = password.codePointCount(0, password.length());
    String plain = plain(password);
    if (length < SHORTEST) {
      return because("password-short", "a password has " + SHORTEST + " characters at least");
    }
    if (length > LONGEST) {
      return because("password-long", "a password has " + LONGEST + " characters at most");
    }
    if (sameAs(account, plain) || sameAs(displayName, plain)) {
      return because("password-own-name", "the password is the account's own name; choose another");
    }
    if (COMMON.contains(plain) || isRepetition(plain)) {
      return because(
          "password-common",
          "that password is among the first anybody would try; choose another, such as four words");
    }
    return Optional.empty();
  }

  /** The name alone, doubled, or with some digits behind it. */
  private static boolean sameAs(String name, String plain) {
    String own = plain(name);
    return !own.isEmpty()
        && plain.startsWith(own)
        && plain.substring(own.length()).replace(own, "").matches("\\d{0,4}");
  }

  /**
   * A piece of four characters at most, again and again: aaaaaaaaaa, 1212121212; or no more than
   * dashes.
   */
  private static boolean isRepetition(String plain) {
    if (plain.isEmpty()) {
      return true;
    }
    for (int piece = 1; piece <= 4; piece++) {
      String again = plain.substring(0, piece).repeat(plain.length() / piece + 1);
      if (again.startsWith(plain)) {
        return true;
      }
    }
    return false;
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[\\s._@-]", "");
  }

  private static Set<String> common() {
    InputStream file = PasswordRules.class.getResourceAsStream("/signin/common-passwords.txt");
    if (file == null) {
      throw new IllegalStateException("the list of common passwords is not in the jar");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(PasswordRules::plain)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
