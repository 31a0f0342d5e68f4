package care.silverbell.alerting.rule;

import care.silverbell.ingest.reading.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One rule, without a clock and without a memory of its own: what it remembers of a person is
 * handed in and handed back. It is given a person's readings in the order of their own time.
 *
 * @param <M> what it remembers of one person; never changed, only replaced
 */
public interface Rule<M> {

  /** As metrics and back-tests call it. */
  String name();

  /** What it remembers of somebody it has heard nothing of. */
  M fresh();

  /** Judges one reading. */
  Judged<M> judge(M memory, Reading reading, Context context);

  /**
   * Time passes; for the rules that conclude something from hearing nothing.
   *
   * @param now the person's time, which never runs backwards
   */
  default Judged<M> pass(M memory, Instant now, Context context) {
    return Judged.nothing(memory);
  }

  /**
   * Which values of its sign say nothing to it of that person, whatever the hour: they begin
   * nothing, and end what had begun. Empty where a rule hangs on more than a value.
   */
  default Optional<Quiet> quiet(Watched watched) {
    return Optional.empty();
  }

  /** The values above the one and below the other. */
  record Quiet(double above, double below) {
    /** No value is. */
    public static final Quiet NEVER = new Quiet(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** Whether all values from the least to the greatest are among them. */
    public boolean holds(double least, double greatest) {
      return least > above && greatest < below;
    }
  }

  /**
   * What it remembers from now on of a condition that it found before the service stopped, and that
   * is so still; for the rules that would else find it anew.
   */
  default M alreadyFound(M memory, FindingKind kind, Instant since) {
    return memory;
  }

  /**
   * What it remembers from now on of a condition that still is so, and that nobody attends to any
   * more: for the rules that would else never speak of it again.
   */
  default M letGo(M memory, FindingKind kind) {
    return memory;
  }

  /**
   * What is known beside the reading.
   *
   * @param accompanied whether somebody who goes with them is near, by the newest positions
   */
  record Context(Watched watched, boolean accompanied) {}

  /** What the rule remembers from now on, and what it concludes. */
  record Judged<M>(M memory, List<Conclusion> conclusions) {
    static <M> Judged<M> nothing(M memory) {
      return new Judged<>(memory, List.of());
    }

    static <M> Judged<M> of(M memory, Conclusion conclusion) {
      return new Judged<>(memory, List.of(conclusion));
    }
  }
}
