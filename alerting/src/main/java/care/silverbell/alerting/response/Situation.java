package care.silverbell.alerting.response;

import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.RecipientId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision hangs on, as it is on disk while nobody else may move the incident.
 *
 * @param progress how far the incident has come
 * @param closedBy who closed it; null while it is alive, and where none did who can be asked
 * @param planFrom from when the plan's seconds count: the opening, or when the wearer was not asked
 *     any longer
 * @param stepsTaken how many steps of the plan are taken
 * @param stepAt when somebody was asked last; null where nobody was yet
 * @param againFrom when the plan's last step was taken; null while some are left
 * @param heldUntil when those are asked whom quiet hours kept from being asked at their step; null
 *     where they kept nobody
 * @param nudgedAt when everybody was asked again because nobody had arrived; null where not
 * @param movedOnAt the newest press or "cannot go" that moves the plan on; null where there was
 *     none
 * @param pressedAgain whether the wearer has pressed since the plan last went on
 * @param answers every answer there was, in order
 * @param answersHeard the number of the newest answer that the plan has gone on for
 * @param asked whom the plan has asked so far, by their names for ever
 */
public record Situation(
    ResponsePlan plan,
    Progress progress,
    @Nullable RecipientId closedBy,
    Instant planFrom,
    int stepsTaken,
    @Nullable Instant stepAt,
    @Nullable Instant againFrom,
    @Nullable Instant heldUntil,
    @Nullable Instant nudgedAt,
    @Nullable Instant movedOnAt,
    boolean pressedAgain,
    List<Answer> answers,
    long answersHeard,
    Map<RecipientId, Asked> asked) {

  /** How far an incident has come, as far as its plan cares. */
  public enum Progress {
    /** Nobody is there yet. */
    UNDER_WAY,
    /** Somebody is at the door. */
    ARRIVED,
    /** Done. */
    OVER
  }

  /**
   * What one said.
   *
   * @param via the channel's wire name
   */
  public record Answer(
      long number, RecipientId recipient, String name, boolean accepts, Instant at, String via) {}

  /**
   * One who was asked.
   *
   * @param recipient as they were when they were told last
   * @param askedStep the newest step at which they were asked
   * @param askedAt when that was
   * @param toldStep the newest step at which they were told that somebody has it; 0 where not
   * @param toldClosed whether they know that it is over
   */
  public record Asked(
      Recipient recipient, int askedStep, Instant askedAt, int toldStep, boolean toldClosed) {}

  /** Defensive copies. */
  public Situation {
    answers = List.copyOf(answers);
    asked = new LinkedHashMap<>(asked);
  }

  /** Those who have it, in the order in which they said so; of each, the newest answer counts. */
  List<Answer> holders() {
    Map<RecipientId, Answer> holders = new LinkedHashMap<>();
    for (Answer answer : answers) {
      holders.remove(answer.recipient());
      if (answer.accepts()) {
        holders.put(answer.recipient(), answer);
      }
    }
    return new ArrayList<>(holders.values());
  }

  /** Those who cannot go. */
  Set<RecipientId> passers() {
    Map<RecipientId, Answer> newest = new LinkedHashMap<>();
    answers.forEach(it -> newest.put(it.recipient(), it));
    return newest.values().stream()
        .filter(it -> !it.accepts())
        .map(Answer::recipient)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether one who counts has just said that they cannot go. */
  boolean justPassed() {
    return answers.stream()
        .anyMatch(it ->
            it.number() > answersHeard
                && !it.accepts()
                && (asked.containsKey(it.recipient()) || hadIt(it)));
  }

  /** Whether one who had it has just said that they cannot go. */
  boolean justWithdrawn() {
    return answers.stream()
        .anyMatch(it -> it.number() > answersHeard && !it.accepts() && hadIt(it));
  }

  private boolean hadIt(Answer pass) {
    return answers.stream()
        .filter(it -> it.recipient().equals(pass.recipient()) && it.number() < pass.number())
        .reduce((_, later) -> later)
        .map(Answer::accepts)
        .orElse(false);
  }
}
