package care.silverbell.alerting.response;

import care.silverbell.alerting.notification.Occasion;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.alerting.response.Decision.Ask;
import care.silverbell.alerting.response.Decision.Asking;
import care.silverbell.alerting.response.Decision.LetGo;
import care.silverbell.alerting.response.Decision.Rest;
import care.silverbell.alerting.response.Decision.Tell;
import care.silverbell.alerting.response.ResponsePlans.Meant;
import care.silverbell.alerting.response.Situation.Answer;
import care.silverbell.alerting.response.Situation.Asked;
import care.silverbell.alerting.response.Situation.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a response goes on: a pure function of what has happened, whom the plan's words mean
 * now, and the time. Seconds count from where the plan begins and stay what they are, however the
 * steps before came to pass.
 */
public final class Escalation {
  private final Situation situation;
  private final Map<Who, Meant> meant;
  private final Instant now;
  private final ResponsePlan plan;
  private final List<Answer> holders;

  private Escalation(Situation situation, Map<Who, Meant> meant, Instant now) {
    this.situation = situation;
    this.meant = meant;
    this.now = now;
    plan = situation.plan();
    holders = situation.holders();
  }

  /**
   * What is to be done now.
   *
   * @param meant an entry for each word of the plan, with those addresses only that there is a
   *     channel for
   */
  public static Decision decide(Situation situation, Map<Who, Meant> meant, Instant now) {
    return new Escalation(situation, meant, now).decide();
  }

  private Decision decide() {
    if (situation.progress() == Progress.OVER) {
      List<Recipient> told =
          told(it -> !it.toldClosed() && !it.recipient().id().equals(situation.closedBy()));
      return told.isEmpty() ? new Rest(null) : new Tell(Occasion.CLOSED, told, null);
    }
    List<Recipient> gone = letGo();
    if (!gone.isEmpty()) {
      return new LetGo(gone);
    }
    if (holders.size() >= plan.answersWanted() || situation.progress() == Progress.ARRIVED) {
      return somebodyHasIt();
    }
    return nobodyHasIt();
  }

  /** Those who were asked or have answered, may be told nothing more, and still count. */
  private List<Recipient> letGo() {
    Map<RecipientId, Recipient> known = new LinkedHashMap<>();
    situation.asked().forEach((id, it) -> known.put(id, it.recipient()));
    situation
        .answers()
        .forEach(it ->
            known.putIfAbsent(
                it.recipient(), new Recipient(it.recipient(), it.name(), "", List.of())));
    known.keySet().removeAll(situation.passers());
    known
        .keySet()
        .retainAll(
            meant.values().stream()
                .flatMap(it -> it.letGo().stream())
                .collect(Collectors.toUnmodifiableSet()));
    return List.copyOf(known.values());
  }

  private Decision somebodyHasIt() {
    Set<RecipientId> having =
        holders.stream().map(Answer::recipient).collect(Collectors.toUnmodifiableSet());
    if (situation.pressedAgain()) {
      List<Recipient> rung =
          everybodyMeant(plan.steps().size()).stream()
              .filter(it -> having.contains(it.id()))
              .toList();
      if (!rung.isEmpty()) {
        return ask(
            List.of(asking(Occasion.PRESSED_AGAIN, movedOn(), rung)),
            plan.answersWanted(),
            false,
            now);
      }
      // Those who have it cannot be told of it: whoever else is meant is.
      List<Recipient> others =
          without(everybodyMeant(Math.max(1, situation.stepsTaken())), situation.passers());
      if (!others.isEmpty()) {
        return ask(
            List.of(asking(Occasion.PRESSED_AGAIN, movedOn(), others)),
            holders.size() + 1,
            true,
            now);
      }
    }
    Instant overdue = overdueAt();
    List<Recipient> told =
        told(it ->
            it.askedStep() > it.toldStep()
                && isAnswered(it)
                && !having.contains(it.recipient().id()));
    if (!told.isEmpty()) {
      return new Tell(Occasion.TAKEN, told, overdue);
    }
    if (overdue == null || overdue.isAfter(now)) {
      return new Rest(overdue);
    }
    Duration within = Duration.between(lastWord(), overdue);
    return ask(
        List.of(
            asking(
                Occasion.NOT_THERE_YET,
                overdue,
                without(everybodyMeant(situation.stepsTaken()), situation.passers()))),
        holders.size() + 1,
        true,
        now.plus(within));
  }

  /** Who was asked because nobody had arrived is told once another has it, or somebody is there. */
  private boolean isAnswered(Asked asked) {
    return situation.progress() == Progress.ARRIVED
        || holders.stream().anyMatch(it -> !it.at().isBefore(asked.askedAt()));
  }

