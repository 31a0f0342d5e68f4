package care.silverbell.alerting.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is agreed about a fall that the band has felt. In daily life most are none (one false alarm
 * in 40 hours of wear, Gerontology field study), so the wearer is asked first; whoever does not
 * answer is helped.
 */
public final class FallAsk {
  /** How long the wearer has for an answer. */
  public static final Duration HOLD = Duration.ofSeconds(30);

  /** What the band shows; "I am fine" is its button for {@code call/cancel}. */
  public static final Sentence QUESTION =
      new Sentence(
          "您摔倒了吗？没事请按“我没事”；不按，30 秒后我们就叫人来。",
          "Did you fall? If you are fine, press “I am fine”; else we call somebody in 30 seconds.");

  private FallAsk() {}

  /**
   * Until when nobody else is asked; empty where somebody must come at once.
   *
   * @param heardAt when the service heard of the fall; one heard late is asked about all the same
   * @param atOnce whether it is agreed to call without asking
   */
  public static Optional<Instant> until(Instant heardAt, boolean atOnce) {
    return atOnce ? Optional.empty() : Optional.of(heardAt.plus(HOLD));
  }
}
