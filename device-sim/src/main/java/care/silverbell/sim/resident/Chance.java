package care.silverbell.sim.resident;

import java.time.Duration;
import java.time.Instant;

/**
 * Chance that comes out the same every time: a seed and a moment decide, not how often somebody
 * asked. So a town that is started again goes on where it would have been.
 */
final class Chance {
  private Chance() {}

  /** A new seed out of a seed and a number. */
  static long mix(long seed, long number) {
    long z = seed + number * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A number from 0 up to 1. */
  static double of(long seed, long number) {
    return (mix(seed, number) >>> 11) * 0x1.0p-53;
  }

  /** A number between two others. */
  static double between(long seed, long number, double low, double high) {
    return low + of(seed, number) * (high - low);
  }

  /** A value from -1 to 1 that wanders smoothly; after a period it has forgotten where it was. */
  static double drift(long seed, Instant at, Duration period) {
    double x = (double) at.toEpochMilli() / period.toMillis();
    long step = (long) Math.floor(x);
    double part = x - step;
    double smooth = part * part * (3 - 2 * part);
    double from = between(seed, step, -1, 1);
    double to = between(seed, step + 1, -1, 1);
    return from + (to - from) * smooth;
  }
}
