package care.silverbell.records.sheet;

import care.silverbell.records.person.ResidentId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A resident id number as an office types it: checked by GB 11643-1999, or masked as exported. */
public final class IdNumber {
  private static final Pattern SHAPE = Pattern.compile("\\d{17}[\\dX]");
  private static final Pattern MASKED = Pattern.compile("[\\dX]{1,8}\\*{6,16}[\\dX]{1,6}");
  private static final Pattern ROUNDED = Pattern.compile("\\d{15}000|\\d(\\.\\d+)?E\\+?17");

  private IdNumber() {}

  /**
   * The number in its kept form, or masked as it was.
   *
   * @throws Unfit if it is neither
   */
  static String read(String raw) {
    String number = raw.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    if (MASKED.matcher(number).matches() && number.length() == 18) {
      return number;
    }
    boolean shaped = SHAPE.matcher(number).matches() && isDate(number);
    if (shaped && fits(number)) {
      return number;
    }
    if (ROUNDED.matcher(number).matches()) {
      throw new Unfit(Wrong.ID_NUMBER_ROUNDED);
    }
    // The number itself is never repeated in a message.
    throw shaped
        ? new Unfit(Wrong.ID_CHECK_DIGIT)
        : new Unfit(Wrong.NOT_AN_ID_NUMBER, beginning(number));
  }

  /** Whether it came from an export, in which the middle is not shown. */
  public static boolean isMasked(String number) {
    return number.contains("*");
  }

  /** The birth date that the number says. */
  public static LocalDate birthDate(String number) {
    return LocalDate.of(
        Integer.parseInt(number.substring(6, 10)),
        Integer.parseInt(number.substring(10, 12)),
        Integer.parseInt(number.substring(12, 14)));
  }

  /** The sex that the number says, {@code female} or {@code male}. */
  public static String sex(String number) {
    return number.charAt(16) % 2 == 0 ? "female" : "male";
  }

  /** A number with its small x made large; anything else as it is. */
  static String orOther(String raw) {
    String large = raw.toUpperCase(Locale.ROOT);
    return isWhole(large) ? large : raw;
  }

  /** Whether it is a number with nothing hidden. */
  public static boolean isWhole(String text) {
    return SHAPE.matcher(text).matches();
  }

  /** As it is shown: its ends; empty for none. */
  public static String masked(String number) {
    return ResidentId.masked(number);
  }

  /** Whether a number that is partly hidden may be that one. */
  public static boolean mayBe(String hidden, String number) {
    return hidden.length() == number.length()
        && IntStream.range(0, hidden.length())
            .allMatch(at -> hidden.charAt(at) == '*' || hidden.charAt(at) == number.charAt(at));
  }

  /** How a person is named in a message: a whole number is not repeated in it. */
  public static String brief(String person) {
    return isWhole(person) ? masked(person) : person;
  }

  private static boolean fits(String number) {
    try {
      return new ResidentId(number).number().equals(number);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isDate(String number) {
    try {
      return birthDate(number).getYear() > 1800;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String beginning(String number) {
    return number.length() < 6 ? number : number.substring(0, 4) + "…";
  }
}