  /** When those who have it should have been there; null where nobody counts that. */
  private @Nullable Instant overdueAt() {
    Duration within = plan.attendWithin();
    return within == null || situation.progress() == Progress.ARRIVED || holders.isEmpty()
        ? null
        : lastWord().plus(within);
  }

  private Instant lastWord() {
    Instant accepted = holders.getLast().at();
    Instant nudged = situation.nudgedAt();
    return nudged != null && nudged.isAfter(accepted) ? nudged : accepted;
  }

  private Decision nobodyHasIt() {
    List<Asking> askings = new ArrayList<>();
    Set<RecipientId> asked = new HashSet<>(situation.asked().keySet());
    boolean rings = situation.pressedAgain() && situation.stepsTaken() > 0;
    if (rings || situation.justWithdrawn()) {
      // Who had been told that somebody has it must hear that nobody has.
      Occasion occasion = rings ? Occasion.PRESSED_AGAIN : Occasion.WITHDRAWN;
      Asking again = asking(occasion, movedOn(), askedAgain(rings));
      askings.add(again);
      again.recipients().forEach(it -> asked.add(it.id()));
    }
    boolean movesOn =
        situation.stepsTaken() > 0 && (situation.justPassed() || (rings && holders.isEmpty()));
    HeldBack held = new HeldBack(situation, meant, now);
    Instant heldUntil = held.ask(askings, asked);
    int taken = takeSteps(askings, asked, movesOn);
    Instant againFrom = againFrom(taken, askings);
    addAgain(askings, againFrom, taken);
    heldUntil = HeldBack.earlier(heldUntil, held.until(taken));
    Instant next = HeldBack.earlier(next(taken, againFrom), heldUntil);
    return askings.isEmpty()
        ? new Rest(next, heldUntil)
        : new Ask(askings, taken, againFrom, plan.answersWanted(), false, next, heldUntil);
  }

  /**
   * Takes the steps that are due.
   *
   * @param movesOn whether the next is taken before its second
   * @return how many are taken then
   */
  private int takeSteps(List<Asking> askings, Set<RecipientId> asked, boolean movesOn) {
    int taken = situation.stepsTaken();
    boolean atOnce = movesOn;
    while (taken < plan.steps().size() && (atOnce || !secondOf(taken).isAfter(now))) {
      Instant early = movesOn && taken == situation.stepsTaken() ? movedOn() : now;
      Instant planned = secondOf(taken).isAfter(now) ? early : secondOf(taken);
      Asking asking = step(plan.steps().get(taken).who(), asked, planned);
      askings.add(asking);
      atOnce = !reachesSomebody(plan.steps().get(taken).who());
      asking.recipients().forEach(it -> asked.add(it.id()));
      taken++;
    }
    return taken;
  }

  /**
   * Whoever was asked by a step before counts; who cannot go does not. A plan that asks nobody
   * again is in no hurry: whom quiet hours hold is waited for.
   */
  private boolean reachesSomebody(List<Who> words) {
    if (plan.again() == null && HeldBack.until(words, meant, situation.passers()) != null) {
      return true;
    }
    Set<RecipientId> passers = situation.passers();
    return words.stream()
        .flatMap(who -> recipients(who).stream())
        .anyMatch(it -> reachable(it) && !passers.contains(it.id()));
  }

  private Asking step(List<Who> words, Set<RecipientId> asked, Instant planned) {
    Map<RecipientId, Recipient> reached = new LinkedHashMap<>();
    Map<RecipientId, Recipient> noWay = new LinkedHashMap<>();
    List<String> nobody = new ArrayList<>();
    Set<RecipientId> passers = situation.passers();
    for (Who who : words) {
      Meant them = meant.get(who);
      if (them == null || (them.recipients().isEmpty() && them.nobody() == null)) {
        nobody.add(who.getClass().getSimpleName());
      } else if (them.nobody() != null) {
        nobody.add(them.nobody());
      }
      for (Recipient recipient : recipients(who)) {
        if (!reachable(recipient) && recipient.heldUntil() == null) {
          noWay.put(recipient.id(), recipient);
        } else if (reachable(recipient)
            && !asked.contains(recipient.id())
            && !passers.contains(recipient.id())) {
          reached.put(recipient.id(), recipient);
        }
      }
    }
    return new Asking(
        Occasion.ASKED,
        planned,
        List.copyOf(reached.values()),
        List.copyOf(noWay.values()),
        nobody);
  }

  /** From when everybody is asked again: the plan's last step, at its second or before. */
  private @Nullable Instant againFrom(int taken, List<Asking> askings) {
    if (taken < plan.steps().size()) {
      return null;
    }
    if (situation.againFrom() != null || askings.isEmpty()) {
      return situation.againFrom();
    }
    return askings.getLast().planned();
  }

