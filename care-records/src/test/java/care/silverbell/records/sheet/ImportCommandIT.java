package care.silverbell.records.sheet;

import static care.silverbell.records.sheet.OfficeFile.person;
import static care.silverbell.records.sheet.OfficeFile.with;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code silverbell.jar import} on the data of a service that runs. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImportCommandIT {
  @RegisterExtension
  private static final ServiceProcess SERVICE = new ServiceProcess("import-command", Map.of());

  private static final Path JAR = Path.of("target", "silverbell.jar");

  /** What a command said, and how it ended. */
  private record Said(int code, String out, String err) {}

  @Test
  @Order(1)
  void aDryRunSaysWhatWouldComeOfItAndWritesNothing() throws Exception {
    Said said = take(office("CLI-1", "CLI-2"), "--dry-run");
    assertThat(said.code).as(said.err).isZero();
    assertThat(said.out).contains("\"new\":2");
    assertThat(found("CLI-1")).isZero();
  }

  @Test
  @Order(2)
  void aMistakeIsToldAtItsCellWithTheWayToMendItAndNothingIsWritten() throws Exception {
    Path wrong =
        new OfficeFile()
            .row(of("CLI-1"))
            .row(with(of("CLI-3"), Column.PERSON_BIRTH, "1942-13-05"))
            .xlsx(Language.ZH);
    Said said = take(wrong);
    assertThat(said.code).isEqualTo(1);
    String line = said.out.lines().findFirst().orElseThrow();
    assertThat(line.split("\t"))
        .hasSize(5)
        .startsWith("老人", "D3", "出生日期")
        .allMatch(it -> !it.isBlank());
    assertThat(found("CLI-1")).isZero();

    JsonObject json = new JsonObject(take(wrong, "--json").out);
    assertThat(json.getJsonArray("problems").getJsonObject(0).getInteger("row")).isEqualTo(3);
  }

  @Test
  @Order(3)
  void itIsTakenInBesideTheServiceOnceAndASecondTimeChangesNothing() throws Exception {
    Path file =
        new OfficeFile()
            .row(of("CLI-1"))
            .row(Map.of(Column.BAND_SERIAL, "cli-band-1", Column.BAND_WEARER, "CLI-1"))
            .xlsx(Language.EN);
    Said said = take(file);
    assertThat(said.code).as(said.err).isZero();
    assertThat(said.err).as("how far it is").contains("writing");
    String secret =
        said.out
            .lines()
            .filter(it -> it.startsWith("cli-band-1\t"))
            .findFirst()
            .orElseThrow()
            .split("\t")[1];
    assertThat(secret).hasSizeGreaterThan(8);
    assertThat(found("CLI-1")).isEqualTo(1);

    Said again = take(file);
    assertThat(again.code).as(again.err).isZero();
    assertThat(again.out).doesNotContain("cli-band-1\t").contains("\"new\":0", "\"changed\":0");
  }

  @Test
  @Order(4)
  void whatCannotBeReadIsSaid() throws Exception {
    Said none = take(Path.of("target", "there-is-no-such-file.xlsx"));
    assertThat(none.code).isNotZero();
    assertThat(none.err).isNotBlank().doesNotContain("\tat ");
  }

  private static Path office(String... codes) {
    OfficeFile file = new OfficeFile();
    for (String code : codes) {
      file.row(of(code));
    }
    return file.xlsx(Language.ZH);
  }

  private static Map<Column, String> of(String code) {
    return with(person(code), Column.PERSON_CELL, "FHT-01-1");
  }

  private static int found(String code) {
    return SignedIn.as(SERVICE.url(), "desk")
        .get("/api/people?q=" + code)
        .json()
        .getJsonArray("items")
        .size();
  }

  private static Said take(Path file, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", JAR.toAbsolutePath().toString(), "import"));
    command.addAll(List.of(options));
    command.add(file.toAbsolutePath().toString());
    Path errors = SERVICE.folder().resolve("import.err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("SILVERBELL_"));
    builder.environment().put("SILVERBELL_DATA_DIR", SERVICE.folder().resolve("data").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), out, Files.readString(errors, StandardCharsets.UTF_8));
  }
}
