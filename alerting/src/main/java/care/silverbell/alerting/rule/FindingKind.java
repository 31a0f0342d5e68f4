package care.silverbell.alerting.rule;

import java.util.Locale;

/** What a rule can find. */
public enum FindingKind {
  /** The heart beats too fast for this person at rest. */
  HEART_RATE_HIGH,
  /** The heart beats too slowly for this person. */
  HEART_RATE_LOW,
  /** Too little oxygen in the blood, twice in a row. */
  OXYGEN_LOW,
  /** Blood pressure too high, twice in a row. */
  BLOOD_PRESSURE_HIGH,
  /** Blood pressure too low, twice in a row. */
  BLOOD_PRESSURE_LOW,
  /** Fever, twice in a row. */
  TEMPERATURE_HIGH,
  /** Too cold, twice in a row. */
  TEMPERATURE_LOW,
  /** Outside every zone where they are expected at this hour. */
  WANDERING,
  /** Awake hours, the band on the wrist, and no movement for too long. */
  STILL,
  /** No sign of life by their own time of the morning (日问候). */
  MISSED_GREETING,
  /** Nothing is heard of the band (失联). */
  SILENT_BAND,
  /** The band is heard of, but is on no wrist. */
  NOT_WORN,
  /** The band will soon be flat. */
  LOW_BATTERY;

  /** As the contract writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
