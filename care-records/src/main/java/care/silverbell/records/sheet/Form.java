package care.silverbell.records.sheet;

import care.silverbell.records.person.ContactJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the cells of a column hold: how a text is read into the form in which it is kept and
 * compared, and how that is shown again. What was shown can be read again, and is then the same.
 */
public final class Form {
  /** Stands for a day that is not set, where a list needs one for each. */
  public static final String OPEN = "~";

  static final Form NAME = text(100);
  static final Form LINE = text(200);
  static final Form NOTE = text(1_000);
  static final Form CODE = new Form(Form::code, (kept, _) -> kept);
  static final Form CODES = new Form(raw -> each(raw, Form::code), (kept, _) -> kept);
  static final Form LIST = new Form(raw -> each(raw, Form::listed), (kept, _) -> kept);
  static final Form MEDICINES = new Form(raw -> each(raw, Form::medicine), (kept, _) -> kept);
  static final Form DATE = new Form(Times::date, (kept, _) -> kept);
  static final Form MOMENT = new Form(Times::moment, (kept, _) -> kept.replace('T', ' '));
  static final Form DAYS =
      new Form(Form::days, (kept, language) -> kept.replace(OPEN, language.either("无", "none")));
  static final Form OUTLINE = new Form(DrawnOutline::read, (kept, _) -> kept);
  static final Form CALL_HOURS = new Form(raw -> each(raw, CallHours::read), Form::shownHours);
  static final Form LANGUAGE = new Form(Form::language, (kept, _) -> kept);
  static final Form TIME = new Form(Times::time, (kept, _) -> kept);
  static final Form PHONE = new Form(Form::phone, (kept, _) -> kept);
  static final Form PHONES = new Form(raw -> each(raw, Form::phone), (kept, _) -> kept);
  static final Form PLACE = new Form(raw -> whole(raw, 1, 99), (kept, _) -> kept);
  static final Form LATITUDE =
      new Form(raw -> degrees(raw, 90, Wrong.NOT_A_LATITUDE), (kept, _) -> kept);
  static final Form LONGITUDE =
      new Form(raw -> degrees(raw, 180, Wrong.NOT_A_LONGITUDE), (kept, _) -> kept);
  static final Form RESIDENT_ID = new Form(IdNumber::read, (kept, _) -> kept);
  static final Form PERSON_KEY = new Form(IdNumber::orOther, (kept, _) -> kept);
  static final Form SERIAL = new Form(Form::serial, (kept, _) -> kept);

  private static final Pattern A_CODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");
  private static final Pattern A_SERIAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
  private static final Pattern A_PHONE = Pattern.compile("\\+?\\d{5,15}");
  private static final Pattern PART = Pattern.compile("\\s*\"[^\"]*\"\\s*|[^、，,;；\\n]+");
  private static final Pattern BETWEEN = Pattern.compile("[、，,;；\\n]+");
  private static final Set<String> NOT_SET = Set.of("无", "none", "-", "—", OPEN);
  private static final int SHOWN_OF_A_WRONG_CELL = 60;

  private final Reading reading;
  private final Showing showing;

  private Form(Reading reading, Showing showing) {
    this.reading = reading;
    this.showing = showing;
  }

  private interface Reading {
    String kept(String raw);
  }

  private interface Showing {
    String shown(String kept, Language language);
  }

  /** One word of a closed set. */
  static Form choice(Choice choice) {
    return new Form(
        raw ->
            choice
                .kept(raw)
                .orElseThrow(() ->
                    new Unfit(
                        Wrong.NOT_A_CHOICE,
                        brief(raw),
                        choice.all(Language.ZH),
                        choice.all(Language.EN))),
        choice::shown);
  }

  /** Any words of a closed set. */
  static Form choices(Choice choice) {
    Form one = choice(choice);
    return new Form(
        raw -> each(raw, one::kept),
        (kept, language) ->
            joined(parts(kept).stream().map(it -> choice.shown(it, language)).toList()));
  }

  /** Yes or no. */
  static Form yesOrNo() {
    return new Form(
        raw ->
            Choice.YES_OR_NO
                .kept(raw)
                .orElseThrow(() -> new Unfit(Wrong.NOT_YES_OR_NO, brief(raw))),
        Choice.YES_OR_NO::shown);
  }

