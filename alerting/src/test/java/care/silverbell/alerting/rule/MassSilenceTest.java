package care.silverbell.alerting.rule;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.rule.MassSilence.Decision;
import care.silverbell.alerting.rule.MassSilence.Memory;
import care.silverbell.alerting.rule.MassSilence.Waiting;
import care.silverbell.ingest.reading.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MassSilenceTest {
  private static final Map<String, Integer> BANDS = Map.of("3-2", 100, "4-1", 30);

  private static Waiting silent(int person, String cell, Instant since) {
    Finding finding =
        Finding.of(
            FindingKind.SILENT_BAND,
            new PersonId(new UUID(0, person)),
            since,
            since.plus(Duration.ofHours(1)),
            List.of(),
            new Sentence("", ""));
    return new Waiting(finding, cell, since.plus(Duration.ofHours(1)));
  }

  @Test
  void aHundredBandsOfACellAreOneOutageAndNoFamilyIsWoken() {
    Memory memory = Memory.NONE;
    int told = 0;
    for (int minute = 0; minute < 30; minute++) {
      Instant now = Story.at("09:00").plusSeconds(60L * minute);
      int at = minute;
      List<Waiting> found =
          IntStream.range(at * 20, at * 20 + 20)
              .filter(it -> it < 100)
              .mapToObj(it -> silent(it, "3-2", now.minus(Duration.ofHours(1))))
              .toList();
      Decision decision = MassSilence.decide(memory, found, BANDS, now);
      assertThat(decision.rings()).isEmpty();
      told += decision.anew().size();
      memory = decision.memory();
    }
    assertThat(told).isEqualTo(1);
    assertThat(memory.outages().getFirst().outage().why().en()).contains("fell silent together");
  }

  @Test
  void oneSilentBandRingsForItselfOnceNoOtherCanComeAnyMore() {
    Memory memory =
        MassSilence.decide(
                Memory.NONE, List.of(silent(1, "3-2", Story.at("08:00"))), BANDS, Story.at("09:00"))
            .memory();
    Decision early = MassSilence.decide(memory, List.of(), BANDS, Story.at("09:10"));
    assertThat(early.rings()).isEmpty();
    assertThat(MassSilence.decide(memory, List.of(), BANDS, Story.at("09:11")).rings()).hasSize(1);
  }

  @Test
  void aSmallCellThatFallsSilentAsAWholeIsAnOutageOfThatCell() {
    List<Waiting> found =
        IntStream.range(0, 5).mapToObj(it -> silent(it, "7-1", Story.at("08:00"))).toList();
    Decision decision =
        MassSilence.decide(Memory.NONE, found, Map.of("7-1", 6, "3-2", 100), Story.at("09:00"));
    assertThat(decision.anew()).hasSize(1);
    assertThat(decision.anew().getFirst().cell()).isEqualTo("7-1");
  }

  @Test
  void aFewHereAndThereInTheEveningAreNoOutage() {
    List<Waiting> found =
        IntStream.range(0, 8)
            .mapToObj(it -> silent(it, "cell-" + it, Story.at("08:00").plusSeconds(60L * it)))
            .toList();
    assertThat(MassSilence.decide(Memory.NONE, found, BANDS, Story.at("09:08")).anew()).isEmpty();
  }
}
