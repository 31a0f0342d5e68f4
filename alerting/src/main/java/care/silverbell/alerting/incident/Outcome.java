package care.silverbell.alerting.incident;

import java.util.Locale;

/** How it ended, as the one who was there says. */
public enum Outcome {
  /** Helped on the spot. */
  HELPED,
  /** Taken to hospital. */
  HOSPITAL,
  /** A press nobody meant (误触). */
  ACCIDENTAL,
  /** A test press. */
  TEST,
  /** Something else; the note says what. */
  OTHER;

  /** As the contract writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The outcome of that wire name.
   *
   * @throws IllegalArgumentException if there is none, naming those there are
   */
  public static Outcome of(String wireName) {
    for (Outcome outcome : values()) {
      if (outcome.wireName().equals(wireName)) {
        return outcome;
      }
    }
    throw new IllegalArgumentException(
        "outcome is one of helped, hospital, accidental, test, other");
  }
}
