package care.silverbell.records.sheet;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times of day in the ways an office writes them. */
final class Times {
  private static final Pattern DATE =
      Pattern.compile("(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*[日号]?");
  private static final Pattern DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2})\\s*[:：时点]\\s*(?:(\\d{1,2})\\s*分?)?(?::(\\d{1,2})(?:\\.\\d+)?)?");

  private Times() {}

  /** A date; the midnight that a spreadsheet adds to it is passed over. */
  static String date(String raw) {
    String day = raw.replaceFirst("[T ]00:00(:00)?$", "");
    return readDate(day).orElseThrow(() -> new Unfit(Wrong.NOT_A_DATE, Form.brief(raw))).toString();
  }

  /** A date with a time of day; midnight where there is none. */
  static String moment(String raw) {
    String[] parts = raw.split("(?<=[\\d日号])[T\\s]+(?=\\d)", 2);
    Optional<LocalDate> day = readDate(parts[0]);
    Optional<LocalTime> time =
        parts.length == 1 ? Optional.of(LocalTime.MIDNIGHT) : readTime(parts[1]);
    if (day.isEmpty() || time.isEmpty()) {
      throw new Unfit(Wrong.NOT_A_MOMENT, Form.brief(raw));
    }
    return LocalDateTime.of(day.get(), time.get()).toString();
  }

  /** A time of day; 24:00 is midnight. */
  static String time(String raw) {
    return readTime(raw).orElseThrow(() -> new Unfit(Wrong.NOT_A_TIME, Form.brief(raw))).toString();
  }

  private static Optional<LocalDate> readDate(String raw) {
    for (Pattern pattern : new Pattern[] {DATE, DIGITS}) {
      Matcher matcher = pattern.matcher(raw.strip());
      if (matcher.matches()) {
        try {
          return Optional.of(
              LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3)));
        } catch (DateTimeException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalTime> readTime(String raw) {
    Matcher matcher = TIME.matcher(raw.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int hour = number(matcher, 1);
    int minute = matcher.group(2) == null ? 0 : number(matcher, 2);
    int second = matcher.group(3) == null ? 0 : number(matcher, 3);
    if (hour == 24 && minute == 0 && second == 0) {
      return Optional.of(LocalTime.MIDNIGHT);
    }
    try {
      return Optional.of(LocalTime.of(hour, minute, second));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
