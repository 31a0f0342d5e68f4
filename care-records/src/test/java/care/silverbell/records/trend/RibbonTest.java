package care.silverbell.records.trend;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.trend.RollUp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RibbonTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void aBandThatMeasuresEveryTenMinutesHasNoGap() {
    assertThat(Ribbon.of(null, at(0, 10, 20, 30), NOON, minute(40)).gaps()).isEmpty();
  }

  @Test
  void silenceIsAGapAlsoAtBothEnds() {
    assertThat(Ribbon.of(null, at(20, 25, 60), NOON, minute(120)).gaps())
        .containsExactly(
            gap(NOON, minute(20)), gap(minute(25), minute(60)), gap(minute(60), minute(120)));
  }

  @Test
  void aMissingHourIsAGapBetweenHours() {
    assertThat(Ribbon.of(Duration.ofHours(1), at(0, 60, 180), NOON, minute(240)).gaps())
        .containsExactly(gap(minute(120), minute(180)));
  }

  @Test
  void whereNothingIsKnownAllIsOneGap() {
    assertThat(Ribbon.of(Duration.ofDays(1), List.of(), NOON, minute(600)).gaps()).isEmpty();
    assertThat(Ribbon.of(Duration.ofDays(1), List.of(), NOON, minute(6000)).gaps())
        .containsExactly(gap(NOON, minute(6000)));
  }

  private static List<RollUp> at(int... minutes) {
    return Arrays.stream(minutes).mapToObj(it -> new RollUp(minute(it), 70, 70, 70, 1)).toList();
  }

  private static Gap gap(Instant from, Instant to) {
    return new Gap(from, to, Gap.Why.NOT_MEASURED);
  }

  private static Instant minute(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }
}
