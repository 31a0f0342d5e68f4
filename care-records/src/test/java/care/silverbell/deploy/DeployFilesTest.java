package care.silverbell.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.testing.MachineParts;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compose, Prometheus and Grafana's provisioning name the same parts, ports and folders. */
class DeployFilesTest {
  private static final JsonNode COMPOSE = new DeployFile("compose.yaml").tree();
  private static final JsonNode SERVICES = COMPOSE.path("services");
  private static final DeployFile PROMETHEUS = new DeployFile("grafana/prometheus/prometheus.yml");

  /** What the service reads from its environment. */
  private static final Set<String> SETTINGS =
      Set.of(
          "SILVERBELL_DATA_DIR",
          "SILVERBELL_HTTP_HOST",
          "SILVERBELL_HTTP_PORT",
          "SILVERBELL_BROKER_URL",
          "SILVERBELL_BROKER_USERNAME",
          "SILVERBELL_BROKER_PASSWORD",
          "SILVERBELL_BROKER_AUTH_TOKEN",
          "SILVERBELL_DATABASE_URL",
          "SILVERBELL_DATABASE_USERNAME",
          "SILVERBELL_DATABASE_PASSWORD",
          "SILVERBELL_INFLUX_URL",
          "SILVERBELL_INFLUX_TOKEN",
          "SILVERBELL_INFLUX_ORG",
          "SILVERBELL_INFLUX_BUCKET",
          "SILVERBELL_ADMIN_PASSWORD",
          "SILVERBELL_DEMO",
          "SILVERBELL_LOCALE",
          "SILVERBELL_ZONE",
          "SILVERBELL_CANARY",
          "SILVERBELL_CANARY_BROKER_URL",
          "SILVERBELL_GATEWAY_TOKEN");

