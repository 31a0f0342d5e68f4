package care.silverbell.alerting.response;

import care.silverbell.alerting.notification.Address;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Occasion;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.alerting.response.Decision.Asking;
import care.silverbell.alerting.response.ResponsePlan.Step;
import care.silverbell.alerting.response.ResponsePlans.Meant;
import care.silverbell.alerting.response.Situation.Asked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Those whom quiet hours kept from being asked at their step: once these are over the plan goes on
 * with them, step by step, as far apart as it has them. An open page alone is no asking: it wakes
 * nobody.
 */
final class HeldBack {
  private final Situation situation;
  private final Map<Who, Meant> meant;
  private final Instant now;

  HeldBack(Situation situation, Map<Who, Meant> meant, Instant now) {
    this.situation = situation;
    this.meant = meant;
    this.now = now;
  }

  /**
   * Asks those of the first step whose quiet hours are over.
   *
   * @param asked whom this decision asks already; they are added
   * @return when those of a later step are asked; null where there are none
   */
  @Nullable Instant ask(List<Asking> askings, Set<RecipientId> asked) {
    Instant due = situation.heldUntil();
    if (due == null || due.isAfter(now)) {
      return due;
    }
    List<Step> steps = situation.plan().steps();
    Step first = null;
    for (Step step : steps.subList(0, situation.stepsTaken())) {
      List<Recipient> freed = freed(step, askings);
      if (!freed.isEmpty() && first != null) {
        return now.plus(step.after().minus(first.after()));
      }
      if (!freed.isEmpty()) {
        first = step;
        askings.add(new Asking(Occasion.ASKED, due, freed, List.of(), List.of()));
        freed.forEach(it -> asked.add(it.id()));
      }
    }
    return null;
  }

  /** When the first is free of those whom the first so many steps mean and quiet hours hold now. */
  @Nullable Instant until(int steps) {
    List<Who> words =
        situation.plan().steps().subList(0, steps).stream()
            .flatMap(step -> step.who().stream())
            .toList();
    return until(words, meant, situation.passers());
  }

  /** The same of some words. */
  static @Nullable Instant until(
      Collection<Who> words, Map<Who, Meant> meant, Set<RecipientId> passers) {
    Instant first = null;
    for (Who word : words) {
      Meant them = meant.get(word);
      if (them != null) {
        first = earlier(first, them.heldUntil());
        for (Recipient recipient : them.recipients()) {
          if (!passers.contains(recipient.id())) {
            first = earlier(first, recipient.heldUntil());
          }
        }
      }
    }
    return first;
  }

  /** The earlier of two; null stands for never. */
  static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }

  private List<Recipient> freed(Step step, List<Asking> askings) {
    Set<RecipientId> passers = situation.passers();
    List<Recipient> freed = new ArrayList<>();
    for (Who word : step.who()) {
      Meant them = meant.get(word);
      for (Recipient it : them == null ? List.<Recipient>of() : them.recipients()) {
        boolean now =
            it.heldUntil() == null && !it.addresses().isEmpty() && !passers.contains(it.id());
        if (now && wasNotAsked(it) && !isIn(askings, it.id()) && !freed.contains(it)) {
          freed.add(it);
        }
      }
    }
    return freed;
  }

  private boolean wasNotAsked(Recipient recipient) {
    Asked asked = situation.asked().get(recipient.id());
    return asked == null || (isQuiet(asked.recipient()) && !isQuiet(recipient));
  }

  private static boolean isQuiet(Recipient recipient) {
    return recipient.addresses().stream()
        .map(Address::channel)
        .allMatch(it -> it == ChannelKind.PAGE);
  }

  private boolean isIn(List<Asking> askings, RecipientId id) {
    return Stream.concat(
            askings.stream().flatMap(it -> it.recipients().stream()).map(Recipient::id),
            situation.holders().stream().map(Situation.Answer::recipient))
        .anyMatch(id::equals);
  }
}
