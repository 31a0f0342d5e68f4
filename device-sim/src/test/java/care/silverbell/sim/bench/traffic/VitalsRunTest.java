package care.silverbell.sim.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VitalsRunTest {
  private static final long NOW = 1_763_798_400_123L;

  @ParameterizedTest
  @ValueSource(ints = {200, 2_000, 10_000, 50_000, 33_333, 100_000})
  void everyMessageIsFoundAgainByItsBandAndTime(int perSecond) {
    VitalsRun run = new VitalsRun(NOW, perSecond, DemoBands.all());
    VitalsRun.Finder finder = run.finder();
    Set<String> keys = new HashSet<>();
    for (int sequence = 0; sequence < 5_000; sequence++) {
      assertThat(finder.sequenceOf(run.topic(sequence), run.payload(sequence))).isEqualTo(sequence);
      assertThat(keys.add(run.topic(sequence) + run.at(sequence))).isTrue();
    }
  }

  @Test
  void aTimeAloneIsEnoughAtADenseTownsPace() {
    VitalsRun run = new VitalsRun(NOW, 200, DemoBands.all());

    assertThat(run.finder().sequenceAt(run.at(1_234))).isEqualTo(1_234);
  }

  @Test
  void aMessageOfAnotherRunIsNotOurs() {
    VitalsRun earlier = new VitalsRun(NOW - 5_000, 200, DemoBands.all());
    VitalsRun run = new VitalsRun(NOW, 200, DemoBands.all());
    VitalsRun.Finder finder = run.finder();

    assertThat(finder.sequenceOf(earlier.topic(3), earlier.payload(3))).isEqualTo(-1);
    assertThat(finder.sequenceOf("silverbell/v1/bands/other/vitals", run.payload(0))).isEqualTo(-1);
    assertThat(finder.sequenceOf(run.topic(1), run.payload(0))).isEqualTo(-1);
  }

  @Test
  void thePayloadIsAVitalsObjectOfTheContract() throws Exception {
    VitalsRun run = new VitalsRun(NOW, 200, DemoBands.all());

    String payload = new String(run.payload(1), StandardCharsets.UTF_8);
    assertThat(run.topic(1)).isEqualTo("silverbell/v1/bands/demo-0002/vitals");
    assertThat(new ObjectMapper().readTree(payload).path("at").asLong()).isEqualTo(NOW + 5);
    assertThat(new ObjectMapper().readTree(payload).path("heartRate").asInt()).isBetween(60, 99);
  }

  @Test
  void moreThanATimeEachIsRefused() {
    assertThatThrownBy(() -> new VitalsRun(NOW, 1_001, List.of("demo-0001")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