  private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|TOKEN|SECRET)");
  private static final Pattern FROM_ENVIRONMENT_OR_STOP =
      Pattern.compile("\\$\\{SILVERBELL_[A-Z_]+:\\?[^}]+}");

  @Test
  void theServiceIsGivenOnlySettingsThatItReads() {
    assertThat(SERVICES.path("silverbell").path("environment").fieldNames())
        .toIterable()
        .isSubsetOf(SETTINGS);
  }

  @Test
  void aPartWaitsUntilTheOnesItNeedsSayThatTheyAreHealthy() {
    SERVICES.forEach(part ->
        part.path("depends_on")
            .properties()
            .forEach(needed -> {
              assertThat(needed.getValue().path("condition").asText()).isEqualTo("service_healthy");
              assertThat(SERVICES.path(needed.getKey()).has("healthcheck"))
                  .as("%s says whether it is healthy", needed.getKey())
                  .isTrue();
            }));
  }

  @Test
  void noPartWaitsForItselfInACircle() {
    SERVICES
        .fieldNames()
        .forEachRemaining(part -> assertThat(neededBy(part, new TreeSet<>())).doesNotContain(part));
  }

  @Test
  void secretsComeFromTheEnvironmentAndAMissingOneStopsTheStart() {
    List<String> secrets = new ArrayList<>();
    SERVICES.forEach(part ->
        part.path("environment")
            .properties()
            .forEach(setting -> {
              if (SECRET.matcher(setting.getKey()).matches()) {
                secrets.add(setting.getKey());
                assertThat(setting.getValue().asText())
                    .as(setting.getKey())
                    .matches(FROM_ENVIRONMENT_OR_STOP);
              }
            }));
    assertThat(secrets).contains("SILVERBELL_BROKER_PASSWORD", "POSTGRES_PASSWORD");
  }

  @Test
  void onlyTheBrokersPortForBandsIsOpenToOtherMachines() {
    List<String> open = new ArrayList<>();
    SERVICES
        .properties()
        .forEach(part ->
            part.getValue()
                .path("ports")
                .forEach(port -> {
                  if (!port.asText().startsWith("127.0.0.1:")) {
                    open.add(part.getKey() + " " + port.asText());
                  }
                }));
    assertThat(open).containsExactly("mosquitto ${SILVERBELL_MQTT_PORT:-1883}:1883");
  }

  @Test
  void everyMountedFolderAndVolumeIsThere() {
    SERVICES.forEach(part -> {
      part.path("volumes").forEach(DeployFilesTest::mountIsThere);
      part.path("configs")
          .forEach(config ->
              assertThat(COMPOSE.path("configs").has(config.path("source").asText()))
                  .as(config.path("source").asText())
                  .isTrue());
    });
  }

  @Test
  void everyImageNamesItsVersion() {
    SERVICES.forEach(part ->
        assertThat(part.path("image").asText())
            .matches("[a-z./-]+:v?\\d[\\w.-]*")
            .doesNotContain("latest"));
  }

  @Test
  void theBrokerAsksTheServiceWhereItListensAndHasQueuesWithoutALimit() {
    List<String> lines =
        COMPOSE.path("configs").path("mosquitto.conf").path("content").asText().lines().toList();
    assertThat(lines)
        .contains(
            "max_inflight_messages 0",
            "max_queued_messages 0",
            "persistence true",
            "auth_opt_http_host silverbell",
            "auth_opt_http_port "
                + SERVICES
                    .path("silverbell")
                    .path("environment")
                    .path("SILVERBELL_HTTP_PORT")
                    .asText())
        .doesNotContain("allow_anonymous true");
  }

  @Test
  void prometheusAsksTheServiceWhereItListens() {
    assertThat(PROMETHEUS.tree().path("scrape_configs").findValuesAsText("job_name"))
        .contains("silverbell");
    JsonNode settings = SERVICES.path("silverbell").path("environment");
    assertThat(PROMETHEUS.tree().findPath("targets").path(0).asText())
        .isEqualTo("silverbell:" + settings.path("SILVERBELL_HTTP_PORT").asText());
  }

  @Test
  void prometheusTakesItsConfiguration() throws IOException, InterruptedException {
    Path promtool = MachineParts.program("promtool", "prometheus");
    assertThat(
            new Program(promtool.toString(), "check", "config", PROMETHEUS.onDisk().toString())
                .run())
        .contains("SUCCESS");
  }

  @Test
  void grafanaFindsTheDashboardsWhereComposePutsThem() {
    JsonNode provider =
        new DeployFile("grafana/provisioning/dashboards/silverbell.yaml").tree().path("providers");
    String folder = provider.path(0).path("options").path("path").asText();
    assertThat(SERVICES.path("grafana").path("volumes").toString())
        .contains("./grafana/dashboards:" + folder + ":ro");
    String home =
        SERVICES
            .path("grafana")
            .path("environment")
            .path("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
            .asText();
    assertThat(home).startsWith(folder + "/");
    assertThat(new DeployFile("grafana/dashboards/" + home.substring(folder.length() + 1)).onDisk())
        .exists();
  }

  @Test
  void grafanaAsksTheSourcesByTheirNamesInCompose() {
    new DeployFile("grafana/provisioning/datasources/silverbell.yaml")
        .tree()
        .path("datasources")
        .forEach(source -> {
          MatchResult url =
              Pattern.compile("http://([a-z]+):\\d+")
                  .matcher(source.path("url").asText())
                  .results()
                  .findFirst()
                  .orElseThrow();
          assertThat(SERVICES.has(url.group(1))).as(url.group(1)).isTrue();
        });
  }

  private static Set<String> neededBy(String part, Set<String> found) {
    SERVICES
        .path(part)
        .path("depends_on")
        .fieldNames()
        .forEachRemaining(needed -> {
          if (found.add(needed)) {
            neededBy(needed, found);
          }
        });
    return found;
  }

  private static void mountIsThere(JsonNode mount) {
    String source =
        mount.isTextual() ? mount.asText().split(":")[0] : mount.path("source").asText();
    if (source.startsWith("./")) {
      boolean builtLater = source.endsWith("/target");
      assertThat(builtLater || Files.isDirectory(new DeployFile(source).onDisk()))
          .as(source)
          .isTrue();
    } else {
      assertThat(COMPOSE.path("volumes").has(source)).as(source).isTrue();
    }
  }
}
