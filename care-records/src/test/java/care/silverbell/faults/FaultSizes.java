package care.silverbell.faults;

import java.time.Duration;

/**
 * How hard and how long the faults run.
 *
 * @param readingsPerSecond of all bands together
 * @param pressesPerSecond of all bands together
 * @param kills how often the service is killed
 * @param outage how long InfluxDB is away; presses are timed for as long before that
 * @param floorMillis a p99 from press to screen that is never called too long: below it, the noise
 *     of a small machine is larger than what is looked for. Short runs are for busy build machines:
 *     there it is 500, and a call that waits for InfluxDB still takes seconds
 * @param seed of the moments at which the service is killed
 */
record FaultSizes(
    int readingsPerSecond,
    int pressesPerSecond,
    int kills,
    Duration outage,
    long floorMillis,
    long seed) {

  /**
   * From {@code -Dfaults.readings .presses .kills .seconds .floor .seed}; short where not given.
   */
  static FaultSizes given() {
    return new FaultSizes(
        Integer.getInteger("faults.readings", 2_000),
        Integer.getInteger("faults.presses", 5),
        Integer.getInteger("faults.kills", 2),
        Duration.ofSeconds(Integer.getInteger("faults.seconds", 10)),
        Long.getLong("faults.floor", 500),
        Long.getLong("faults.seed", System.currentTimeMillis()));
  }
}
