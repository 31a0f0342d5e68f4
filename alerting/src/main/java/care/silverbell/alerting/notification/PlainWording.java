package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The shortest words that are enough to go by, where no better ones are set up. */
public final class PlainWording implements Wording {
  @Override
  public Message of(NoticeFacts subject) {
    Incident incident = subject.incident();
    boolean chinese = subject.recipient().language().startsWith("zh");
    boolean test = incident.purpose() != Purpose.REAL;
    String who = subject.personName() == null ? unknown(incident, chinese) : subject.personName();
    String title = (test ? chinese ? "【测试】" : "[TEST] " : "") + what(subject, chinese) + "：" + who;
    List<String> lines = new ArrayList<>();
    if (subject.address() != null) {
      lines.add(subject.address());
    }
    if (!subject.hasIt().isEmpty()) {
      lines.add((chinese ? "已响应：" : "has it: ") + String.join(", ", subject.hasIt()));
    }
    long minutes = Duration.between(incident.openedAt(), subject.now()).toMinutes();
    lines.add(chinese ? minutes + " 分钟前" : minutes + " min ago");
    if (incident.presses() > 1) {
      lines.add(chinese ? "已按 " + incident.presses() + " 次" : incident.presses() + " presses");
    }
    String body = String.join("\n", lines);
    return new Message(
        subject.recipient().language(),
        incident.severity().wireName(),
        incident.id().toString(),
        title,
        body,
        title + "。" + String.join("。", lines),
        subject.link(),
        test);
  }

  private static String unknown(Incident incident, boolean chinese) {
    return incident.band() == null
        ? chinese ? "系统" : "the service"
        : (chinese ? "手环 " : "band ") + incident.band().value();
  }

  private static String what(NoticeFacts subject, boolean chinese) {
    String kind = subject.incident().kind().wireName();
    return switch (subject.occasion()) {
      case ASKED -> kind;
      case AGAIN -> chinese ? "仍无人响应 " + kind : "nobody has answered yet, " + kind;
      case PRESSED_AGAIN -> chinese ? "再次呼叫 " + kind : "pressed again, " + kind;
      case NOT_THERE_YET -> chinese ? "尚无人到场 " + kind : "nobody is there yet, " + kind;
      case WITHDRAWN -> chinese ? "响应者无法前往 " + kind : "who had it cannot go, " + kind;
      case TAKEN -> chinese ? "已有人响应 " + kind : "somebody has it, " + kind;
      case CLOSED -> chinese ? "已办结 " + kind : "closed, " + kind;
    };
  }
}
