package care.silverbell.alerting.rule;

import care.silverbell.ingest.reading.Reading;
import java.time.Instant;
import java.util.List;

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
