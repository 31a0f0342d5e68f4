package care.silverbell.alerting.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** However long the database was away, everybody has a moment after it to hold what is theirs. */
class OthersHoldTest {
  private static final Instant NOON = Instant.parse("2026-11-27T04:00:00Z");

  private final OthersHold others = new OthersHold();

  @Test
  void whileTheDatabaseAnswersWhatRanOutMayBeTaken() {
    others.asked(NOON, Duration.ofMillis(3), true);
    assertThat(others.ranOutBy(NOON.plusSeconds(1))).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void afterAMinuteInWhichItRefusedNothingIsTakenForAMoment() throws Exception {
    for (int second = 0; second < 60; second++) {
      others.asked(NOON.plusSeconds(second), Duration.ofMillis(1), false);
    }
    Instant back = NOON.plusSeconds(61);
    assertThat(others.ranOutBy(back)).isEqualTo(NOON);
    others.asked(back, Duration.ofMillis(1), true);
    assertThat(others.ranOutBy(back)).isEqualTo(NOON);

    Thread.sleep(1_100);
    assertThat(others.ranOutBy(back.plusSeconds(1))).isEqualTo(back.plusSeconds(1));
  }

  @Test
  void afterOneSlowAnswerNothingIsTakenForAMoment() {
    others.asked(NOON, Duration.ofSeconds(4), true);
    assertThat(others.ranOutBy(NOON.plusSeconds(4))).isEqualTo(NOON);
  }
}