  private static Form text(int longest) {
    return new Form(
        raw -> {
          if (raw.length() > longest) {
            throw new Unfit(Wrong.TOO_LONG, "" + raw.length(), "" + longest);
          }
          return raw;
        },
        (kept, _) -> kept);
  }

  /**
   * As it is kept.
   *
   * @param raw not blank, without spaces around it
   * @throws Unfit if the column does not take that
   */
  public String kept(String raw) {
    return reading.kept(raw);
  }

  /** As it is shown to somebody. */
  public String shown(String kept, Language language) {
    return kept.isEmpty() ? "" : showing.shown(kept, language);
  }

  /** The parts of a kept list. */
  public static List<String> parts(String kept) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(kept);
    while (matcher.find()) {
      String part = matcher.group().strip();
      boolean quoted = part.length() > 1 && part.startsWith("\"") && part.endsWith("\"");
      String plain = quoted ? part.substring(1, part.length() - 1).strip() : part;
      if (!plain.isEmpty()) {
        parts.add(plain);
      }
    }
    return parts;
  }

  /** A list as it is kept; a part that holds a comma stands in quotation marks. */
  public static String joined(List<String> parts) {
    return parts.stream()
        .map(it -> BETWEEN.matcher(it).find() ? "\"" + it + "\"" : it)
        .collect(Collectors.joining("、"));
  }

  /** So much of a wrong cell as a message can bear. */
  static String brief(String raw) {
    return raw.length() <= SHOWN_OF_A_WRONG_CELL
        ? raw
        : raw.substring(0, SHOWN_OF_A_WRONG_CELL) + "…";
  }

  private static String each(String raw, Reading one) {
    return joined(parts(raw).stream().map(one::kept).distinct().toList());
  }

  private static String listed(String raw) {
    if (raw.length() > 200) {
      throw new Unfit(Wrong.TOO_LONG, "" + raw.length(), "200");
    }
    return raw;
  }

  /** One day, or one for each of something else; the order counts, so none is left out. */
  private static String days(String raw) {
    return joined(
        parts(raw).stream()
            .map(it -> NOT_SET.contains(it.toLowerCase(Locale.ROOT)) ? OPEN : Times.date(it))
            .toList());
  }

  private static String shownHours(String kept, Language language) {
    return joined(parts(kept).stream().map(it -> CallHours.shown(it, language)).toList());
  }

  private static String language(String raw) {
    return Choice.LANGUAGE
        .kept(raw)
        .orElseGet(() -> {
          if (!ContactJson.LANGUAGE.matcher(raw).matches()) {
            throw new Unfit(Wrong.NOT_A_LANGUAGE, brief(raw));
          }
          return raw;
        });
  }

  private static String medicine(String raw) {
    return listed(raw).replaceAll("\\s*[|｜]\\s*", " | ");
  }

  private static String code(String raw) {
    if (!A_CODE.matcher(raw).matches()) {
      throw new Unfit(Wrong.NOT_A_CODE, brief(raw));
    }
    return raw;
  }

  private static String serial(String raw) {
    if (!A_SERIAL.matcher(raw).matches()) {
      throw new Unfit(Wrong.NOT_A_SERIAL, brief(raw));
    }
    return raw;
  }

  private static String phone(String raw) {
    String digits = raw.replaceAll("[\\s()（）－-]", "");
    if (!A_PHONE.matcher(digits).matches()) {
      throw new Unfit(Wrong.NOT_A_PHONE, brief(raw));
    }
    return digits;
  }

  private static String whole(String raw, int least, int most) {
    try {
      int number = Integer.parseInt(raw);
      if (number >= least && number <= most) {
        return Integer.toString(number);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new Unfit(Wrong.NOT_A_NUMBER, brief(raw), "" + least, "" + most);
  }

  private static String degrees(String raw, double most, Wrong otherwise) {
    try {
      double degrees = Double.parseDouble(raw.toLowerCase(Locale.ROOT).replace("°", ""));
      if (Math.abs(degrees) <= most) {
        return Double.toString(degrees);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new Unfit(otherwise, brief(raw));
  }
}
