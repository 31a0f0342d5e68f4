package care.silverbell.records.rule.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.alerting.rule.FindingKind;
import care.silverbell.alerting.rule.Limits;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.testing.MachineParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    assertThat(hundred.begun()).isGreaterThanOrEqualTo((int) (0.9 * hundred.labelled()));
    assertThat(of(scores, "gaps").missed()).isZero();
    assertThat(of(scores, "gaps").wrong()).isZero();
    assertThat(of(scores, "gaps").worstDelay()).isLessThan(Duration.ofMinutes(2));
    assertThat(of(scores, "still while not worn").wrong()).isZero();
  }

  /**
   * A line that shuffles, doubles and holds back changes nothing; a wrong clock takes a reading
   * away.
   */
  @ParameterizedTest
  @EnumSource(names = {"SHUFFLED", "SHUFFLED_AND_LATE"})
  void aBadLineFindsTheSameOnceEach(Replay.Delivery delivery) {
    Recordings recordings = new Recordings(recordings());
    Limit limit = new Limit(null, 100.0, Duration.ofSeconds(60));
    int found = 0;
    for (String name : recordings.names("hr")) {
      Watched watched =
          Watched.byDefault(Recordings.personOf(name), ZoneOffset.UTC)
              .with(new Limits(Map.of(Sign.HEART_RATE, limit)));
      List<Reading> readings = recordings.vitals(name);
      List<Instant> expected =
          begun(Replay.run(Replay.withRightClocks(readings), watched, Replay.Delivery.IN_ORDER));
      List<Instant> same = begun(Replay.run(readings, watched, delivery));
      assertThat(same).as(name).hasSameSizeAs(expected);
      for (int i = 0; i < same.size(); i++) {
        // The first reading of a recording may be the one that is judged by nobody.
        assertThat(Duration.between(expected.get(i), same.get(i)))
            .as(name + " " + expected.get(i))
            .isBetween(Duration.ZERO, i == 0 ? Duration.ofSeconds(30) : Duration.ZERO);
      }
      found += expected.size();
    }
    System.out.println(delivery + ": the same " + found + " findings");
    assertThat(found).isGreaterThan(300);
  }

  private static List<Instant> begun(List<Replay.Episode> episodes) {
    return episodes.stream()
        .filter(it -> it.kind() == FindingKind.HEART_RATE_HIGH)
        .map(Replay.Episode::since)
        .toList();
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
