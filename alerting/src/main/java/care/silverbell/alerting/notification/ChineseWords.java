package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A notice in Chinese. */
final class ChineseWords implements NoticeWords {
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("call", "一键呼叫"),
          Map.entry("fall", "跌倒告警"),
          Map.entry("heart-rate-high", "心率告警"),
          Map.entry("heart-rate-low", "心率告警"),
          Map.entry("wandering", "走失告警"),
          Map.entry("silent-band", "手环失联"),
          Map.entry("not-worn", "手环未佩戴"),
          Map.entry("still", "长时间未活动"),
          Map.entry("low-battery", "手环电量低"),
          Map.entry("missed-greeting", "未回应问候"),
          Map.entry("spool-filling", "数据库中断，暂存空间将满"),
          Map.entry("channel-down", "通知渠道中断"));

  @Override
  public String title(NoticeSubject subject, Saying saying) {
    String what =
        switch (saying) {
          case ASK -> kind(subject);
          case AGAIN -> "【再次】" + kind(subject);
          case TELL -> "已有人响应";
          case CLOSED -> "已办结";
        };
    return mark(subject)
        + what
        + (subject.isAboutService()
            ? saying.isQuestion() ? "" : "：" + kind(subject)
            : "：" + who(subject));
  }

  @Override
  public List<String> lines(NoticeSubject subject, Saying saying, Duration ago) {
    List<String> lines = new ArrayList<>();
    if (subject.address() != null && saying != Saying.CLOSED) {
      lines.add("地址：" + subject.address());
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
      lines.add(subject.whoHasIt() + (saying == Saying.TELL ? "正在处理" : "已处理"));
    }
    return lines;
  }

  @Override
  public String spoken(NoticeSubject subject, Saying saying, Duration ago) {
    StringBuilder spoken = new StringBuilder("您好，这里是银铃。");
    if (subject.isTest()) {
      spoken.append("这是一次测试，请不要前往。");
    }
    switch (saying) {
      case ASK, AGAIN -> {
        spoken.append(happened(subject)).append("。");
        if (subject.address() != null) {
          spoken.append("地址，").append(subject.address()).append("。");
        }
        spoken.append(when(subject, ago)).append("。");
        spoken.append(state(subject, saying));
        spoken.append("我来处理，请按1。去不了，请按2。");
      }
      case TELL, CLOSED -> spoken.append(state(subject, saying));
    }
    return spoken.toString();
  }

  private static String state(NoticeSubject subject, Saying saying) {
    String has = subject.whoHasIt();
    return switch (saying) {
      case ASK, AGAIN ->
          has == null ? "还没有人响应。" + wish(subject) : has + "已响应，尚未到场。" + wish(subject);
      case TELL -> (has == null ? "已有人" : has) + "正在处理" + about(subject) + "，您无需再响应。";
      case CLOSED -> about(subject) + (has == null ? "已办结。" : "已由" + has + "办结。");
    };
  }

  private static String wish(NoticeSubject subject) {
    if (subject.isTest()) {
      return "这是测试，请只作答复，不要前往。";
    }
    return switch (subject.severity()) {
      case EMERGENCY -> "请立即处理。";
      case URGENT -> "请在一小时内处理。";
      case NOTICE -> "请留意。";
    };
  }

  private static String when(NoticeSubject subject, Duration ago) {
    String when = ago(ago);
    if (subject.presses() <= 1) {
      return when;
    }
    return when
        + (subject.isPress() ? "，已按" + subject.presses() + "次" : "，已是第" + subject.presses() + "次");
  }

  private static String ago(Duration ago) {
    if (ago.toMinutes() < 1) {
      return "刚刚";
    }
    if (ago.toHours() < 1) {
      return ago.toMinutes() + "分钟前";
    }
    return ago.toDays() < 1 ? ago.toHours() + "小时前" : ago.toDays() + "天前";
  }

  private static String happened(NoticeSubject subject) {
    if (subject.isAboutService()) {
      return (subject.severity() == Severity.EMERGENCY ? "紧急情况，" : "") + kind(subject);
    }
    return switch (subject.kind()) {
      case "call" -> who(subject) + "按下了一键呼叫";
      case "fall" -> who(subject) + "的手环检测到跌倒";
      default -> who(subject) + "有一条告警，" + kind(subject);
    };
  }

  private static String about(NoticeSubject subject) {
    return subject.isAboutService() ? kind(subject) : who(subject) + "的" + kind(subject);
  }

  private static String who(NoticeSubject subject) {
    if (subject.person() != null) {
      return subject.person();
    }
    return subject.band() == null ? "未登记的佩戴者" : "未登记的佩戴者（手环" + subject.band() + "）";
  }

  private static String kind(NoticeSubject subject) {
    return KINDS.getOrDefault(subject.kind(), "告警");
  }

  private static String mark(NoticeSubject subject) {
    return switch (subject.purpose()) {
      case "real" -> "";
      case "canary" -> "【自检】";
      default -> "【测试】";
    };
  }
}
