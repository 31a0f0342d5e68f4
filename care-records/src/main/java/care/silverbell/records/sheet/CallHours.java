package care.silverbell.records.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The days and hours at which somebody may be called, as an office writes them: {@code 周一至周五
 * 08:00-20:00} or {@code Mon-Fri 08:00-20:00}. Kept as {@code 12345 08:00-20:00}.
 */
final class CallHours {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(.*?)\\s*(\\d{1,2}\\s*[:：时点]\\s*\\d{0,2}\\s*分?)\\s*(?:-|–|—|~|～|至|到|to)\\s*(\\d{1,2}\\s*[:：时点]\\s*\\d{0,2}\\s*分?)");
  private static final Pattern SPAN =
      Pattern.compile("(.+?)\\s*(?:-|–|—|~|～|至|到|\\bto\\b)\\s*(.+)");
  private static final String EVERY_DAY = "1234567";
  private static final int SUNDAY = 7;

  private CallHours() {}

  /**
   * One stretch as it is kept.
   *
   * @throws Unfit if it is none
   */
  static String read(String raw) {
    Matcher matcher = WRITTEN.matcher(raw.strip());
    if (!matcher.matches()) {
      throw wrong(raw);
    }
    try {
      return days(matcher.group(1).strip(), raw)
          + " "
          + Times.time(matcher.group(2))
          + "-"
          + Times.time(matcher.group(3));
    } catch (Unfit e) {
      throw wrong(raw);
    }
  }

  /** One kept stretch as it is shown. */
  static String shown(String kept, Language language) {
    String[] parts = kept.split(" ", 2);
    List<String> words = new ArrayList<>();
    int from = 0;
    while (from < parts[0].length()) {
      int to = from;
      while (to + 1 < parts[0].length() && parts[0].charAt(to + 1) == parts[0].charAt(to) + 1) {
        to++;
      }
      String first = day(parts[0].charAt(from), language);
      if (to == from) {
        words.add(first);
      } else {
        words.add(first + language.either("至", "-") + day(parts[0].charAt(to), language));
      }
      from = to + 1;
    }
    String days =
        parts[0].equals(EVERY_DAY) ? language.either("每天", "daily") : String.join(" ", words);
    return days + " " + parts[1];
  }

  private static String day(char digit, Language language) {
    String word = Choice.WEEKDAY.shown(String.valueOf(digit), language);
    return language.either(word, word.substring(0, Math.min(3, word.length())));
  }

  private static String days(String written, String raw) {
    if (written.isEmpty() || written.toLowerCase(Locale.ROOT).matches("每天|每日|全天|daily|every day")) {
      return EVERY_DAY;
    }
    if (written.toLowerCase(Locale.ROOT).matches("工作日|weekdays")) {
      return "12345";
    }
    if (written.toLowerCase(Locale.ROOT).matches("周末|weekend|weekends")) {
      return "67";
    }
    TreeSet<Integer> days = new TreeSet<>();
    for (String part :
        written.replaceAll("\\s*(-|–|—|~|～|至|到|\\bto\\b)\\s*", "$1").split("[\\s/和]+")) {
      Matcher span = SPAN.matcher(part);
      int from = one(span.matches() ? span.group(1) : part, raw);
      int to = span.matches() ? one(span.group(2), raw) : from;
      if (to < from) {
        throw wrong(raw);
      }
      for (int day = from; day <= to; day++) {
        days.add(day);
      }
    }
    StringBuilder digits = new StringBuilder();
    days.forEach(digits::append);
    return digits.toString();
  }

  private static int one(String word, String raw) {
    int day = Choice.WEEKDAY.kept(word.strip()).map(Integer::parseInt).orElse(SUNDAY + 1);
    if (day > SUNDAY) {
      throw wrong(raw);
    }
    return day;
  }

  private static Unfit wrong(String raw) {
    return new Unfit(Wrong.NOT_CALL_HOURS, Form.brief(raw));
  }
}
