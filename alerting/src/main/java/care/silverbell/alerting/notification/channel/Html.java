package care.silverbell.alerting.notification.channel;

/** Text within a page of HTML. */
public final class Html {
  private Html() {}

  /** As it may stand between tags and in an attribute: whatever it says is only read. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
