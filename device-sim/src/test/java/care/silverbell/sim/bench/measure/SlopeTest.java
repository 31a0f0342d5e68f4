package care.silverbell.sim.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlopeTest {
  @Test
  void aMegabyteASecondIsSixtyAMinute() {
    List<Double> samples = IntStream.range(0, 100).mapToObj(i -> 200.0 + i).toList();

    assertThat(Slope.perMinute(samples, 60)).isCloseTo(60, within(1e-6));
  }

  @Test
  void aSawtoothThatComesBackDoesNotGrow() {
    List<Double> samples = IntStream.range(0, 101).mapToObj(i -> i % 2 == 0 ? 1.0 : 9.0).toList();

    assertThat(Slope.perMinute(samples, 60)).isCloseTo(0, within(0.01));
  }

  @Test
  void oneSampleSaysNothingOfGrowth() {
    assertThat(Slope.perMinute(List.of(5.0), 60)).isZero();
  }
}
