package care.silverbell.alerting.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a notice: who, what, where, how long ago, how often pressed, and who has it. No
 * diagnosis, no reading, no way in is ever in it: it lies on lock screens and with providers.
 */
public final class NoticeText {
  /** What fits into one segment of a short message in Chinese (GSM 03.38, UCS-2). */
  private static final int SEGMENT = 70;

  private static final int SHORTEST_CUT = 10;
  private static final int LONGEST_NAME = 20;
  private static final int LONGEST_ADDRESS = 80;
  private static final int LONGEST_WHY = 200;
  private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\s]+");

  private NoticeText() {}

  /**
   * What is said of it on one channel.
   *
   * @param language as in BCP 47: Chinese where it begins with zh, else English
   * @param link where it can be answered without sign-in; it is left out where no answer is wanted
   */
  public static Message message(
      NoticeSubject subject,
      Saying saying,
      ChannelKind channel,
      String language,
      @Nullable String link,
      Instant now) {
    NoticeWords words = language.startsWith("zh") ? NoticeWords.CHINESE : NoticeWords.ENGLISH;
    NoticeSubject clean = clean(subject);
    String title = words.title(clean, saying);
    List<String> lines = lines(words, clean, saying, channel, title, now);
    return new Message(
        language,
        clean.severity().wireName(),
        clean.incident().toString(),
        title,
        String.join("\n", lines),
        plain(words.spoken(clean, saying, ago(clean, now))),
        saying.isQuestion() ? link : null,
        clean.isTest());
  }

  private static List<String> lines(
      NoticeWords words,
      NoticeSubject subject,
      Saying saying,
      ChannelKind channel,
      String title,
      Instant now) {
    Duration ago = ago(subject, now);
    return switch (channel) {
      case SMS -> segment(words.shortLines(subject, saying, ago), title);
      case VOICE -> words.shortLines(subject, saying, ago);
      case PAGE, PUSH, WECOM, DINGTALK, NTFY, WEBHOOK, EMAIL, CANARY ->
          words.lines(subject, saying, ago);
    };
  }

  /** Cuts the last line, the longest, so that title and lines are one segment. */
  private static List<String> segment(List<String> lines, String title) {
    int separators = lines.size();
    int length = title.length() + separators + lines.stream().mapToInt(String::length).sum();
    if (lines.isEmpty() || length <= SEGMENT) {
      return lines;
    }
    List<String> cut = new ArrayList<>(lines);
    String last = cut.removeLast();
    cut.add(cut(last, Math.max(SHORTEST_CUT, last.length() - (length - SEGMENT))));
    return cut;
  }

  private static Duration ago(NoticeSubject subject, Instant now) {
    Duration ago = Duration.between(subject.openedAt(), now);
    return ago.isNegative() ? Duration.ZERO : ago;
  }

  private static NoticeSubject clean(NoticeSubject subject) {
    return new NoticeSubject(
        subject.incident(),
        subject.kind(),
        subject.severity(),
        clean(subject.person(), LONGEST_NAME),
        clean(subject.address(), LONGEST_ADDRESS),
        clean(subject.band(), LONGEST_NAME),
        subject.openedAt(),
        subject.presses(),
        clean(subject.whoHasIt(), LONGEST_NAME),
        clean(subject.why(), LONGEST_WHY),
        subject.purpose());
  }

  /** One line, of a bounded length; null where nothing is left. */
  private static @Nullable String clean(@Nullable String text, int most) {
    if (text == null) {
      return null;
    }
    String clean = NOT_TEXT.matcher(text).replaceAll(" ").strip();
    return clean.isEmpty() ? null : cut(clean, most);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }

  /** A gateway may read what it speaks as markup. */
  private static String plain(String spoken) {
    return spoken.replaceAll("[<>&]", " ");
  }
}
