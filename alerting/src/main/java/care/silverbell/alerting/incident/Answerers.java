package care.silverbell.alerting.incident;

/** Who may answer, and as whom. */
@FunctionalInterface
public interface Answerers {
  /**
   * Who an account is among those who are asked, as {@code RecipientId} writes it: the same human
   * has one name only, whether they press a button on the page or answer a call.
   */
  String recipientOf(Responder who);

  /**
   * Whether one who was asked may still answer: whoever is no contact any more, has left, or is to
   * be told nothing more, answers nothing, whatever they still hold.
   *
   * @param recipient as {@code RecipientId} writes it
   */
  default boolean mayAnswer(String recipient, IncidentId incident) {
    return true;
  }
}
