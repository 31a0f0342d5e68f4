package care.silverbell.alerting.rule;

import care.silverbell.alerting.rule.Conclusion.Over;
import care.silverbell.alerting.rule.GreetingRule.Memory;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The morning's greeting (日问候): by their own time of the morning a person has given a sign of life
 * since the night: a heartbeat or a step. A band on its charger gives none. Only for whom a time
 * was set.
 */
public final class GreetingRule implements Rule<Memory> {
  private static final LocalTime NIGHT_ENDS = LocalTime.of(4, 0);

  /** Somebody who was never heard of later than that is not asked for in the afternoon. */
  private static final Duration ASKED_FOR = Duration.ofHours(4);

  /**
   * What is remembered of one person.
   *
   * @param alive the newest sign of life; null while there was none
   * @param rungAt the time of this morning by which they were to be heard of; null while it did not
   *     ring
   */
  public record Memory(@Nullable Instant alive, Stride stride, @Nullable Instant rungAt) {
    static final Memory FRESH = new Memory(null, Stride.UNKNOWN, null);
  }

  @Override
  public String name() {
    return "missed-greeting";
  }

  @Override
  public Memory fresh() {
    return Memory.FRESH;
  }

  @Override
  public Judged<Memory> judge(Memory memory, Reading reading, Context context) {
    if (!(reading instanceof Vitals vitals)) {
      return Judged.nothing(memory);
    }
    Instant at = vitals.moment().at();
    Stride stride = memory.stride().after(vitals.signs(), at);
    boolean beats =
        vitals.signs().heartRate() != null && !Boolean.FALSE.equals(vitals.signs().worn());
    boolean steps = at.equals(stride.movedAt());
    if (!beats && !steps) {
      return Judged.nothing(new Memory(memory.alive(), stride, memory.rungAt()));
    }
    boolean isOver = memory.rungAt() != null && at.isAfter(memory.rungAt());
    Memory after = new Memory(at, stride, isOver ? null : memory.rungAt());
    return !isOver || memory.rungAt() == null
        ? Judged.nothing(after)
        : Judged.of(
            after,
            new Over(
                FindingKind.MISSED_GREETING,
                vitals.person(),
                memory.rungAt(),
                at,
                new Sentence("又有生命迹象", "there is a sign of life again")));
  }

  @Override
  public Memory alreadyFound(Memory memory, FindingKind kind, Instant since) {
    return kind == FindingKind.MISSED_GREETING
        ? new Memory(memory.alive(), memory.stride(), since)
        : memory;
  }

  @Override
  public Judged<Memory> pass(Memory memory, Instant now, Context context) {
    Watched watched = context.watched();
    LocalTime by = watched.hours().greetingBy();
    if (by == null || memory.alive() == null) {
      return Judged.nothing(memory);
    }
    ZonedDateTime wall = watched.wall(now);
    Instant due = wall.with(by).toInstant();
    Instant night = wall.with(NIGHT_ENDS).toInstant();
    boolean rung = memory.rungAt() != null && !memory.rungAt().isBefore(night);
    if (rung
        || now.isBefore(due)
        || now.isAfter(due.plus(ASKED_FOR))
        || !memory.alive().isBefore(night)) {
      return Judged.nothing(memory);
    }
    return Judged.of(
        new Memory(memory.alive(), memory.stride(), due),
        Finding.of(
            FindingKind.MISSED_GREETING,
            watched.person(),
            due,
            now,
            List.of(),
            new Sentence("到 %s 仍无今晨的生命迹象".formatted(by), "no sign of life this morning by " + by)));
  }
}
