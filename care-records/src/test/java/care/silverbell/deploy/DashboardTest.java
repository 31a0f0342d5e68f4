package care.silverbell.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.testing.MachineParts;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every dashboard answers its question with figures that the service really gives. */
class DashboardTest {
  /**
   * What {@code /metrics} names, histograms and summaries by the series that stand there; {@code
   * OperatorIT} holds it against a running service.
   */
  static final Set<String> METRICS =
      Set.of(
          "silverbell_messages_total",
          "silverbell_rejected_total",
          "silverbell_lane_depth",
          "silverbell_store_batch_readings_count",
          "silverbell_store_batch_readings_sum",
          "silverbell_store_batch_readings_max",
          "silverbell_store_write_seconds_bucket",
          "silverbell_store_refused_total",
          "silverbell_spool_bytes",
          "silverbell_spool_limit_bytes",
          "silverbell_call_to_disk_seconds_bucket",
          "silverbell_call_to_screen_seconds_bucket",
          "silverbell_incidents_open",
          "silverbell_bands_connected",
          "silverbell_broker_connected",
          "silverbell_live_streams",
          "silverbell_intake_retries_total",
          "silverbell_time_to_answer_seconds_bucket",
          "silverbell_time_to_answer_seconds_count",
          "silverbell_time_to_attend_seconds_bucket",
          "silverbell_time_to_attend_seconds_count",
          "silverbell_notices_total",
          "silverbell_response_step_lateness_seconds_bucket",
          "silverbell_outbox_age_seconds",
          "silverbell_circuit_open",
          "silverbell_unreachable_people",
          "silverbell_canary_last_seconds",
          "silverbell_canary_presses_total",
          "silverbell_part_up",
          "silverbell_findings_total",
          "silverbell_rules_failures_total",
          "silverbell_rules_people",
          "silverbell_bands_silent",
          "silverbell_rules_judging_seconds_sum",
          "jvm_memory_used_bytes",
          "jvm_memory_max_bytes",
          "jvm_gc_pause_seconds_sum",
          "jvm_gc_pause_seconds_max",
          "process_cpu_usage",
          "vertx_http_server_requests_total",
          "vertx_pool_in_use",
          "vertx_pool_queue_pending");

  /** Is not there before a rule has opened an incident. */
  private static final Set<String> LATER = Set.of("silverbell_findings_outcomes");

  /** What a field of the readings in InfluxDB is called. */
  private static final Pattern FIELD = Pattern.compile("\\w+\\(\"(\\w+)\"\\)");

  /** A name that is followed by neither a bracket of a function nor a sign of a label. */
  private static final Pattern METRIC =
      Pattern.compile("\\b[a-z]+_[a-z_]+\\b(?=\\s*([\\[{)/>]|$))");

  private static final Pattern LABELS = Pattern.compile("\\bby\\s*\\([^)]*\\)");

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelSaysWhatItShows(DeployFile dashboard) {
    assertThat(dashboard.tree().path("title").asText()).isNotBlank();
    assertThat(dashboard.tree().path("description").asText()).endsWith("?");
    assertThat(figures(dashboard))
        .isNotEmpty()
        .allSatisfy(panel -> assertThat(panel.path("title").asText()).isNotBlank())
        .allSatisfy(panel -> assertThat(panel.path("description").asText()).endsWith("."));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsHaveTheirOwnNumberAndDoNotLieOverEachOther(DeployFile dashboard) {
    Set<Integer> numbers = new HashSet<>();
    Set<String> squares = new HashSet<>();
    for (JsonNode panel : dashboard.tree().path("panels")) {
      assertThat(numbers.add(panel.path("id").asInt())).as("%s", panel.path("id")).isTrue();
      JsonNode place = panel.path("gridPos");
      int right = place.path("x").asInt() + place.path("w").asInt();
      int bottom = place.path("y").asInt() + place.path("h").asInt();
      assertThat(right).isLessThanOrEqualTo(24);
      for (int x = place.path("x").asInt(); x < right; x++) {
        for (int y = place.path("y").asInt(); y < bottom; y++) {
          assertThat(squares.add(x + "," + y)).as("%s alone", panel.path("title")).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everySourceIsProvisioned(DeployFile dashboard) {
    List<String> provisioned =
        new DeployFile("grafana/provisioning/datasources/silverbell.yaml")
            .tree()
            .findValuesAsText("uid");
    assertThat(figures(dashboard))
        .allSatisfy(
            panel -> assertThat(panel.path("datasource").path("uid").asText()).isIn(provisioned))
        .flatExtracting(panel -> panel.path("targets").findValuesAsText("uid"))
        .isNotEmpty()
        .isSubsetOf(provisioned);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyMetricIsOneThatTheServiceHas(DeployFile dashboard) {
    Set<String> known = new HashSet<>(METRICS);
    known.addAll(LATER);
    assertThat(questions(dashboard))
        .allSatisfy(question -> assertThat(metricsOf(question)).isNotEmpty().isSubsetOf(known));
    List<String> ofReadings = questionsOfReadings(dashboard);
    assertThat(questions(dashboard).size() + ofReadings.size()).isPositive();
    List<String> fields = Stream.of(Sign.values()).map(Sign::field).toList();
    assertThat(ofReadings)
        .allSatisfy(question ->
            assertThat(FIELD.matcher(question).results().map(it -> it.group(1)))
                .isNotEmpty()
                .isSubsetOf(fields));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void prometheusUnderstandsEveryQuestion(DeployFile dashboard, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path promtool = MachineParts.program("promtool", "prometheus");
    if (questions(dashboard).isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>(List.of("groups:", "- name: asked", "  rules:"));
    for (String question : questions(dashboard)) {
      lines.add("  - record: asked:question" + lines.size());
      // Grafana fills in its own variable before it asks.
      lines.add("    expr: '" + question.replace("$__rate_interval", "1m") + "'");
    }
    Path rules = Files.write(folder.resolve("questions.yml"), lines);
    assertThat(new Program(promtool.toString(), "check", "rules", rules.toString()).run())
        .contains("SUCCESS: " + questions(dashboard).size() + " rules");
  }

  static List<DeployFile> dashboards() {
    return DeployFile.dashboards();
  }

  private static List<JsonNode> figures(DeployFile dashboard) {
    return panels(dashboard).filter(panel -> !panel.path("type").asText().equals("row")).toList();
  }

  private static List<String> questions(DeployFile dashboard) {
    return panels(dashboard)
        .flatMap(panel -> panel.path("targets").findValuesAsText("expr").stream())
        .toList();
  }

  private static List<String> questionsOfReadings(DeployFile dashboard) {
    return panels(dashboard)
        .flatMap(panel -> panel.path("targets").findValuesAsText("query").stream())
        .toList();
  }

  private static Stream<JsonNode> panels(DeployFile dashboard) {
    return StreamSupport.stream(dashboard.tree().path("panels").spliterator(), false);
  }

  private static List<String> metricsOf(String question) {
    return METRIC
        .matcher(LABELS.matcher(question).replaceAll(""))
        .results()
        .map(MatchResult::group)
        .toList();
  }
}
