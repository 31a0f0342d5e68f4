package care.silverbell.alerting.notification.channel;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The mail server that takes our letters.
 *
 * @param safety how the way there is guarded
 * @param username null where it asks for none
 * @param from what stands as the sender
 */
public record SmtpSettings(
    String host,
    int port,
    Safety safety,
    @Nullable String username,
    @Nullable String password,
    String from) {

  /** How the way to the server is guarded. */
  public enum Safety {
    /** TLS from the first byte ({@code smtps:}). */
    TLS,
    /** Plain at first, then TLS or nothing ({@code smtp:}). */
    STARTTLS,
    /** Never; for a relay on the same machine ({@code smtp:…?tls=never}). */
    NONE
  }

  private static final int SUBMISSION = 587;
  private static final int SUBMISSIONS = 465;

  /**
   * Reads {@code smtp[s]://user:password@host:port}, with what is special in user and password
   * written as %40 and so on.
   *
   * @throws IllegalArgumentException if it is something else; the text itself is not repeated
   */
  public static SmtpSettings of(String url, String from) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("an address such as smtp://user:password@host:587");
    }
    boolean tls = "smtps".equals(uri.getScheme());
    if (uri.getHost() == null || !(tls || "smtp".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("an address such as smtp://user:password@host:587");
    }
    boolean never = "tls=never".equals(uri.getQuery());
    String[] user =
        uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
    if (never && user.length > 0) {
      throw new IllegalArgumentException("a password is never sent without TLS");
    }
    return new SmtpSettings(
        uri.getHost(),
        uri.getPort() > 0 ? uri.getPort() : tls ? SUBMISSIONS : SUBMISSION,
        tls ? Safety.TLS : never ? Safety.NONE : Safety.STARTTLS,
        user.length > 0 ? decoded(user[0]) : null,
        user.length > 1 ? decoded(user[1]) : null,
        sender(from));
  }

  private static String sender(String from) {
    try {
      InternetAddress address = new InternetAddress(from, true);
      if (address.getAddress().contains("@")) {
        return from;
      }
    } catch (AddressException e) {
      // said below
    }
    throw new IllegalArgumentException("from: an e-mail address such as silverbell@office.example");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "SmtpSettings[" + host + ":" + port + ", " + safety + "]";
  }
}
