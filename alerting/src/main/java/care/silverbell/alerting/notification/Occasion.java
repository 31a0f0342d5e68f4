package care.silverbell.alerting.notification;

import java.util.Arrays;
import java.util.Locale;

/** Why somebody is told something now. */
public enum Occasion {
  /** Their step of the plan has come. */
  ASKED(true),
  /** Nobody has answered yet. */
  AGAIN(true),
  /** The wearer has pressed again. */
  PRESSED_AGAIN(true),
  /** Somebody has it, and nobody is there yet. */
  NOT_THERE_YET(true),
  /** Who had it cannot go after all. */
  WITHDRAWN(true),
  /** Somebody has it; nothing is left to be done. */
  TAKEN(false),
  /** It is over. */
  CLOSED(false);

  private final boolean asks;

  Occasion(boolean asks) {
    this.asks = asks;
  }

  /** Whether an answer is wanted; else they are only told. */
  public boolean asks() {
    return asks;
  }

  /** "ask" or "tell", as the database has it. */
  String purpose() {
    return asks ? "ask" : "tell";
  }

  /** As the database writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The occasion of that wire name. */
  static Occasion of(String wireName) {
    return Arrays.stream(values())
        .filter(it -> it.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no occasion " + wireName));
  }
}
