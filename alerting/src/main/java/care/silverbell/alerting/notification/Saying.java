package care.silverbell.alerting.notification;

/** What somebody is told of an incident. */
public enum Saying {
  /** Can you take it? */
  ASK,
  /**
   * The same again: nobody has answered, or nobody has arrived, or the wearer has pressed again.
   */
  AGAIN,
  /** Somebody has it. */
  TELL,
  /** It is over. */
  CLOSED;

  /** Whether an answer is wanted. */
  public boolean isQuestion() {
    return this == ASK || this == AGAIN;
  }
}
