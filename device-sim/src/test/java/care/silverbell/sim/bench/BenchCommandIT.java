package care.silverbell.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.testing.MachineParts;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole bench on real parts, with a stand-in where the service will be. */
class BenchCommandIT {
  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int bench(String... arguments) {
    return new CommandLine(new BenchCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void intakeAndCallsAreMeasuredBesideTheirFloorsWithoutALoss() throws Exception {
    Path mosquitto = MachineParts.program("mosquitto", "mosquitto");
    Path influxd = MachineParts.program("influxd", "influxdb");

    int exit =
        bench(
            ("--only drain,influx-write,stored,press,press-under-load,start --pairs 1 --json"
                    + " --backlog 4000 --presses 20 --press-rate 20 --load 500 --stored-seconds 2"
                    + " --mosquitto %s --influxd %s --service-jar %s")
                .formatted(mosquitto, influxd, standIn())
                .split(" "));

    assertThat(err.toString()).doesNotContain("could not be");
    assertThat(exit).isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.path("failures")).isEmpty();
    assertThat(counted(report, "drain", "readings/s, broker → InfluxDB")).isEqualTo("4000/4000");
    assertThat(counted(report, "stored", "publish → queryable at 200/s p99, ms"))
        .isEqualTo("400/400");
    assertThat(counted(report, "press", "press → screen p99, ms")).isEqualTo("20/20");
    assertThat(counted(report, "press", "press → receipt p99, ms")).isEqualTo("20/20");
    assertThat(
            counted(
                report, "press-under-load", "press → screen, the same and InfluxDB away max, ms"))
        .isEqualTo("20/20");
    assertThat(
            figure(report, "press-under-load", "readings lost beside the presses")
                .path("service")
                .asDouble())
        .isZero();
    assertThat(figure(report, "press", "press → screen p50, ms").path("floor").asDouble())
        .isBetween(0.05, 500.0);
    assertThat(figure(report, "start", "start → ready, s").path("service").asDouble())
        .isBetween(0.05, 60.0);
  }

  @Test
  void aScenarioThatCannotBeMeasuredSaysWhyAndTheOthersGoOn() throws Exception {
    Path mosquitto = MachineParts.program("mosquitto", "mosquitto");
    Path influxd = MachineParts.program("influxd", "influxdb");

    int exit =
        bench(
            "--only start,memory --pairs 1 --mosquitto %s --influxd %s --service-jar %s"
                .formatted(mosquitto, influxd, folder.resolve("nowhere.jar"))
                .split(" "));

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString())
        .contains("FAILED start: ")
        .contains("FAILED memory: ")
        .contains("nowhere.jar is not there: build it with `mvn package`");
  }

  @Test
  void aMissingPartIsNamedBeforeAnythingStarts() {
    assertThat(bench("--mosquitto", folder.resolve("none").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("none is not a program that can be run");
  }

  @Test
  void anUnknownScenarioIsWrongUsage() {
    assertThat(bench("--only", "drian")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no scenario drian").contains("drain");
  }

  private static String counted(JsonNode report, String scenario, String measure) {
    JsonNode counts = figure(report, scenario, measure).path("counts");
    assertThat(counts.path("duplicated").asLong()).isZero();
    return counts.path("received").asLong() + "/" + counts.path("sent").asLong();
  }

  private static JsonNode figure(JsonNode report, String scenario, String measure) {
    List<JsonNode> found = new ArrayList<>();
    report
        .path("figures")
        .forEach(figure -> {
          if (figure.path("scenario").asText().equals(scenario)
              && figure.path("measure").asText().equals(measure)) {
            found.add(figure);
          }
        });
    assertThat(found).as(scenario + " " + measure).hasSize(1);
    return found.getFirst();
  }

  /** A jar that holds nothing but the way to this test's own classes. */
  private Path standIn() throws IOException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" "));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInService.class.getName());
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    Path jar = folder.resolve("stand-in.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream _ = new JarOutputStream(file, manifest)) {
      return jar;
    }
  }
}
