package care.silverbell.sim.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {
  @Test
  void oneDisturbedRunDoesNotMoveIt() {
    assertThat(Median.of(List.of(3.0, 900.0, 2.0, 1.0, 2.5))).isEqualTo(2.5);
    assertThat(Median.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
  }

  @Test
  void ratiosAreTakenPairByPairAndNotOfMedians() {
    List<Double> floors = List.of(10.0, 100.0, 1000.0);
    List<Double> services = List.of(5.0, 40.0, 900.0);

    // Ratios 0.5, 0.4, 0.9; the ratio of the medians would be 0.4.
    assertThat(Median.ofRatios(floors, services)).isEqualTo(0.5);
  }

  @Test
  void halfAPairIsRefused() {
    assertThatThrownBy(() -> Median.ofRatios(List.of(1.0, 2.0), List.of(1.0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Median.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
