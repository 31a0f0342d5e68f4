package care.silverbell.alerting.incident;

import java.util.Locale;

/** What an incident is for. */
public enum Purpose {
  /** Somebody may be in trouble. */
  REAL,
  /** A test press: the whole chain is run, and every text says that it is a test. */
  TEST,
  /** The canary's press: it runs the whole chain too, and no board or list shows it. */
  CANARY;

  /** As the database writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The purpose of that wire name. */
  static Purpose of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
