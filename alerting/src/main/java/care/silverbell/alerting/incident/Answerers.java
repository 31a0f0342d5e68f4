package care.silverbell.alerting.incident;

/** Who an account is among those who are asked. */
@FunctionalInterface
public interface Answerers {
  /**
   * As {@code RecipientId} writes it: the same human has one name only, whether they press a button
   * on the page or answer a call.
   */
  String recipientOf(Responder who);
}
