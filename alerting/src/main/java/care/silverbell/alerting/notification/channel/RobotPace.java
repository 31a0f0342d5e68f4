package care.silverbell.alerting.notification.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How fast a group robot may speak. A robot that speaks faster than its maker allows is silenced
 * for minutes, so what would be too much is put off here, before the maker hears of it.
 */
final class RobotPace {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final int most;
  private final Map<String, ArrayDeque<Instant>> spoken = new HashMap<>();

  /**
   * Of one maker's robots.
   *
   * @param most messages of one robot in a minute
   */
  RobotPace(int most) {
    this.most = most;
  }

  /** How long this robot must wait; empty where it may speak now, which then counts. */
  synchronized Optional<Duration> wait(String robot, Instant now) {
    Instant since = now.minus(WINDOW);
    spoken.values().forEach(times -> times.removeIf(time -> !time.isAfter(since)));
    spoken.values().removeIf(ArrayDeque::isEmpty);
    ArrayDeque<Instant> times = spoken.computeIfAbsent(robot, _ -> new ArrayDeque<>());
    if (times.size() < most) {
      times.add(now);
      return Optional.empty();
    }
    return Optional.of(Duration.between(since, times.getFirst()));
  }
}
