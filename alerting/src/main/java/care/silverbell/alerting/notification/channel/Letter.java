package care.silverbell.alerting.notification.channel;

import care.silverbell.alerting.notification.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** A notice as an e-mail: plain text, and the same in letters that an old eye can read. */
final class Letter extends MimeMessage {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final String id;

  private Letter(Session session, String id) {
    super(session);
    this.id = id;
  }

  static Letter written(
      Session session, String from, InternetAddress to, Message message, UUID key, Instant now)
      throws MessagingException {
    Letter letter = new Letter(session, "<" + key + "@" + domain(from) + ">");
    letter.setFrom(new InternetAddress(from, true));
    letter.setRecipient(RecipientType.TO, to);
    letter.setSubject(message.title(), UTF_8);
    letter.setSentDate(Date.from(now));
    letter.setContentLanguage(new String[] {message.language()});
    letter.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's holiday answers it
    if (message.severity().equals("emergency") && !message.test()) {
      letter.setHeader("Importance", "high");
      letter.setHeader("X-Priority", "1");
    }
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(plain(message), UTF_8, "plain");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(html(message), UTF_8, "html");
    letter.setContent(new MimeMultipart("alternative", plain, html));
    letter.saveChanges();
    return letter;
  }

  /** What stands behind the @ of an address; {@code Name <a@b>} is one too. */
  static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1).replaceAll("[>\\s].*$", "");
  }

  /** The library would make one up for each try. */
  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }

  private static String plain(Message message) {
    String link = message.link();
    return message.title()
        + "\n\n"
        + message.body()
        + "\n"
        + (link == null ? "" : "\n" + ask(message) + "\n" + link + "\n")
        + "\n-- \n"
        + sender(message)
        + "\n";
  }

  private static String html(Message message) {
    String link = message.link();
    String button =
        link == null
            ? ""
            : """
            <p><a href="%s" style="display:inline-block;padding:14px 22px;background:#b3261e;\
            color:#fff;border-radius:8px;text-decoration:none">%s</a></p>
            """
                .formatted(Html.escaped(link), Html.escaped(ask(message)));
    return """
    <!doctype html>
    <html lang="%s"><head><meta charset="utf-8"></head>
    <body style="font:18px/1.6 sans-serif;color:#1c1b1f">
    <h1 style="font-size:24px">%s</h1>
    <p>%s</p>
    %s<p style="font-size:14px;color:#605d62">%s</p>
    </body></html>
    """
        .formatted(
            Html.escaped(message.language()),
            Html.escaped(message.title()),
            Html.escaped(message.body()).replace("\n", "<br>\n"),
            button,
            Html.escaped(sender(message)));
  }

  private static String ask(Message message) {
    return message.language().startsWith("zh") ? "我来处理 / 去不了" : "I have it / I cannot go";
  }

  private static String sender(Message message) {
    return message.language().startsWith("zh")
        ? "银铃自动发送，无需回复本邮件。"
        : "Sent by Silverbell; replies to this letter are not read.";
  }
}
