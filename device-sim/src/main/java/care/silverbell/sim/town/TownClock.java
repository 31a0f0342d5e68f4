package care.silverbell.sim.town;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The town's own time: so many times as fast as the world's, but never ahead of it. A town that has
 * caught up with the present goes on in real time, for a band cannot speak of tomorrow.
 */
final class TownClock implements InstantSource {
  private final InstantSource world;
  private final Instant worldAtStart;
  private final Instant start;
  private final double speed;

  /**
   * @param start what the town's time is now; not after the world's
   * @param speed seconds of the town in a second of the world
   */
  TownClock(InstantSource world, Instant start, double speed) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("time must go on: speed " + speed);
    }
    this.world = world;
    this.worldAtStart = world.instant();
    this.start = start.isAfter(worldAtStart) ? worldAtStart : start;
    this.speed = speed;
  }

  Instant start() {
    return start;
  }

  @Override
  public Instant instant() {
    Instant now = world.instant();
    long passed = Duration.between(worldAtStart, now).toMillis();
    Instant mine = start.plusMillis((long) (passed * speed));
    return mine.isAfter(now) ? now : mine;
  }

  /** How long the world has to wait until the town's time is this. */
  Duration untilThen(Instant mine) {
    Instant now = world.instant();
    long ahead = Duration.between(instant(), mine).toMillis();
    long scaled = (long) Math.ceil(ahead / speed);
    long atLeast = speed > 1 ? Duration.between(now, mine).toMillis() : 0;
    return Duration.ofMillis(Math.max(0, Math.max(scaled, atLeast)));
  }
}
