package care.silverbell.alerting.incident;

import java.util.Arrays;
import java.util.Locale;

/** What an incident is about: a call, or what a rule has found, by the finding's own name. */
public enum Kind {
  /** The one-press call (一键呼叫). */
  CALL(Severity.EMERGENCY),
  /** The band's fall detector. */
  FALL(Severity.EMERGENCY),
  /** Outside every zone where they are expected: a search begins at once. */
  WANDERING(Severity.EMERGENCY),
  /** The heart beats too fast at rest. */
  HEART_RATE_HIGH(Severity.URGENT),
  /** The heart beats too slowly. */
  HEART_RATE_LOW(Severity.URGENT),
  /** Too little oxygen in the blood. */
  OXYGEN_LOW(Severity.URGENT),
  /** Blood pressure too high. */
  BLOOD_PRESSURE_HIGH(Severity.URGENT),
  /** Blood pressure too low. */
  BLOOD_PRESSURE_LOW(Severity.URGENT),
  /** Fever. */
  TEMPERATURE_HIGH(Severity.URGENT),
  /** Too cold. */
  TEMPERATURE_LOW(Severity.URGENT),
  /** Awake, and no movement for too long. */
  STILL(Severity.URGENT),
  /** No sign of life in the morning (日问候). */
  MISSED_GREETING(Severity.URGENT),
  /** Nothing is heard of the band (失联). */
  SILENT_BAND(Severity.NOTICE),
  /** The band is on no wrist. */
  NOT_WORN(Severity.NOTICE),
  /** The band will soon be flat. */
  LOW_BATTERY(Severity.NOTICE),
  /** Many bands fell silent together; for the operator. */
  OUTAGE(Severity.NOTICE),
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
