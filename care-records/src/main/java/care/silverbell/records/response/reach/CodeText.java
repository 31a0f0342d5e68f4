package care.silverbell.records.response.reach;

import care.silverbell.alerting.notification.Message;

/** What goes to an address that is to be verified. */
final class CodeText {
  private CodeText() {}

  /**
   * The message.
   *
   * @param language zh-CN or en
   */
  static Message of(String code, String language) {
    String apart = String.join(language.equals("en") ? ", " : "，", code.split(""));
    return language.equals("en")
        ? message(
            language,
            "Silverbell: code " + code,
            "The code is "
                + code
                + ", good for 10 minutes. It shows that Silverbell may call you here when somebody"
                + " needs help. Give it only to who asked you for it.",
            "This is Silverbell. Your code is " + apart + ". Once more: " + apart + ".")
        : message(
            language,
            "银铃：验证码 " + code,
            "验证码 " + code + "，10 分钟内有效。它用来确认有人需要帮助时可以用这个方式找到您。请只告诉请您核对的人。",
            "您好，这里是银铃。您的验证码是，" + apart + "。再说一遍，" + apart + "。");
  }

  private static Message message(String language, String title, String body, String spoken) {
    return new Message(language, "notice", "verification", title, body, spoken, null, false);
  }
}
