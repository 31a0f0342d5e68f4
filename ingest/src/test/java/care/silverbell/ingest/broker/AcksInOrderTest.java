package care.silverbell.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AcksInOrderTest {
  private final AcksInOrder acks = new AcksInOrder();
  private final List<Integer> sent = Collections.synchronizedList(new ArrayList<>());

  @Test
  void anAckWaitsForThoseBeforeIt() {
    var first = arrived(1);
    var second = arrived(2);
    var third = arrived(3);

    second.safe();
    assertThat(sent).isEmpty();
    first.safe();
    assertThat(sent).containsExactly(1, 2);
    third.safe();
    assertThat(sent).containsExactly(1, 2, 3);
  }

  @Test
  void askingTwiceSendsOnce() {
    var first = arrived(1);
    first.safe();
    first.safe();
    first.giveUp();
    assertThat(sent).containsExactly(1);
  }

  @Test
  void aMessageNobodyTookIsNeverAckedAndHoldsNobodyUp() {
    var first = arrived(1);
    var second = arrived(2);
    second.safe();
    first.giveUp();
    first.safe();
    assertThat(sent).containsExactly(2);
    assertThat(acks.unacknowledged()).isZero();
  }

  @Test
  void nothingIsSentAfterTheConnectionsEnd() {
    var first = arrived(1);
    var second = arrived(2);
    acks.end();
    first.safe();
    second.safe();
    assertThat(sent).isEmpty();
  }

  @Test
  void afterOneAckCouldNotBeSentNoneIs() {
    var broken =
        acks.arrived(() -> {
          throw new IOException("the wire is cut");
        });
    var second = arrived(2);
    second.safe();
    broken.safe();
    arrived(3).safe();
    assertThat(sent).isEmpty();
  }

  @Test
  void theOrderHoldsWhateverTheThreads() throws Exception {
    List<AcksInOrder.Place> places =
        new ArrayList<>(IntStream.range(0, 20_000).mapToObj(this::arrived).toList());
    Collections.shuffle(places, new Random(7));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      places.forEach(place -> threads.execute(place::safe));
    }
    assertThat(sent).hasSize(20_000).isSorted();
  }

  private AcksInOrder.Place arrived(int number) {
    return acks.arrived(() -> sent.add(number));
  }
}
