package care.silverbell.sim.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void everyMessageIsDueAtItsPlaceInTheRate() {
    Schedule schedule = new Schedule(5, 300);

    assertThat(schedule.dueNanos(0)).isZero();
    assertThat(schedule.dueNanos(1)).isEqualTo(200_000_000);
    assertThat(schedule.dueNanos(299)).isEqualTo(59_800_000_000L);
  }

  @Test
  void aRateThatDoesNotDivideASecondDoesNotDrift() {
    assertThat(new Schedule(3, 3001).dueNanos(3000)).isEqualTo(1_000_000_000_000L);
  }

  @Test
  void asManyAreDueAsHaveTheirTimeBehindThem() {
    Schedule schedule = new Schedule(10, 5);

    assertThat(schedule.dueBy(-1)).isZero();
    assertThat(schedule.dueBy(0)).isEqualTo(1);
    assertThat(schedule.dueBy(99_999_999)).isEqualTo(1);
    assertThat(schedule.dueBy(100_000_000)).isEqualTo(2);
    assertThat(schedule.dueBy(Long.MAX_VALUE)).isEqualTo(5);
  }

  @Test
  void aTimeIsFilledToItsEnd() {
    assertThat(Schedule.lasting(200, Duration.ofMillis(2_500)).count()).isEqualTo(500);
  }

  @Test
  void aRateOfNothingIsRefused() {
    assertThatThrownBy(() -> new Schedule(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Schedule(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
