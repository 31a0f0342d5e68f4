package care.silverbell.sim.band;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenCallsTest {
  private static final Instant PRESS = Instant.parse("2026-03-01T08:00:00Z");

  private final OpenCalls calls = new OpenCalls();

  @Test
  void aCallGoesOutAtOnceThenAfterTwoFourEightAndEveryTenSeconds() {
    calls.add("c-1", new byte[0], PRESS);

    assertThat(secondsOfSending("c-1", 60)).containsExactly(0L, 2L, 6L, 14L, 24L, 34L, 44L, 54L);
  }

  @Test
  void aCallThatWasReceivedIsNotSentAgain() {
    calls.add("c-1", new byte[0], PRESS);
    assertThat(calls.takeDue(PRESS)).hasSize(1);

    calls.received("c-1");

    assertThat(secondsOfSending("c-1", 60)).isEmpty();
    assertThat(calls.nextDue()).isEmpty();
  }

  @Test
  void anAnswerToOneCallLeavesTheOtherOpen() {
    calls.add("c-1", new byte[0], PRESS);
    calls.add("c-2", new byte[0], PRESS);

    calls.received("c-1");

    assertThat(calls.takeDue(PRESS)).extracting(OpenCalls.Call::id).containsExactly("c-2");
  }

  @Test
  void backInReachEveryOpenCallIsDueAtOnceAndItsCountGoesOn() {
    calls.add("c-1", new byte[0], PRESS);
    assertThat(calls.takeDue(PRESS)).hasSize(1);
    Instant back = PRESS.plusMillis(500);
    assertThat(calls.takeDue(back)).isEmpty();

    calls.allDue(back);

    assertThat(calls.takeDue(back)).extracting(OpenCalls.Call::timesSent).containsExactly(2);
  }

  private List<Long> secondsOfSending(String id, int seconds) {
    List<Long> sent = new ArrayList<>();
    for (long second = 0; second < seconds; second++) {
      Instant now = PRESS.plusSeconds(second);
      if (calls.takeDue(now).stream().anyMatch(call -> call.id().equals(id))) {
        sent.add(Duration.between(PRESS, now).toSeconds());
      }
    }
    return sent;
  }
}
