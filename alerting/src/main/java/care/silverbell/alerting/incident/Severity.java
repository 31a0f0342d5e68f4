package care.silverbell.alerting.incident;

import java.util.Locale;

/** How soon somebody must come. */
public enum Severity {
  /** At once. */
  EMERGENCY,
  /** Within the hour. */
  URGENT,
  /** To be known. */
  NOTICE;

  /** As the contract writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
