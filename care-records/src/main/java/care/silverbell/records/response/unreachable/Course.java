package care.silverbell.records.response.unreachable;

import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.alerting.response.ResponsePlan;
import care.silverbell.alerting.response.ResponsePlans.Meant;
import care.silverbell.alerting.response.Who;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a response would go if nobody answered: who is asked at which second. A step that reaches
 * nobody is passed over at once, so the one after it takes its time; who was asked is not asked
 * again by a later step.
 */
public record Course(ResponsePlan plan, List<Step> steps) {
  /** Defensive copy. */
  public Course {
    steps = List.copyOf(steps);
  }

  /**
   * A step as it would be taken.
   *
   * @param second after the press
   */
  public record Step(Duration second, List<Asked> asked) {}

  /**
   * Whom a word of the step means.
   *
   * @param nobody why there is nobody; null where there is somebody
   * @param already those of the recipients who were asked before
   */
  public record Asked(
      Who word, List<Recipient> recipients, @Nullable String nobody, Set<RecipientId> already) {
    /** Whether there is one who can be told. */
    boolean reachesSomebody() {
      return recipients.stream().anyMatch(it -> !it.addresses().isEmpty());
    }
  }

  /** Every word of the plan. */
  public static Set<Who> words(ResponsePlan plan) {
    Set<Who> words = new LinkedHashSet<>();
    plan.steps().forEach(step -> words.addAll(step.who()));
    return words;
  }

  /**
   * The course of the plan.
   *
   * @param meant an entry for each of its words
   */
  public static Course of(ResponsePlan plan, Map<Who, Meant> meant) {
    List<Step> steps = new ArrayList<>();
    Set<RecipientId> asked = new HashSet<>();
    Duration passedOverAt = null;
    for (ResponsePlan.Step step : plan.steps()) {
      List<Asked> words = new ArrayList<>();
      for (Who word : step.who()) {
        Meant means = meant.getOrDefault(word, new Meant(List.of(), null));
        Set<RecipientId> already = new HashSet<>(asked);
        already.retainAll(means.recipients().stream().map(Recipient::id).toList());
        words.add(new Asked(word, means.recipients(), means.nobody(), already));
        means.recipients().forEach(it -> asked.add(it.id()));
      }
      Step taken = new Step(passedOverAt == null ? step.after() : passedOverAt, words);
      steps.add(taken);
      passedOverAt = words.stream().anyMatch(Asked::reachesSomebody) ? null : taken.second();
    }
    return new Course(plan, steps);
  }
}
