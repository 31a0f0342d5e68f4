package care.silverbell.alerting.incident;

import java.util.Arrays;
import java.util.Locale;

/** What an incident is about; the rules to come add theirs here. */
public enum Kind {
  /** The one-press call (一键呼叫). */
  CALL(Severity.EMERGENCY),
  /** The band's fall detector. */
  FALL(Severity.EMERGENCY),
  /** Readings wait on disk because InfluxDB is away, and the room for them is running out. */
  SPOOL_FILLING(Severity.NOTICE),
  /** A way of telling people fails again and again; the others are used meanwhile. */
  CHANNEL_DOWN(Severity.NOTICE);

  private final Severity severity;

  Kind(Severity severity) {
    this.severity = severity;
  }

  /** How bad it is before anybody has looked. */
  public Severity severity() {
    return severity;
  }

  /** As the contract writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of that wire name. */
  public static Kind of(String wireName) {
    return Arrays.stream(values())
        .filter(kind -> kind.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no kind of incident is called " + wireName));
  }
}
