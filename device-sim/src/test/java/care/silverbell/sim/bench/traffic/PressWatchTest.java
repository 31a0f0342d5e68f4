package care.silverbell.sim.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.sim.bench.measure.Counts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PressWatchTest {
  private final PressWatch watch = new PressWatch();
  private PressRound round = watch.begin("press", List.of("a", "b"));

  @BeforeEach
  void fourPressesByTwoBands() {
    round = watch.begin("press", List.of("a", "b"));
    for (int sequence = 0; sequence < 4; sequence++) {
      round.intended(sequence, 0);
    }
  }

  private void show(String incident, String band, int presses) throws Exception {
    watch.on(
        "incident",
        """
        {"id":"%s","kind":"call","band":"%s","presses":%d}\
        """
            .formatted(incident, band, presses),
        1_000_000);
  }

  @Test
  void aSecondPressIsTheOneThatTheCountGrowsBy() throws Exception {
    show("i-1", "a", 1);
    show("i-2", "b", 1);
    show("i-1", "a", 2);
    assertThat(round.toScreen().counts()).isEqualTo(new Counts(4, 3, 1, 0));

    show("i-2", "b", 2);
    assertThat(round.toScreen().counts()).isEqualTo(new Counts(4, 4, 0, 0));
  }

  @Test
  void oneEventMayShowTwoPressesAtOnce() throws Exception {
    show("i-1", "a", 2);

    assertThat(round.toScreen().counts().received()).isEqualTo(2);
  }

  @Test
  void anotherChangeOfTheIncidentIsNoPress() throws Exception {
    show("i-1", "a", 1);
    show("i-1", "a", 1);

    assertThat(round.toScreen().counts()).isEqualTo(new Counts(4, 1, 3, 0));
  }

  @Test
  void whatIsHeardOfACallOfBeforeThatIsOverIsNoPress() throws Exception {
    watch.on(
        "incident",
        """
        {"id":"i-0","kind":"call","state":"resolved","band":"a","presses":3}\
        """,
        1_000_000);
    assertThat(round.toScreen().counts()).isEqualTo(new Counts(4, 0, 4, 0));

    show("i-1", "a", 1);
    assertThat(round.toScreen().counts()).isEqualTo(new Counts(4, 1, 3, 0));
  }

  @Test
  void aPressCountedTwiceByTheServiceIsADuplicate() throws Exception {
    show("i-1", "a", 3);

    assertThat(round.toScreen().counts()).isEqualTo(new Counts(4, 2, 2, 1));
  }

  @Test
  void whatStoodOnTheScreenBeforeTheRoundDoesNotCount() throws Exception {
    show("i-1", "a", 5);
    PressRound next = watch.begin("next", List.of("a"));
    next.intended(0, 0);
    show("i-1", "a", 6);

    assertThat(next.toScreen().counts()).isEqualTo(new Counts(1, 1, 0, 0));
  }

  @Test
  void onlyCallsAreLookedAt() throws Exception {
    watch.on(
        "incident",
        """
        {"id":"i-9","kind":"fall","band":"a","presses":1}\
        """,
        5);
    watch.on("reading", "not even json", 5);

    assertThat(round.toScreen().counts().received()).isZero();
  }

  @Test
  void aReceiptIsFoundByTheIdOfItsCall() throws Exception {
    reply("{\"callId\":\"press-2\",\"stage\":\"received\"}");
    reply("{\"callId\":\"press-2\",\"stage\":\"seen\"}");
    reply("{\"callId\":\"warm-1\",\"stage\":\"received\"}");

    assertThat(round.toReceipt().counts()).isEqualTo(new Counts(4, 1, 3, 0));
  }

  private void reply(String json) throws Exception {
    watch.onReply(json.getBytes(StandardCharsets.UTF_8), 1_000_000);
  }
}
