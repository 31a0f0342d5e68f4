package care.silverbell.sim.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class JourneysTest {
  private static final Offset<Double> THREE_DIGITS = within(0.1);

  private final Journeys journeys = new Journeys();

  @Test
  void percentilesAreTakenFromTheIntendedTime() {
    for (int i = 0; i < 1000; i++) {
      journeys.sent(i, i * 1_000_000L);
      journeys.arrived(i, i * 1_000_000L + (i + 1) * 100_000L);
    }

    Latency latency = journeys.latency();
    assertThat(latency.p50()).isCloseTo(50, THREE_DIGITS);
    assertThat(latency.p99()).isCloseTo(99, THREE_DIGITS);
    assertThat(latency.p999()).isCloseTo(99.9, THREE_DIGITS);
    assertThat(latency.max()).isCloseTo(100, THREE_DIGITS);
    assertThat(latency.counts()).isEqualTo(new Counts(1000, 1000, 0, 0));
  }

  @Test
  void whatNeverArrivesIsLostAndWhatArrivesTwiceIsCountedOnce() {
    journeys.sent(0, 0);
    journeys.sent(1, 0);
    journeys.sent(2, 0);
    journeys.arrived(2, 1_000_000);
    journeys.arrived(2, 900_000_000);
    journeys.arrived(0, 1_000_000);

    assertThat(journeys.latency().counts()).isEqualTo(new Counts(3, 2, 1, 1));
    assertThat(journeys.latency().max()).isCloseTo(1, THREE_DIGITS);
  }

  @Test
  void anArrivalOfSomethingNobodySentIsADuplicate() {
    journeys.sent(0, 0);
    journeys.arrived(7, 5);
    journeys.arrived(-1, 5);

    assertThat(journeys.latency().counts()).isEqualTo(new Counts(1, 0, 1, 2));
  }

  @Test
  void waitingEndsWithTheLastArrivalOrWithPatience() throws Exception {
    journeys.sent(0, 0);
    assertThat(journeys.awaitAll(Duration.ofMillis(20))).isFalse();

    Thread late = Thread.startVirtualThread(() -> journeys.arrived(0, System.nanoTime()));
    assertThat(journeys.awaitAll(Duration.ofSeconds(10))).isTrue();
    late.join();
  }
}
