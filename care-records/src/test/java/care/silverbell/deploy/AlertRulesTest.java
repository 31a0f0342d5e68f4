package care.silverbell.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.testing.MachineParts;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules: taken by Prometheus, firing for what they say and for nothing else. */
class AlertRulesTest {
  private static final DeployFile RULES = new DeployFile("grafana/prometheus/alerts.yml");
  private static final Pattern METRIC = Pattern.compile("silverbell_[a-z_]+");

  @Test
  void prometheusTakesTheRules() throws IOException, InterruptedException {
    Path promtool = MachineParts.program("promtool", "prometheus");
    assertThat(new Program(promtool.toString(), "check", "rules", RULES.onDisk().toString()).run())
        .contains("SUCCESS: " + rules().size() + " rules");
  }

  @Test
  void eachFiresWhenItShouldAndClears(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path promtool = MachineParts.program("promtool", "prometheus");
    Files.copy(RULES.onDisk(), folder.resolve("alerts.yml"));
    Path tests = folder.resolve("alerts-test.yml");
    try (InputStream in = AlertRulesTest.class.getResourceAsStream("/deploy/alerts-test.yml")) {
      assertThat(in).isNotNull();
      Files.copy(in, tests);
    }

    assertThat(new Program(promtool.toString(), "test", "rules", tests.toString()).run())
        .contains("SUCCESS")
        .doesNotContain("FAILED")
        .doesNotContain("exit code");
  }

  @Test
  void eachIsTriedAndSaysWhatToDoInBothLanguages() throws IOException {
    String tested;
    try (InputStream in = AlertRulesTest.class.getResourceAsStream("/deploy/alerts-test.yml")) {
      assertThat(in).isNotNull();
      tested = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
    // Where the broker is away for a moment only, nobody is woken: that is what is tried of it.
    assertThat(rules())
        .allSatisfy(rule -> {
          assertThat(tested).contains("alertname: " + rule.path("alert").asText());
          JsonNode said = rule.path("annotations");
          assertThat(said.path("summary").asText()).isNotBlank();
          assertThat(said.path("summary_zh").asText()).containsPattern("\\p{IsHan}");
          assertThat(said.path("action").asText()).isNotBlank();
          assertThat(said.path("action_zh").asText()).containsPattern("\\p{IsHan}");
          assertThat(rule.path("labels").path("severity").asText()).isIn("critical", "warning");
        });
  }

  @Test
  void eachIsAboutAFigureThatTheServiceHas() {
    assertThat(rules())
        .flatExtracting(rule ->
            METRIC.matcher(rule.path("expr").asText()).results().map(MatchResult::group).toList())
        .isNotEmpty()
        .isSubsetOf(DashboardTest.METRICS);
  }

  @Test
  void prometheusIsGivenTheRulesWhereComposePutsThem() {
    DeployFile prometheus = new DeployFile("grafana/prometheus/prometheus.yml");
    assertThat(prometheus.tree().path("rule_files").path(0).asText()).isEqualTo("alerts.yml");
    JsonNode mounts =
        new DeployFile("compose.yaml").tree().path("services").path("prometheus").path("volumes");
    assertThat(mounts.toString()).contains("./grafana/prometheus:/etc/prometheus:ro");
  }

  private static List<JsonNode> rules() {
    List<JsonNode> rules = new ArrayList<>();
    Stream.of(RULES.tree().path("groups"))
        .forEach(groups -> groups.forEach(group -> group.path("rules").forEach(rules::add)));
    return rules;
  }
}
