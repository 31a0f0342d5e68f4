package care.silverbell.ingest.band;

import care.silverbell.ingest.reading.Sign;

/**
 * What a number from a band can be at all, whoever wears it. These are no alarm limits: what is
 * outside is a broken sensor or a garbled message, not a sick person.
 */
enum Range {
  HEART_RATE(Sign.HEART_RATE.field(), 20, 300, "/min", true),
  SPO2(Sign.SPO2.field(), 40, 100, "%", true),
  SYSTOLIC(Sign.SYSTOLIC.field(), 30, 300, "mmHg", true),
  DIASTOLIC(Sign.DIASTOLIC.field(), 10, 250, "mmHg", true),
  TEMPERATURE(Sign.TEMPERATURE.field(), 20, 45, "°C", true),
  STEPS(Sign.STEPS.field(), 0, 200_000, "steps", false),
  BATTERY("battery", 0, 100, "%", false),
  LATITUDE("lat", -90, 90, "degrees", false),
  LONGITUDE("lon", -180, 180, "degrees", false),
  ACCURACY("accuracy", 0, 100_000, "m", false),
  IMPACT("impactG", 0, 200, "g", false);

  private final String field;
  private final int least;
  private final int greatest;
  private final String inWords;
  private final boolean zeroIsNoReading;

  Range(String field, int least, int greatest, String unit, boolean zeroIsNoReading) {
    this.field = field;
    this.least = least;
    this.greatest = greatest;
    this.inWords = "a number of " + least + " to " + greatest + " " + unit;
    this.zeroIsNoReading = zeroIsNoReading;
  }

  /** The field's name on the wire. */
  String field() {
    return field;
  }

  boolean holds(double value) {
    return value >= least && value <= greatest;
  }

  /** Whether that is how bands say that the sensor saw nothing. */
  boolean isNoReading(double value) {
    return zeroIsNoReading && value == 0;
  }

  /** The range in words: {@code a number of 20 to 300 /min}. */
  String inWords() {
    return inWords;
  }
}
