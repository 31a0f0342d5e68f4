package care.silverbell.alerting.rule;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.rule.Spell.Beat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentTest {
  private static final Duration KEPT = Duration.ofSeconds(20);

  @Test
  void theMeanIsThatOfTheValuesWithinTheTimeHoweverTheyCome() {
    Random random = new Random(7);
    List<Beat> all = new ArrayList<>();
    Recent recent = Recent.NONE;
    Instant at = Instant.EPOCH;
    for (int i = 0; i < 20_000; i++) {
      at = at.plusMillis(random.nextInt(10) == 0 ? random.nextInt(60_000) : random.nextInt(900));
      Beat beat = new Beat(at, 40 + random.nextInt(140));
      all.add(beat);
      recent = recent.and(beat, KEPT);

      Instant from = at.minus(KEPT);
      assertThat(recent.mean())
          .isEqualTo(
              all.reversed().stream()
                  .takeWhile(it -> it.at().isAfter(from))
                  .mapToDouble(Beat::value)
                  .average()
                  .orElseThrow());
    }
  }

  @Test
  void whatWasIsNotChangedByWhatComes() {
    Recent before = Recent.NONE.and(new Beat(Instant.EPOCH, 60), KEPT);
    Recent oneWay = before.and(new Beat(Instant.EPOCH.plusSeconds(5), 80), KEPT);
    Recent another = before.and(new Beat(Instant.EPOCH.plusSeconds(60), 100), KEPT);

    assertThat(before.mean()).isEqualTo(60);
    assertThat(oneWay.mean()).isEqualTo(70);
    assertThat(another.mean()).isEqualTo(100);
  }
}
