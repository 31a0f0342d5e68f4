package care.silverbell.records.link;

import static care.silverbell.records.plain.PlainPage.escaped;
import static care.silverbell.records.plain.PlainPage.line;
import static care.silverbell.records.plain.PlainPage.paragraph;

import care.silverbell.records.link.AnswerLinks.About;
import care.silverbell.records.link.AnswerLinks.Link;
import care.silverbell.records.link.AnswerLinks.Standing;
import care.silverbell.records.plain.PlainPage;
import care.silverbell.records.sheet.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * The page behind a link: one screen of large type that works without script, on any browser, in
 * the dark of a staircase. What it says of a person, it says only while the link is good.
 */
final class AnswerPage {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("M-d HH:mm");

  private static final String STYLE =
      """
      *{box-sizing:border-box}
      body{margin:0;padding:20px;background:#fff;color:#111;font:24px/1.35 system-ui,sans-serif;max-width:640px}
      h1{font-size:40px;line-height:1.15;margin:0 0 8px;overflow-wrap:anywhere}
      p{margin:0 0 16px;overflow-wrap:anywhere}
      .what{font-size:30px;font-weight:700;color:#a00000}
      .test{background:#111;color:#fff;padding:8px 12px;font-weight:700}
      .said{border:4px solid #0b5d2a;padding:12px;font-size:28px;font-weight:700}
      dl{margin:0 0 24px}
      dt{font-size:20px;color:#444}
      dd{margin:0 0 12px;font-size:28px;overflow-wrap:anywhere}
      button{display:block;width:100%;min-height:96px;margin:0 0 20px;border:4px solid #111;border-radius:12px;font:700 34px system-ui,sans-serif}
      .accept{background:#0b5d2a;border-color:#0b5d2a;color:#fff}
      .pass{background:#fff;color:#111}
      """;

  /** Nothing but this style, and forms to ourselves: no script can run here. */
  static final PlainPage PLAIN = PlainPage.of(STYLE, "form-action 'self'");

  private final PageWords words;
  private final ZoneId zone;

  AnswerPage(Language language, ZoneId zone) {
    words = new PageWords(language);
    this.zone = zone;
  }

  /** The link as it is now. */
  String of(Link link, Instant now) {
    StringBuilder body = new StringBuilder();
    About about = link.about();
    if (about.test()) {
      body.append(paragraph("test", words.test()));
    }
    if (link.standing().isGone()) {
      body.append(paragraph("said", gone(link.standing())));
      if (link.standing() == Standing.EXPIRED) {
        body.append("<dl>").append(havers(link)).append("</dl>");
      }
      return page(about.test(), body);
    }
    body.append("<h1>").append(escaped(name(about))).append("</h1>\n");
    body.append(paragraph("what", what(about)));
    body.append(said(link));
    body.append("<dl>");
    if (about.address() != null) {
      body.append(line(words.where(), about.address()));
    }
    String at = about.openedAt().atZone(zone).format(CLOCK);
    Duration age = Duration.between(about.openedAt(), now);
    body.append(line(words.since(), at + " · " + words.ago(age)));
    body.append(havers(link)).append("</dl>\n");
    if (link.standing() == Standing.OPEN) {
      body.append(form("accept", "accept", words.accept()));
      body.append(form("pass", "pass", words.pass()));
    } else if (link.standing() == Standing.GOING) {
      body.append(form("accept", "arrive", words.arrive()));
      body.append(form("pass", "withdraw", words.withdraw()));
    }
    return page(about.test(), body);
  }

  /** Where there is no such link. */
  String noSuch() {
    return page(false, new StringBuilder(paragraph("said", words.noSuch())));
  }

  /** Where somebody asks too often. */
  String tooOften() {
    return page(false, new StringBuilder(paragraph("said", words.tooOften())));
  }

  /** Where the database does not answer. */
  String away() {
    return page(false, new StringBuilder(paragraph("said", words.away())));
  }

  private String gone(Standing standing) {
    return switch (standing) {
      case OVER -> words.over();
      case LET_GO -> words.letGo();
      case OPEN, GOING, ANSWERED, EXPIRED -> words.expired();
    };
  }

  private String said(Link link) {
    if (link.there() != null) {
      boolean theirs = "accept".equals(link.said()) && link.isThere();
      return paragraph("said", theirs ? words.youArrived() : words.there(link.there()));
    }
    if ("accept".equals(link.said())) {
      return paragraph("said", words.youAccepted());
    }
    if (link.standing() == Standing.OPEN) {
      return "";
    }
    if ("pass".equals(link.said())) {
      return paragraph("said", words.youPassed());
    }
    return paragraph("said", link.havers().isEmpty() ? words.used() : words.somebodyElse());
  }

  private String name(About about) {
    String name = about.name();
    return name == null ? words.unknown("" + about.band()) : name;
  }

  private String what(About about) {
    return about.presses() > 1
        ? words.kind(about.kind()) + " · " + words.presses(about.presses())
        : words.kind(about.kind());
  }

  private String havers(Link link) {
    String names =
        link.havers().isEmpty() ? words.nobodyYet() : String.join(words.and(), link.havers());
    return line(words.who(), names);
  }

  private static String form(String look, String answer, String label) {
    return """
    <form method="post"><button class="%s" name="answer" value="%s">%s</button></form>
    """
        .formatted(look, answer, escaped(label));
  }

  private String page(boolean test, StringBuilder body) {
    return PLAIN.html(words.lang(), words.title(test), "", body);
  }
}
