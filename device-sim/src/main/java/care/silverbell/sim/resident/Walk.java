package care.silverbell.sim.resident;

import java.time.Duration;

/**
 * A walk from the front door along streets that cross at right angles, and back the same way.
 *
 * @param pace metres per second
 */
record Walk(Place home, long seed, double pace, Duration lasts) {
  /** The streets of Fenghuangtai run along the shore, which is turned so far from west to east. */
  private static final double STREETS_TURNED = Math.toRadians(14);

  private static final double QUARTER = Math.PI / 2;
  private static final double FARTHEST = 350;
  private static final double SHORTEST_BLOCK = 60;
  private static final double LONGEST_BLOCK = 150;

  /** Where the walker is after a time; at home before the start and after the end. */
  Place after(Duration elapsed) {
    double gone = clamp(elapsed.toMillis() / 1000.0);
    double left = clamp(lasts.minus(elapsed).toMillis() / 1000.0);
    return alongTheWay(Math.min(gone, left) * pace);
  }

  private double clamp(double seconds) {
    return Math.max(0, Math.min(seconds, lasts.toMillis() / 1000.0));
  }

  private Place alongTheWay(double metres) {
    Place corner = home;
    double heading = STREETS_TURNED + QUARTER * (Chance.mix(seed, 0) & 3);
    double left = metres;
    for (int block = 1; ; block++) {
      double length = Chance.between(seed, block, SHORTEST_BLOCK, LONGEST_BLOCK);
      heading = turned(corner, heading, length, block);
      if (left <= length) {
        return ahead(corner, heading, left);
      }
      corner = ahead(corner, heading, length);
      left -= length;
    }
  }

  /** Straight on, left or right, as chance will; but never far from home. */
  private double turned(Place corner, double heading, double length, int block) {
    double wanted = heading + QUARTER * (Math.floorMod(Chance.mix(seed, -block), 3) - 1);
    double best = wanted;
    for (int quarter = 1; quarter < 4 && tooFar(corner, best, length); quarter++) {
      best = wanted + QUARTER * quarter;
    }
    return best;
  }

  private boolean tooFar(Place corner, double heading, double length) {
    return ahead(corner, heading, length).metresTo(home) > FARTHEST;
  }

  private static Place ahead(Place from, double heading, double metres) {
    return from.moved(Math.cos(heading) * metres, Math.sin(heading) * metres);
  }
}
