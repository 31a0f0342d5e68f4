package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a notice is worded, in Chinese or in English. */
final class NoticeWords {
  static final NoticeWords CHINESE = new NoticeWords(true);
  static final NoticeWords ENGLISH = new NoticeWords(false);

  private static final Kind OTHER = new Kind("告警", "Alarm");
  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("call", new Kind("一键呼叫", "Call for help")),
          Map.entry("fall", new Kind("跌倒告警", "Fall")),
          Map.entry("heart-rate-high", new Kind("心率告警", "Heart-rate alarm")),
          Map.entry("heart-rate-low", new Kind("心率告警", "Heart-rate alarm")),
          Map.entry("wandering", new Kind("走失告警", "Wandering")),
          Map.entry("silent-band", new Kind("手环失联", "Band silent")),
          Map.entry("not-worn", new Kind("手环未佩戴", "Band not worn")),
          Map.entry("still", new Kind("长时间未活动", "Not moving")),
          Map.entry("low-battery", new Kind("手环电量低", "Band's battery low")),
          Map.entry("missed-greeting", new Kind("未回应问候", "Greeting not answered")),
          Map.entry("spool-filling", new Kind("数据库中断，暂存空间将满", "Database away, spool filling")),
          Map.entry("channel-down", new Kind("通知渠道中断", "A way of telling people is down")));

  private final boolean chinese;

  private NoticeWords(boolean chinese) {
    this.chinese = chinese;
  }

  private record Kind(String zh, String en) {}

  private String either(String zh, String en) {
    return chinese ? zh : en;
  }

  /** One line: what it is, and who. */
  String title(NoticeSubject subject, Saying saying) {
    String what =
        switch (saying) {
          case ASK -> kind(subject);
          case AGAIN -> either("【再次】", "AGAIN: ") + kind(subject);
          case TELL -> either("已有人响应", "Somebody has it");
          case CLOSED -> either("已办结", "Closed");
        };
    String colon = either("：", ": ");
    return mark(subject)
        + what
        + (subject.isAboutService()
            ? saying.isQuestion() ? "" : colon + kind(subject)
            : colon + who(subject));
  }

  /** Where, when, who has it, what to do. */
  List<String> lines(NoticeSubject subject, Saying saying, Duration ago) {
    List<String> lines = new ArrayList<>();
    if (subject.address() != null && saying != Saying.CLOSED) {
      lines.add(either("地址：", "Address: ") + subject.address());
    }
    lines.add(when(subject, ago));
    if (subject.isAboutService() && subject.why() != null) {
      lines.add(subject.why());
    }
    lines.add(state(subject, saying));
    return lines;
  }

  /** When, and then where, as short as can be. */
  List<String> shortLines(NoticeSubject subject, Saying saying, Duration ago) {
    List<String> lines = new ArrayList<>();
    String has = subject.whoHasIt();
    if (saying.isQuestion()) {
      lines.add(when(subject, ago));
      if (subject.address() != null) {
        lines.add(subject.address());
      }
    } else if (has != null) {
      lines.add(
          saying == Saying.TELL
              ? either(has + "正在处理", has + " has it")
              : either(has + "已处理", "by " + has));
    }
    return lines;
  }

  /** As one would say it on the telephone, with the keys to press where an answer is wanted. */
  String spoken(NoticeSubject subject, Saying saying, Duration ago) {
    StringBuilder spoken = new StringBuilder(either("您好，这里是银铃。", "Hello, this is Silverbell. "));
    if (subject.isTest()) {
      spoken.append(either("这是一次测试，请不要前往。", "This is a test, please do not set out. "));
    }
    switch (saying) {
      case ASK, AGAIN -> {
        String stop = either("。", ". ");
        spoken.append(happened(subject)).append(stop);
        if (subject.address() != null) {
          spoken.append(either("地址，", "The address is ")).append(subject.address()).append(stop);
        }
        spoken.append(when(subject, ago)).append(stop);
        spoken.append(state(subject, saying));
        spoken.append(
            either("我来处理，请按1。去不了，请按2。", " If you take it, press 1. If you cannot go, press 2."));
      }
      case TELL, CLOSED -> spoken.append(state(subject, saying));
    }
    return spoken.toString();
  }

  private String state(NoticeSubject subject, Saying saying) {
    String has = subject.whoHasIt();
    String about = about(subject);
    return switch (saying) {
      case ASK, AGAIN ->
          (has == null
                  ? either("还没有人响应。", "Nobody has answered yet. ")
                  : has + either("已响应，尚未到场。", " has accepted, nobody has arrived yet. "))
              + wish(subject);
      case TELL ->
          (has == null ? either("已有人", "Somebody") : has)
              + either("正在处理", " is dealing with ")
              + about
              + either("，您无需再响应。", ". You need not answer any more.");
      case CLOSED ->
          either(about, capital(about))
              + (has == null
                  ? either("已办结。", " is closed.")
                  : either("已由" + has + "办结。", " was closed by " + has + "."));
    };
  }

  private String wish(NoticeSubject subject) {
    if (subject.isTest()) {
      return either("这是测试，请只作答复，不要前往。", "This is a test: please answer it, and do not set out.");
    }
    return switch (subject.severity()) {
      case EMERGENCY -> either("请立即处理。", "Please act at once.");
      case URGENT -> either("请在一小时内处理。", "Please see to it within the hour.");
      case NOTICE -> either("请留意。", "Please take note.");
    };
  }

  private String when(NoticeSubject subject, Duration ago) {
    int times = subject.presses();
    if (times <= 1) {
      return ago(ago);
    }
    return ago(ago)
        + (subject.isPress()
            ? either("，已按" + times + "次", ", pressed " + times + " times")
            : either("，已是第" + times + "次", ", found " + times + " times"));
  }

  private String ago(Duration ago) {
    if (ago.toMinutes() < 1) {
      return either("刚刚", "Just now");
    }
    if (ago.toHours() < 1) {
      return ago.toMinutes() + either("分钟前", " min ago");
    }
    return ago.toDays() < 1
        ? ago.toHours() + either("小时前", " h ago")
        : ago.toDays() + either("天前", " d ago");
  }

  private String happened(NoticeSubject subject) {
    String kind = kind(subject);
    if (subject.isAboutService()) {
      return either((subject.severity() == Severity.EMERGENCY ? "紧急情况，" : "") + kind, kind);
    }
    String who = who(subject);
    return switch (subject.kind()) {
      case "call" -> either(who + "按下了一键呼叫", capital(who) + " has pressed for help");
      case "fall" -> either(who + "的手环检测到跌倒", "The band of " + who + " reports a fall");
      default -> either(who + "有一条告警，" + kind, "There is an alarm for " + who + ": " + kind);
    };
  }

  private String about(NoticeSubject subject) {
    String kind = kind(subject);
    return subject.isAboutService()
        ? kind
        : either(who(subject) + "的" + kind, kind.toLowerCase(Locale.ROOT) + " of " + who(subject));
  }

  private String who(NoticeSubject subject) {
    if (subject.person() != null) {
      return subject.person();
    }
    return subject.band() == null
        ? either("未登记的佩戴者", "an unknown wearer")
        : either(
            "未登记的佩戴者（手环" + subject.band() + "）", "an unknown wearer (band " + subject.band() + ")");
  }

  private String kind(NoticeSubject subject) {
    Kind kind = KINDS.getOrDefault(subject.kind(), OTHER);
    return either(kind.zh, kind.en);
  }

  private String mark(NoticeSubject subject) {
    return switch (subject.purpose()) {
      case "real" -> "";
      case "canary" -> either("【自检】", "SELF-CHECK: ");
      default -> either("【测试】", "TEST: ");
    };
  }

  private static String capital(String text) {
    int second = text.offsetByCodePoints(0, 1);
    return text.substring(0, second).toUpperCase(Locale.ROOT) + text.substring(second);
  }
}
