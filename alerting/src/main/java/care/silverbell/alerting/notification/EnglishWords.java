package care.silverbell.alerting.notification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A notice in English. */
final class EnglishWords implements NoticeWords {
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("call", "Call for help"),
          Map.entry("fall", "Fall"),
          Map.entry("heart-rate-high", "Heart-rate alarm"),
          Map.entry("heart-rate-low", "Heart-rate alarm"),
          Map.entry("wandering", "Wandering"),
          Map.entry("silent-band", "Band silent"),
          Map.entry("not-worn", "Band not worn"),
          Map.entry("still", "Not moving"),
          Map.entry("low-battery", "Band's battery low"),
          Map.entry("missed-greeting", "Greeting not answered"),
          Map.entry("spool-filling", "Database away, spool filling"),
          Map.entry("channel-down", "A way of telling people is down"));

  @Override
  public String title(NoticeSubject subject, Saying saying) {
    String what =
        switch (saying) {
          case ASK -> kind(subject);
          case AGAIN -> "AGAIN: " + kind(subject);
          case TELL -> "Somebody has it";
          case CLOSED -> "Closed";
        };
    return mark(subject)
        + what
        + (subject.isAboutService()
            ? saying.isQuestion() ? "" : ": " + kind(subject)
            : ": " + who(subject));
  }

  @Override
  public List<String> lines(NoticeSubject subject, Saying saying, Duration ago) {
    List<String> lines = new ArrayList<>();
    if (subject.address() != null && saying != Saying.CLOSED) {
      lines.add("Address: " + subject.address());
    }
    lines.add(when(subject, ago));
    if (subject.isAboutService() && subject.why() != null) {
      lines.add(subject.why());
    }
    lines.add(state(subject, saying));
    return lines;
  }

  @Override
  public List<String> shortLines(NoticeSubject subject, Saying saying, Duration ago) {
    List<String> lines = new ArrayList<>();
    if (saying.isQuestion()) {
      lines.add(when(subject, ago));
      if (subject.address() != null) {
        lines.add(subject.address());
      }
    } else if (subject.whoHasIt() != null) {
      lines.add(
          saying == Saying.TELL ? subject.whoHasIt() + " has it" : "by " + subject.whoHasIt());
    }
    return lines;
  }

  @Override
  public String spoken(NoticeSubject subject, Saying saying, Duration ago) {
    StringBuilder spoken = new StringBuilder("Hello, this is Silverbell. ");
    if (subject.isTest()) {
      spoken.append("This is a test, please do not set out. ");
    }
    switch (saying) {
      case ASK, AGAIN -> {
        spoken.append(happened(subject)).append(". ");
        if (subject.address() != null) {
          spoken.append("The address is ").append(subject.address()).append(". ");
        }
        spoken.append(when(subject, ago)).append(". ");
        spoken.append(state(subject, saying));
        spoken.append(" If you take it, press 1. If you cannot go, press 2.");
      }
      case TELL, CLOSED -> spoken.append(state(subject, saying));
    }
    return spoken.toString();
  }

  private static String state(NoticeSubject subject, Saying saying) {
    String has = subject.whoHasIt();
    return switch (saying) {
      case ASK, AGAIN ->
          (has == null
                  ? "Nobody has answered yet. "
                  : has + " has accepted, nobody has arrived yet. ")
              + wish(subject);
      case TELL ->
          (has == null ? "Somebody" : has)
              + " is dealing with "
              + about(subject)
              + ". You need not answer any more.";
      case CLOSED ->
          capital(about(subject)) + (has == null ? " is closed." : " was closed by " + has + ".");
    };
  }

  private static String wish(NoticeSubject subject) {
    if (subject.isTest()) {
      return "This is a test: please answer it, and do not set out.";
    }
    return switch (subject.severity()) {
      case EMERGENCY -> "Please act at once.";
      case URGENT -> "Please see to it within the hour.";
      case NOTICE -> "Please take note.";
    };
  }

  private static String when(NoticeSubject subject, Duration ago) {
    String when = ago(ago);
    if (subject.presses() <= 1) {
      return when;
    }
    return when + (subject.isPress() ? ", pressed " : ", found ") + subject.presses() + " times";
  }

  private static String ago(Duration ago) {
    if (ago.toMinutes() < 1) {
      return "Just now";
    }
    if (ago.toHours() < 1) {
      return ago.toMinutes() + " min ago";
    }
    return ago.toDays() < 1 ? ago.toHours() + " h ago" : ago.toDays() + " d ago";
  }

  private static String happened(NoticeSubject subject) {
    if (subject.isAboutService()) {
      return kind(subject);
    }
    return switch (subject.kind()) {
      case "call" -> capital(who(subject)) + " has pressed for help";
      case "fall" -> "The band of " + who(subject) + " reports a fall";
      default -> "There is an alarm for " + who(subject) + ": " + kind(subject);
    };
  }

  private static String about(NoticeSubject subject) {
    return subject.isAboutService()
        ? kind(subject)
        : kind(subject).toLowerCase(Locale.ROOT) + " of " + who(subject);
  }

  private static String capital(String text) {
    return text.substring(0, text.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
        + text.substring(text.offsetByCodePoints(0, 1));
  }

  private static String who(NoticeSubject subject) {
    if (subject.person() != null) {
      return subject.person();
    }
    return subject.band() == null
        ? "an unknown wearer"
        : "an unknown wearer (band " + subject.band() + ")";
  }

  private static String kind(NoticeSubject subject) {
    return KINDS.getOrDefault(subject.kind(), "Alarm");
  }

  private static String mark(NoticeSubject subject) {
    return switch (subject.purpose()) {
      case "real" -> "";
      case "canary" -> "SELF-CHECK: ";
      default -> "TEST: ";
    };
  }
}
