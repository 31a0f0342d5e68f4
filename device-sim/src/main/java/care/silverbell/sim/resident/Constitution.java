package care.silverbell.sim.resident;

/**
 * What is a person's own and stays so for years.
 *
 * @param restingRate beats per minute, awake and sitting
 * @param walkingRise beats per minute more when walking
 * @param systolic mmHg at rest
 * @param diastolic mmHg at rest
 * @param spo2 % at rest
 * @param temperature °C in the morning
 * @param pace metres per second when walking
 * @param stepLength metres
 * @param drainAnHour % of the band's battery
 */
record Constitution(
    double restingRate,
    double walkingRise,
    double systolic,
    double diastolic,
    double spo2,
    double temperature,
    double pace,
    double stepLength,
    double drainAnHour) {

  /** The ranges are those of people over 70 at home, the unremarkable nine in ten of them. */
  static Constitution of(long seed) {
    return new Constitution(
        Chance.between(seed, 1, 58, 80),
        Chance.between(seed, 2, 20, 38),
        Chance.between(seed, 3, 116, 156),
        Chance.between(seed, 4, 64, 88),
        Chance.between(seed, 5, 95.6, 98),
        Chance.between(seed, 6, 36.1, 36.5),
        Chance.between(seed, 7, 0.55, 1.05),
        Chance.between(seed, 8, 0.45, 0.6),
        Chance.between(seed, 9, 1.8, 3.0));
  }

  double stepsASecond() {
    return pace / stepLength;
  }
}
