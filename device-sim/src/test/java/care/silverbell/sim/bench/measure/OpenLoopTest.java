package care.silverbell.sim.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  @Test
  void aStallIsChargedToEverythingItDelays() throws Exception {
    Journeys journeys = new Journeys();

    long behind =
        OpenLoop.run(
            new Schedule(100, 10),
            (sequence, due) -> {
              journeys.sent(sequence, due);
              if (sequence == 0) {
                TimeUnit.MILLISECONDS.sleep(200);
              }
              journeys.arrived(sequence, System.nanoTime());
            });

    // All ten were due within 90 ms; the one stall of 200 ms is in every one of them.
    assertThat(journeys.latency().p50()).isGreaterThan(100);
    assertThat(behind).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(150));
  }

  @Test
  void intendedTimesKeepTheirDistanceWhateverHappens() throws Exception {
    List<Long> due = new ArrayList<>();

    long _ = OpenLoop.run(new Schedule(1000, 5), (_, intended) -> due.add(intended));

    assertThat(due).hasSize(5);
    for (int i = 1; i < due.size(); i++) {
      assertThat(due.get(i) - due.get(i - 1)).isEqualTo(1_000_000);
    }
  }
}
