package care.silverbell.records.seeking;

import static care.silverbell.records.plain.PlainPage.escaped;
import static care.silverbell.records.plain.PlainPage.line;
import static care.silverbell.records.plain.PlainPage.paragraph;

import care.silverbell.ingest.reading.Position;
import care.silverbell.records.plain.PlainPage;
import care.silverbell.records.seeking.SearchCards.Shown;
import care.silverbell.records.sheet.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a volunteer or the police sees of somebody who is searched for: the face, the clothes, where
 * they were last, whom to call. Nothing of their health, and not where they live.
 */
final class SearchCardPage {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M-d HH:mm");

  private static final String STYLE =
      """
      *{box-sizing:border-box}
      body{margin:0;padding:20px;background:#fff;color:#111;font:22px/1.35 system-ui,sans-serif;max-width:640px}
      h1{font-size:38px;line-height:1.15;margin:0 0 4px;overflow-wrap:anywhere}
      p{margin:0 0 16px;overflow-wrap:anywhere}
      img{display:block;width:100%;max-height:70vh;object-fit:contain;margin:0 0 16px;border:4px solid #111}
      .what{font-size:28px;font-weight:700;color:#a00000}
      .said{border:4px solid #0b5d2a;padding:12px;font-size:28px;font-weight:700}
      .soft{font-size:18px;color:#444}
      dl{margin:0 0 16px}
      dt{font-size:18px;color:#444}
      dd{margin:0 0 12px;font-size:26px;overflow-wrap:anywhere}
      a{display:block;min-height:72px;margin:0 0 16px;padding:16px;border:4px solid #0b5d2a;border-radius:12px;font-weight:700;font-size:26px;text-align:center;text-decoration:none;background:#0b5d2a;color:#fff}
      a.map{background:#fff;color:#111;border-color:#111}
      """;

  static final PlainPage PLAIN = PlainPage.of(STYLE, "img-src 'self'; form-action 'none'");

  /** Whoever leaves it open sees where they went. */
  private static final String REFRESH = "<meta http-equiv=\"refresh\" content=\"30\">\n";

  private final Language language;
  private final ZoneId zone;

  SearchCardPage(Language language, ZoneId zone) {
    this.language = language;
    this.zone = zone;
  }

  /** Where the person was last. */
  record Fix(Position position, Instant at) {}

  /**
   * The card as it is now.
   *
   * @param photo the address of the photograph; null where there is none
   * @param fix null where nobody knows
   */
  String of(Shown shown, @Nullable String photo, @Nullable Fix fix, Instant now) {
    StringBuilder body = new StringBuilder();
    body.append("<h1>").append(escaped(shown.name())).append("</h1>\n");
    body.append(paragraph("what", say("正在寻找，请留意", "is being searched for")));
    if (photo != null) {
      body.append("<img src=\"%s\" alt=\"%s\">%n".formatted(escaped(photo), escaped(shown.name())));
    }
    body.append("<dl>").append(line(say("特征", "Who"), who(shown, now)));
    body.append(line(say("衣着", "Wears"), shown.card().clothes()));
    body.append(line(say("走失", "Missing since"), clock(shown.since(), now)));
    body.append(
        line(say("最后位置", "Last seen at"), fix == null ? say("未知", "not known") : where(fix, now)));
    body.append("</dl>\n");
    if (fix != null) {
      String place =
          String.format(
              Locale.ROOT, "%.5f,%.5f", fix.position().latitude(), fix.position().longitude());
      body.append(link("map", "geo:" + place + "?q=" + place, say("在地图中打开", "Open on the map")));
    }
    body.append(
        link(
            "call",
            "tel:" + dialled(shown.card().call()),
            say("看到请拨打 ", "Seen? Call ") + shown.card().call()));
    body.append(
        paragraph(
            "soft",
            say("此卡片有效至 ", "This card is good until ")
                + clock(shown.card().until(), now)
                + say(
                    "；找到后自动失效。请勿转发到网上。", ", or until they are found. Please do not publish it.")));
    return page(REFRESH, body);
  }

  /** Where it has ended, in one way or another; nothing of the person is in it. */
  String ended(boolean found) {
    return plain(
        found
            ? say("寻找已结束，谢谢您！", "The search is over. Thank you!")
            : say("这张卡片已失效。", "This card is no longer valid."));
  }

  /** Where there is no such card. */
  String noSuch() {
    return plain(say("没有这张卡片，请核对链接。", "There is no such card. Check the address."));
  }

  /** Where somebody asks too often. */
  String tooOften() {
    return plain(say("请稍等几秒再试。", "Please wait a few seconds and try again."));
  }

  /** Where the database does not answer. */
  String away() {
    return plain(say("现在连不上，请马上再试。", "It cannot be reached now. Try again at once."));
  }

  private String who(Shown shown, Instant now) {
    int age = Period.between(shown.birthDate(), LocalDate.ofInstant(now, zone)).getYears();
    boolean woman = shown.sex().equals("female");
    return say(woman ? "女，" : "男，", woman ? "Woman, " : "Man, ") + say(age + " 岁", age + " years");
  }

  private String where(Fix fix, Instant now) {
    Double accuracy = fix.position().accuracyMetres();
    long minutes = Math.max(0, Duration.between(fix.at(), now).toMinutes());
    return clock(fix.at(), now)
        + say("（" + minutes + " 分钟前", " (" + minutes + " min ago")
        + (accuracy == null ? "" : say("，误差约 ", ", ±") + Math.round(accuracy) + say(" 米", " m"))
        + say("）", ")");
  }

  private String clock(Instant at, Instant now) {
    boolean today = LocalDate.ofInstant(at, zone).equals(LocalDate.ofInstant(now, zone));
    return at.atZone(zone).format(today ? CLOCK : DAY);
  }

  private static String dialled(String call) {
    return call.replaceAll("[^0-9+]", "");
  }

  private static String link(String look, String address, String text) {
    return "<a class=\"%s\" href=\"%s\">%s</a>%n".formatted(look, escaped(address), escaped(text));
  }

  private String plain(String text) {
    return page("", new StringBuilder(paragraph("said", text)));
  }

  private String page(String head, StringBuilder body) {
    return PLAIN.html(say("zh-CN", "en"), say("银铃：寻人", "Silverbell: a search"), head, body);
  }

  private String say(String zh, String en) {
    return language.either(zh, en);
  }
}
