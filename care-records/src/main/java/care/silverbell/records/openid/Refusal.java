package care.silverbell.records.openid;

import care.silverbell.alerting.notification.channel.Html;
import care.silverbell.records.http.Query;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody who came back from the provider is not let in, on a page of its own: they see it in
 * the middle of signing in, where no console runs yet. In both languages, for nobody has chosen
 * one.
 */
enum Refusal {
  STALE(
      400,
      "这次登录已过期，或已经用过。请重新登录。",
      "This sign-in is over, was used already, or began in another browser. Please sign in once more."),
  DECLINED(
      400,
      "统一登录没有完成。请重试，或用账号和密码登录。",
      "The sign-in was not finished there. Try again, or use account and password."),
  UNTRUSTED(
      403,
      "统一登录返回的凭证无效，没有登录。请重试；若再次出现，请告诉管理员。",
      "What the sign-in provider answered is not valid, so nobody was signed in. Try again; if it happens again, tell your"
          + " administrator."),
  STRANGER(
      403,
      "统一登录已确认您的身份，但还没有账号与它关联。请把下面的编号告诉管理员。",
      "The provider knows you, but no account here is linked to you yet. Give the number below to your administrator."),
  DISABLED(403, "您的账号已停用。请联系管理员。", "Your account is disabled. Please speak to your administrator."),
  AWAY(
      502,
      "现在连不上统一登录。请稍后再试，或用账号和密码登录。",
      "The sign-in provider cannot be reached now. Try again later, or use account and password.");

  private final int status;
  private final String zh;
  private final String en;

  Refusal(int status, String zh, String en) {
    this.status = status;
    this.zh = zh;
    this.en = en;
  }

  /**
   * Shows the page.
   *
   * @param number what the administrator needs to know; null for nothing
   */
  void show(Query query, @Nullable String number) {
    String shown = number == null ? "" : "<code>" + Html.escaped(number) + "</code>";
    var _ =
        query
            .context()
            .response()
            .setStatusCode(status)
            .putHeader("Content-Type", "text/html; charset=utf-8")
            .putHeader("Cache-Control", "no-store")
            .end(page(name().toLowerCase(java.util.Locale.ROOT), zh, en, shown));
  }

  private static String page(String name, String zh, String en, String number) {
    return """
    <!doctype html>
    <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>银铃 Silverbell</title>
    <style>body{font:1.25rem/1.6 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.25rem;color:#14202b;\
    background:#f5f7f9}code{display:block;padding:.75rem;background:#fff;border:1px solid #98a5b3;border-radius:.5rem;\
    overflow-wrap:anywhere}a{display:inline-block;margin-top:1rem;padding:.75rem 1.25rem;background:#0b5c8f;color:#fff;\
    border-radius:.5rem;text-decoration:none}</style></head>
    <body><main data-refusal="%s"><h1>没有登录 <span lang="en">Not signed in</span></h1>
    <p>%s</p><p lang="en">%s</p>%s
    <a href="/">返回登录 · <span lang="en">Back to sign-in</span></a></main></body></html>
    """
        .formatted(name, zh, en, number);
  }
}
