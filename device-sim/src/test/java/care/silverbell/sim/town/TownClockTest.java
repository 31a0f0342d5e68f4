package care.silverbell.sim.town;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TownClockTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private Instant world = NOW;

  @Test
  void atSpeedOneItIsTheWallClock() {
    TownClock clock = new TownClock(() -> world, NOW, 1);
    world = NOW.plusSeconds(7);

    assertThat(clock.instant()).isEqualTo(world);
    assertThat(clock.untilThen(world.plusSeconds(3))).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aFastTownCatchesUpWithThePresentAndThenGoesOnInRealTime() {
    TownClock clock = new TownClock(() -> world, NOW.minusSeconds(590), 60);

    world = NOW.plusSeconds(5);
    assertThat(clock.instant()).isEqualTo(NOW.minusSeconds(290));
    assertThat(clock.untilThen(NOW.minusSeconds(230))).isEqualTo(Duration.ofSeconds(1));

    world = NOW.plusSeconds(20);
    assertThat(clock.instant()).isEqualTo(world);
    assertThat(clock.untilThen(world.plusSeconds(15))).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void aTownCannotBeginTomorrow() {
    TownClock clock = new TownClock(() -> world, NOW.plusSeconds(86_400), 1);

    assertThat(clock.instant()).isEqualTo(NOW);
  }
}
