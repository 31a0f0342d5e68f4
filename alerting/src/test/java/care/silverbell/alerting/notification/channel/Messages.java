package care.silverbell.alerting.notification.channel;

import care.silverbell.alerting.notification.Message;
import java.util.UUID;

/** Notices for tests. */
public final class Messages {
  public static final UUID KEY = UUID.fromString("5b0f8d0e-0000-4000-8000-000000000001");
  public static final String INCIDENT = "11111111-2222-4333-8444-555555555555";
  public static final String LINK = "https://office.example/a/Zm9vYmFyYmF6cXV4";

  private Messages() {}

  public static Message call() {
    return new Message(
        "zh-CN",
        "emergency",
        INCIDENT,
        "一键呼叫：王秀英",
        "刚刚，已按2次\n幸福街3号2单元501",
        "您好，这里是银铃。我来处理，请按1。去不了，请按2。",
        LINK,
        false);
  }

  public static Message notice(String title, String body) {
    return new Message("en", "notice", INCIDENT, title, body, title, null, false);
  }
}
