package care.silverbell.alerting.notification;

/** Puts a notice into words, in its recipient's language. */
@FunctionalInterface
public interface Wording {
  /** The message for that notice on that channel. */
  Message of(NoticeFacts subject);
}
