package care.silverbell.alerting.response;

import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.response.ResponsePlan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The plans of an office that has written none. */
public final class DefaultPlans {
  /** Grids are rarely deeper; levels above the top are passed over. */
  private static final int LEVELS = 6;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private DefaultPlans() {}

  /** The plan for that severity. */
  public static ResponsePlan of(Severity severity) {
    return switch (severity) {
      case EMERGENCY -> emergency();
      case URGENT -> urgent();
      case NOTICE -> notice();
    };
  }

  /** For what is about the service itself. */
  public static ResponsePlan aboutService() {
    return new ResponsePlan(
        "service",
        List.of(new Step(Duration.ZERO, List.of(new Who.Operators(), new Who.Desk()))),
        Duration.ofHours(1),
        1,
        null);
  }

  /** For a call of a band that nobody wears: the desk finds out who it is. */
  public static ResponsePlan unknownCaller() {
    return new ResponsePlan(
        "unknown-caller",
        List.of(
            new Step(Duration.ZERO, List.of(new Who.Desk())),
            new Step(Duration.ofSeconds(30), List.of(new Who.Operators()))),
        MINUTE,
        1,
        null);
  }

  /** For the canary's presses. */
  public static ResponsePlan canary() {
    return new ResponsePlan(
        "canary", List.of(new Step(Duration.ZERO, List.of(new Who.Canary()))), null, 1, null);
  }

  private static ResponsePlan emergency() {
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            Duration.ZERO,
            List.of(new Who.Family(), new Who.OnDuty(), new Who.Desk(), new Who.Groups())));
    steps.add(new Step(Duration.ofSeconds(30), List.of(new Who.StandIn())));
    for (int level = 1; level <= LEVELS; level++) {
      steps.add(new Step(MINUTE.multipliedBy(level), List.of(new Who.Above(level))));
    }
    return new ResponsePlan("emergency", steps, MINUTE, 1, Duration.ofMinutes(15));
  }

  private static ResponsePlan urgent() {
    return new ResponsePlan(
        "urgent",
        List.of(
            new Step(Duration.ZERO, List.of(new Who.OnDuty(), new Who.Family())),
            new Step(Duration.ofMinutes(5), List.of(new Who.StandIn())),
            new Step(Duration.ofMinutes(15), List.of(new Who.Above(1), new Who.Desk()))),
        Duration.ofMinutes(15),
        1,
        Duration.ofHours(1));
  }

  private static ResponsePlan notice() {
    return new ResponsePlan(
        "notice",
        List.of(
            new Step(Duration.ZERO, List.of(new Who.OnDuty())),
            new Step(Duration.ofHours(1), List.of(new Who.StandIn())),
            new Step(Duration.ofHours(4), List.of(new Who.Above(1)))),
        null,
        1,
        null);
  }
}
