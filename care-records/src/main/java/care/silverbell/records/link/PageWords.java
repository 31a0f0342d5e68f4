package care.silverbell.records.link;

import care.silverbell.records.sheet.Language;
import java.time.Duration;

/** What the page behind a link says, in the language of the one who was asked. */
record PageWords(Language language) {

  String title(boolean test) {
    return test
        ? language.either("测试：银铃", "TEST: Silverbell")
        : language.either("银铃：有人需要帮助", "Silverbell: somebody needs help");
  }

  String test() {
    return language.either("这是一次测试", "This is a test");
  }

  String kind(String kind) {
    return switch (kind) {
      case "call" -> language.either("按了呼叫键", "pressed the call button");
      case "fall" -> language.either("可能摔倒了", "may have fallen");
      case "wandering" -> language.either("离开了安全区域", "has left the safe zone");
      case "silent-band", "not-worn" -> language.either("手环没有消息", "the band is silent");
      case "still" -> language.either("很久没有动静", "has not moved for long");
      case "missed-greeting" -> language.either("没有回应问候", "has not answered the greeting");
      default -> language.either("需要有人去看看", "somebody should look in");
    };
  }

  String presses(int presses) {
    return language.either("已按 " + presses + " 次", "pressed " + presses + " times");
  }

  String unknown(String band) {
    return language.either("不知道是谁（手环 " + band + "）", "Not known who it is (band " + band + ")");
  }

  String ago(Duration age) {
    long minutes = age.toMinutes();
    if (minutes < 1) {
      return language.either("刚刚", "just now");
    }
    return minutes < 120
        ? language.either(minutes + " 分钟前", minutes + " min ago")
        : language.either(minutes / 60 + " 小时前", minutes / 60 + " h ago");
  }

  String since() {
    return language.either("时间", "Since");
  }

  String where() {
    return language.either("地址", "Where");
  }

  String who() {
    return language.either("谁在处理", "Who has it");
  }

  String nobodyYet() {
    return language.either("还没有人", "nobody yet");
  }

  String and() {
    return language.either("、", ", ");
  }

  String accept() {
    return language.either("我去", "I’m going");
  }

  String pass() {
    return language.either("我去不了", "I can’t go");
  }

  String arrive() {
    return language.either("我到了", "I’m at the door");
  }

  String withdraw() {
    return language.either("我去不了了", "I can’t go after all");
  }

  String youArrived() {
    return language.either("记下了：您到了。谢谢！", "Noted: you are there. Thank you!");
  }

  String there(String name) {
    return language.either(name + "已经到了。谢谢！", name + " is there already. Thank you!");
  }

  String youAccepted() {
    return language.either("好的，记下了：您去。谢谢！", "Noted: you are going. Thank you!");
  }

  String youPassed() {
    return language.either("好的，正在找下一个人。", "Noted: the next one is being asked.");
  }

  String somebodyElse() {
    return language.either(
        "已经有人去了，您不用去。谢谢！", "Somebody is going already; you need not. Thank you!");
  }

  String over() {
    return language.either("这件事已经办结了。谢谢您！", "It is over already. Thank you!");
  }

  String used() {
    return language.either("这个链接已经用过了。", "This link has been used already.");
  }

  String expired() {
    return language.either("这个链接已经过期了。", "This link is no longer valid.");
  }

  String letGo() {
    return language.either(
        "您现在不在联系人之列，这个链接已停用，您的答复不会被记为响应。",
        "You are not among those to be called any more: this link is shut, and an answer by it does not count.");
  }

  String noSuch() {
    return language.either(
        "没有这个链接。请核对短信里的地址，或致电接警台。",
        "There is no such link. Check the address in the message, or call the desk.");
  }

  String tooOften() {
    return language.either("请稍等几秒再试。", "Please wait a few seconds and try again.");
  }

  String away() {
    return language.either(
        "现在连不上。请马上再试，或致电接警台。", "It cannot be reached now. Try again at once, or call the desk.");
  }

  String lang() {
    return language.either("zh-CN", "en");
  }
}
