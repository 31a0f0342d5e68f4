package care.silverbell.records.person;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A resident id number (居民身份证号) as GB 11643-1999 has it: six digits of a place, eight of the birth
 * date, three of an order that is odd for men, and a check digit (ISO 7064 MOD 11-2). It never
 * shows itself whole but where {@link #number} is asked for.
 */
public record ResidentId(String number) {
  private static final Pattern FORM = Pattern.compile("[1-8]\\d{16}[\\dX]");
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

  /**
   * Checks the form, the date and the check digit.
   *
   * @throws IllegalArgumentException if one is wrong, saying which, without repeating the number
   */
  public ResidentId {
    if (!FORM.matcher(number).matches()) {
      throw new IllegalArgumentException(
          "residentId has 18 characters: 17 digits, and a digit or X at the end");
    }
    birthDateOf(number);
    if (number.charAt(17) != checkDigit(number)) {
      throw new IllegalArgumentException(
          "residentId is mistyped: its last character does not fit the 17 digits before it");
    }
  }

  /**
   * Reads a number as people type it: with blanks, a small x, or full-width digits.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ResidentId of(String text) {
    return new ResidentId(
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .replaceAll("[\\s-]", "")
            .toUpperCase(Locale.ROOT));
  }

  /** The check digit of the first 17. */
  public static char checkDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * (digits.charAt(i) - '0');
    }
    return CHECKS.charAt(sum % CHECKS.length());
  }

  /** The birth date inside. */
  public LocalDate birthDate() {
    return birthDateOf(number);
  }

  /** {@code female} or {@code male}. */
  public String sex() {
    return (number.charAt(16) - '0') % 2 == 0 ? "female" : "male";
  }

  /** What of it contradicts what else is known of the person, with the way to mend it. */
  public Optional<String> contradiction(LocalDate birthDate, String sex) {
    if (!birthDate().equals(birthDate)) {
      return Optional.of(
          "residentId and birthDate contradict each other: look which of them is mistyped");
    }
    if (!sex().equals(sex)) {
      return Optional.of("residentId is that of a " + sex() + ", and sex says " + sex);
    }
    return Optional.empty();
  }

  /**
   * As it is shown: its ends. The place, the birth date and the sex stand in the file beside it, so
   * that whoever saw more of it could write down all of it.
   */
  public String masked() {
    return masked(number);
  }

  /** The same of what is a number only by its shape; empty for what is shorter than two. */
  public static String masked(String number) {
    int last = number.length() - 1;
    return last < 1 ? "" : number.charAt(0) + "*".repeat(last - 1) + number.charAt(last);
  }

  /** Masked, so that no log line holds it whole. */
  @Override
  public String toString() {
    return masked();
  }

  private static LocalDate birthDateOf(String number) {
    try {
      LocalDate date = LocalDate.parse(number.substring(6, 14), DATE);
      if (date.getYear() >= 1850) {
        return date;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw new IllegalArgumentException("residentId holds no birth date: digits 7 to 14 are wrong");
  }
}
