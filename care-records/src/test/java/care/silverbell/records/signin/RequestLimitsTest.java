package care.silverbell.records.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {
  private final AtomicLong now = new AtomicLong(-5_000_000_000L);
  private final RequestLimits limits = new RequestLimits(50, 200, now::get);

  @Test
  void aBurstIsTakenThenOnlyAsMuchAsFlowsIn() {
    for (int i = 0; i < 200; i++) {
      assertThat(limits.take("grid")).isZero();
    }
    assertThat(limits.take("grid")).isEqualTo(Duration.ofMillis(20));
    forward(Duration.ofMillis(19));
    assertThat(limits.take("grid")).isPositive();
    forward(Duration.ofMillis(1));
    assertThat(limits.take("grid")).isZero();
    assertThat(limits.take("grid")).isPositive();
  }

  @Test
  void oneWhoAsksTooMuchTakesNothingFromTheOthers() {
    for (int i = 0; i < 1_000; i++) {
      var _ = limits.take("flood");
    }
    assertThat(limits.take("flood")).isPositive();
    assertThat(limits.take("grid")).isZero();
  }

  @Test
  void quietFillsTheBucketAndNoFurther() {
    for (int i = 0; i < 200; i++) {
      var _ = limits.take("grid");
    }
    forward(Duration.ofDays(30));
    for (int i = 0; i < 200; i++) {
      assertThat(limits.take("grid")).isZero();
    }
    assertThat(limits.take("grid")).isPositive();
  }

  private void forward(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
