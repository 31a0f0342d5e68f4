package care.silverbell.sim.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.sim.bench.measure.Counts;
import care.silverbell.sim.bench.measure.Latency;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private static final Figure DRAIN =
      new Figure(
          "drain",
          "readings/s",
          List.of(60_000.0, 64_000.0, 62_000.0),
          List.of(30_000.0, 16_000.0, 31_000.0),
          List.of(Target.ratioAtLeast(0.4), Target.nothingLost()),
          new Counts(600, 600, 0, 0),
          "measured from SIGCONT");
  private static final List<Figure> PRESS =
      new LatencyFigures(
              "press",
              "press → screen",
              List.of(new Latency(new Counts(9, 9, 0, 0), 2, 10, 11, 12)),
              List.of(new Latency(new Counts(9, 8, 1, 0), 4, 20, 21, 2000)))
          .p50Must(Target.ratioAtMost(2.5))
          .p99Must(Target.ratioAtMost(2.5), Target.nothingLost())
          .maxMust(Target.atMost(1000))
          .figures();

  private static BenchReport report(List<Figure> figures) {
    return new BenchReport(
        Instant.parse("2025-11-22T18:00:00Z"),
        "silverbell-sim bench --pairs 3",
        new Machine(2, 24_105, "a processor", "Linux 6.1", "a JVM 25"),
        "0.10 0.20 0.30",
        "1.10 1.20 1.30",
        figures,
        List.of(new BenchReport.Failure("memory", "the service has ended")));
  }

  @Test
  void aFigureIsReadInOneLineFromFloorToVerdict() {
    assertThat(ResultTable.of(report(List.of(DRAIN))))
        .containsPattern(
            "drain +readings/s +62,000 +30,000 +0\\.50 +ratio ≥ 0\\.4, lost 0 +met +600 +0 +0");
  }

  @Test
  void machineLoadFailuresAndNotesStandInIt() {
    assertThat(ResultTable.of(report(List.of(DRAIN))))
        .startsWith("silverbell-sim bench --pairs 3 · 2025-11-22T18:00:00Z")
        .contains("2 cores (a processor), 24,105 MB, Linux 6.1, a JVM 25")
        .contains("load average before 0.10 0.20 0.30, after 1.10 1.20 1.30")
        .contains("FAILED memory: the service has ended")
        .contains("drain: measured from SIGCONT");
  }

  @Test
  void aQuickAnswerWithALossMissesItsTarget() {
    String table = ResultTable.of(report(PRESS));

    assertThat(table)
        .containsPattern("p50, ms +2\\.00 +4\\.00 +2\\.00 +ratio ≤ 2\\.5 +met +9 +1 +0");
    assertThat(table).containsPattern("p99, ms +10\\.00 +20\\.00 +2\\.00 .*MISSED");
    assertThat(table).containsPattern("max, ms +12\\.00 +2,000 +166\\.67 +≤ 1,000 +MISSED");
  }

  @Test
  void machinesReadTheSameInJson() throws Exception {
    JsonNode json = new ObjectMapper().readTree(report(List.of(DRAIN)).toJson());

    JsonNode figure = json.path("figures").path(0);
    assertThat(figure.path("floor").asDouble()).isEqualTo(62_000);
    assertThat(figure.path("service").asDouble()).isEqualTo(30_000);
    assertThat(figure.path("ratio").asDouble()).isEqualTo(0.5);
    assertThat(figure.path("verdict").asText()).isEqualTo("MET");
    assertThat(figure.path("counts").path("sent").asLong()).isEqualTo(600);
    assertThat(figure.path("serviceRuns")).hasSize(3);
    assertThat(json.path("failures").path(0).path("scenario").asText()).isEqualTo("memory");
    assertThat(json.path("machine").path("cores").asInt()).isEqualTo(2);
    assertThat(json.path("loadAverage").path("after").asText()).isEqualTo("1.10 1.20 1.30");
  }

  @Test
  void aFigureThatCouldNotBeComputedMeetsNoTarget() {
    Figure broken =
        Figure.alone(
            "drain", "readings/s", List.of(Double.NaN), List.of(Target.atMost(5)), Counts.NONE, "");

    assertThat(broken.verdict()).isEqualTo(Figure.Verdict.MISSED);
  }
}
