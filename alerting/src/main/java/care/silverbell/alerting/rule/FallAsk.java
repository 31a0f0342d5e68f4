package care.silverbell.alerting.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What comes of a fall that the band has felt. In daily life most are none (one false alarm in 40
 * hours of wear, Gerontology field study), so the wearer is asked first; whoever does not answer is
 * helped.
 */
public final class FallAsk {
  /** How long the wearer has for an answer. */
  public static final Duration HOLD = Duration.ofSeconds(30);

  private FallAsk() {}

  /** What is to be done now. */
  public sealed interface Decision {
    /** The band asks "are you all right?", and that long the wearer may answer. */
    record Ask(Instant until) implements Decision {}

    /** Somebody must come. */
    record Call(Sentence why) implements Decision {}

    /** The wearer said that nothing happened; it is kept and rings nobody. */
    record Fine() implements Decision {}
  }

  /** What the wearer said to the question. */
  public enum Answer {
    FINE,
    HELP
  }

  /**
   * Decides.
   *
   * @param heardAt when the service heard of the fall; one heard late is asked about all the same
   * @param atOnce whether the wearer's file says to call without asking
   */
  public static Decision decide(
      Instant heardAt, boolean atOnce, Optional<Answer> answer, Instant now) {
    if (atOnce) {
      return new Decision.Call(
          new Sentence("手环感到跌倒；本人约定立即呼叫", "the band felt a fall; agreed to call at once"));
    }
    if (answer.isPresent()) {
      return switch (answer.get()) {
        case FINE -> new Decision.Fine();
        case HELP ->
            new Decision.Call(
                new Sentence("手环感到跌倒；本人要求帮助", "the band felt a fall; the wearer asked for help"));
      };
    }
    Instant until = heardAt.plus(HOLD);
    return now.isBefore(until)
        ? new Decision.Ask(until)
        : new Decision.Call(
            new Sentence(
                "手环感到跌倒；询问后 30 秒无应答",
                "the band felt a fall; no answer within 30 s of being asked"));
  }
}
