package care.silverbell.records.plain;

import care.silverbell.alerting.notification.channel.Html;
import care.silverbell.records.http.Query;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A page that works without script, on any browser: one style, which is the only thing that may run
 * in it. Kept by no cache, found by no search engine.
 *
 * @param policy the Content-Security-Policy it is sent with
 */
public record PlainPage(String style, String policy) {

  /**
   * Of that style.
   *
   * @param more directives of what else it may do, such as {@code form-action 'self'}
   */
  public static PlainPage of(String style, String more) {
    return new PlainPage(
        style,
        "default-src 'none'; style-src 'sha256-"
            + sha256(style)
            + "'; "
            + more
            + "; frame-ancestors 'none'; base-uri 'none'");
  }

  /**
   * The whole page.
   *
   * @param head more of the head, in HTML
   * @param body in HTML
   */
  public String html(String language, String title, String head, CharSequence body) {
    return """
    <!doctype html>
    <html lang="%s">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex, nofollow">
    %s<title>%s</title>
    <style>%s</style>
    %s</html>
    """
        .formatted(language, head, escaped(title), style, body);
  }

  /** Answers with it; null, as whoever has answered. */
  public @Nullable Object answer(Query query, int status, String html) {
    var _ =
        query
            .context()
            .response()
            .setStatusCode(status)
            .putHeader("Content-Type", "text/html; charset=utf-8")
            .putHeader("Content-Security-Policy", policy)
            .putHeader("Cache-Control", "no-store")
            .putHeader("X-Robots-Tag", "noindex, nofollow")
            .end(html);
    return null;
  }

  /** A text as it may stand in HTML. */
  public static String escaped(String text) {
    return Html.escaped(text);
  }

  /** A paragraph of that look. */
  public static String paragraph(String look, String text) {
    return "<p class=\"" + look + "\">" + escaped(text) + "</p>\n";
  }

  /** A line of a list of facts. */
  public static String line(String what, String text) {
    return "<dt>" + escaped(what) + "</dt><dd>" + escaped(text) + "</dd>";
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
