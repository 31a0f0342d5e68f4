package care.silverbell.ingest.reading;

/** A vital sign that is a number; its field name is the same on the wire and in both stores. */
public enum Sign {
  /** Beats per minute. */
  HEART_RATE("heartRate"),
  /** Oxygen saturation, %. */
  SPO2("spo2"),
  /** Systolic blood pressure, mmHg. */
  SYSTOLIC("systolic"),
  /** Diastolic blood pressure, mmHg. */
  DIASTOLIC("diastolic"),
  /** Body temperature, °C. */
  TEMPERATURE("temperature"),
  /** Steps since the wearer's midnight. */
  STEPS("steps");

  private final String field;

  Sign(String field) {
    this.field = field;
  }

  /** The name of the field on the wire and in InfluxDB. */
  public String field() {
    return field;
  }
}
