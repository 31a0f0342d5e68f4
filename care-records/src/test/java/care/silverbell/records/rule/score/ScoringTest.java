package care.silverbell.records.rule.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.testing.MachineParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoringTest {
  /** Where {@code -Dsilverbell.data} says, or beside the project. */
  private static Path recordings() {
    Path folder = Path.of(System.getProperty("silverbell.data", "../../shared/data"));
    if (!Files.isDirectory(folder.resolve("hr"))) {
      MachineParts.lack("the real recordings are not in " + folder + " (-Dsilverbell.data)");
    }
    return folder;
  }

  private static Score of(List<Score> scores, String question) {
    return scores.stream()
        .filter(it -> it.question().startsWith(question))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void onTheRecordingsTheRulesKeepTheirBars() {
    List<Score> scores = Scoring.of(recordings(), false, _ -> {});
    Score.table(scores).forEach(System.out::println);
    Score hundred = of(scores, "rate_ge100_60s");
    assertThat(hundred.labelled()).isEqualTo(274);
    assertThat(hundred.recall()).isGreaterThanOrEqualTo(0.9);
    assertThat(hundred.precision()).isGreaterThanOrEqualTo(0.9);
    double rung =
        of(scores, "heart-rate-high by default").wrongPerPersonDay()
            + of(scores, "heart-rate-low by default").wrongPerPersonDay()
            + of(scores, "still by default").wrongPerPersonDay();
    assertThat(rung).isLessThan(0.2);
    Score crossings = of(scores, "confirmed crossings");
    assertThat(crossings.missed()).isZero();
    assertThat(crossings.wrong()).isZero();
    assertThat(of(scores, "gaps").missed()).isZero();
    assertThat(of(scores, "still while not worn").wrong()).isZero();
  }

  @Test
  void aBadLineChangesLittle() {
    List<Score> bad = Scoring.of(recordings(), true, _ -> {});
    Score.table(bad).forEach(System.out::println);
    assertThat(of(bad, "rate_ge100_60s").recall()).isGreaterThanOrEqualTo(0.9);
    assertThat(of(bad, "confirmed crossings").missed()).isZero();
  }

  @Test
  void aSmallFolderIsCountedRight(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("hr"));
    StringBuilder rates = new StringBuilder("epoch_ms,bpm,label\n");
    for (int second = 0; second < 3600; second += 5) {
      boolean fast = (second >= 600 && second < 900) || (second >= 1800 && second < 2100);
      rates.append(second * 1000L).append(fast ? ",110,N\n" : ",70,N\n");
    }
    Files.writeString(folder.resolve("hr/one.csv"), rates);
    Files.writeString(
        folder.resolve("episodes.csv"),
        """
        file,kind,start_ms,end_ms,dur_s,mean_bpm,label
        one,rate_ge100_60s,600000,900000,300,110,N
        one,rate_ge100_60s,2900000,3000000,100,110,N
        """);
    Score score = of(Scoring.of(folder, false, _ -> {}), "rate_ge100_60s");
    assertThat(score.labelled()).isEqualTo(2);
    assertThat(score.found()).isEqualTo(1);
    assertThat(score.missed()).isEqualTo(1);
    assertThat(score.findings()).isEqualTo(2);
    assertThat(score.wrong()).isEqualTo(1);
    assertThat(score.toJson().getDouble("precision")).isEqualTo(0.5);
    // The mean of 20 seconds is fast from the third fast reading on.
    assertThat(score.worstDelay().toSeconds()).isEqualTo(10);
  }

  @Test
  void aFolderWithoutRecordingsIsSaidToBeOne(@TempDir Path folder) {
    assertThatThrownBy(() -> Scoring.of(folder, false, _ -> {}))
        .hasMessageContaining("no recordings");
  }
}
