package care.silverbell.alerting.notification;

/** The addresses of the pages where a notice is answered without sign-in. */
@FunctionalInterface
public interface Links {
  /** The absolute address of the page for that token. */
  String accept(String token);
}