  private void addAgain(List<Asking> askings, @Nullable Instant from, int taken) {
    Duration again = plan.again();
    if (again == null || from == null) {
      return;
    }
    if (situation.againFrom() == null) {
      // The plan has just come to its end; where that reached nobody, no minute is waited.
      boolean reached = askings.stream().anyMatch(it -> !it.recipients().isEmpty());
      if (!reached && !situation.asked().isEmpty()) {
        add(askings, now, taken);
      }
      return;
    }
    Instant slot = from.plus(again.multipliedBy(timesPassed(from, again)));
    Instant last = situation.stepAt();
    boolean rung = askings.stream().anyMatch(it -> !it.recipients().isEmpty());
    if (slot.isAfter(from) && (last == null || slot.isAfter(last)) && !rung) {
      add(askings, slot, taken);
    }
  }

  private void add(List<Asking> askings, Instant planned, int taken) {
    List<Recipient> everybody = everybodyMeant(taken);
    Set<RecipientId> having =
        holders.stream().map(Answer::recipient).collect(Collectors.toUnmodifiableSet());
    List<Recipient> left = without(without(everybody, having), situation.passers());
    // Where everybody has said that they cannot go, somebody must think again.
    askings.add(
        asking(Occasion.AGAIN, planned, left.isEmpty() ? without(everybody, having) : left));
  }

  private @Nullable Instant next(int taken, @Nullable Instant againFrom) {
    if (taken < plan.steps().size()) {
      return secondOf(taken);
    }
    Duration again = plan.again();
    return again == null || againFrom == null
        ? null
        : againFrom.plus(again.multipliedBy(timesPassed(againFrom, again) + 1));
  }

  private long timesPassed(Instant from, Duration again) {
    return Math.max(0, Duration.between(from, now).dividedBy(again));
  }

  private Instant secondOf(int step) {
    return situation.planFrom().plus(plan.steps().get(step).after());
  }

  private Instant movedOn() {
    Instant at = situation.movedOnAt();
    return at == null || at.isAfter(now) ? now : at;
  }

  /** Everybody asked so far, but for those who have it (unless they too are rung) or cannot go. */
  private List<Recipient> askedAgain(boolean withHolders) {
    List<Recipient> everybody =
        without(everybodyMeant(situation.stepsTaken()), situation.passers());
    return withHolders
        ? everybody
        : without(
            everybody,
            holders.stream().map(Answer::recipient).collect(Collectors.toUnmodifiableSet()));
  }

  /** Everybody who can be told and whom the first so many steps mean now. */
  private List<Recipient> everybodyMeant(int steps) {
    Map<RecipientId, Recipient> everybody = new LinkedHashMap<>();
    Set<Who> words = new LinkedHashSet<>();
    plan.steps().subList(0, steps).forEach(step -> words.addAll(step.who()));
    for (Who who : words) {
      recipients(who).stream()
          .filter(Escalation::reachable)
          .forEach(it -> everybody.putIfAbsent(it.id(), it));
    }
    return List.copyOf(everybody.values());
  }

  /**
   * Those who were asked and are to be told something: by the ways there are now. A contact who is
   * none any more hears nothing; one of the staff whose duty has ended does.
   */
  private List<Recipient> told(Predicate<Asked> whom) {
    Map<RecipientId, Recipient> current =
        everybodyMeant(plan.steps().size()).stream()
            .collect(Collectors.toUnmodifiableMap(Recipient::id, it -> it));
    List<Recipient> told = new ArrayList<>();
    for (Asked asked : situation.asked().values()) {
      RecipientId id = asked.recipient().id();
      Recipient now = current.get(id);
      Recipient recipient =
          switch (id) {
            case RecipientId.OfStaff _, RecipientId.OfGroup _ ->
                now == null ? asked.recipient() : now;
            case RecipientId.OfContact _, RecipientId.OfAccount _ -> now;
            case RecipientId.OfCanary _ -> null;
          };
      if (recipient != null && reachable(recipient) && whom.test(asked)) {
        told.add(recipient);
      }
    }
    return told;
  }

  private Ask ask(List<Asking> askings, int answersWanted, boolean nudged, @Nullable Instant next) {
    return new Ask(
        askings, situation.stepsTaken(), situation.againFrom(), answersWanted, nudged, next, null);
  }

  private static Asking asking(Occasion occasion, Instant planned, List<Recipient> recipients) {
    return new Asking(occasion, planned, recipients, List.of(), List.of());
  }

  private List<Recipient> recipients(Who who) {
    Meant them = meant.get(who);
    return them == null ? List.of() : them.recipients();
  }

  private static boolean reachable(Recipient recipient) {
    return !recipient.addresses().isEmpty();
  }

  private static List<Recipient> without(List<Recipient> all, Collection<RecipientId> some) {
    return all.stream().filter(it -> !some.contains(it.id())).toList();
  }
}
