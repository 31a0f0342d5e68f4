package care.silverbell.alerting.response;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked when (响应方案), counted from the opening of the incident.
 *
 * @param steps in the order of their seconds; the first is at 0
 * @param again once the last step is taken, everybody is asked again this often until a human
 *     answers; null for never
 * @param answersWanted how many must have accepted before nobody else is asked; 1 as a rule
 * @param attendWithin where somebody has accepted and nobody has arrived within this, everybody is
 *     asked again; null for never
 */
public record ResponsePlan(
    String name,
    List<Step> steps,
    @Nullable Duration again,
    int answersWanted,
    @Nullable Duration attendWithin) {

  /**
   * One step.
   *
   * @param after the opening of the incident
   */
  public record Step(Duration after, List<Who> who) {
    /** Defensive copies. */
    public Step {
      who = List.copyOf(who);
    }
  }

  /**
   * Checked.
   *
   * @throws IllegalArgumentException if a plan like that could leave a call unheard
   */
  public ResponsePlan {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || !steps.getFirst().after().isZero()) {
      throw new IllegalArgumentException("a plan begins with a step at 0 seconds");
    }
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).who().isEmpty()) {
        throw new IllegalArgumentException("step " + (i + 1) + " asks nobody");
      }
      if (i > 0 && steps.get(i).after().compareTo(steps.get(i - 1).after()) <= 0) {
        throw new IllegalArgumentException("step " + (i + 1) + " is not after the one before it");
      }
    }
    if (again != null && again.compareTo(Duration.ofSeconds(10)) < 0) {
      throw new IllegalArgumentException("asking everybody again takes 10 seconds at least");
    }
    if (answersWanted < 1 || answersWanted > 5) {
      throw new IllegalArgumentException("between 1 and 5 answers can be wanted");
    }
  }
}
