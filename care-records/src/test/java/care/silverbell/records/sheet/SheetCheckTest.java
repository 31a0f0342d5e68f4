package care.silverbell.records.sheet;

import static care.silverbell.records.sheet.OfficeFile.person;
import static care.silverbell.records.sheet.OfficeFile.with;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.records.band.BandStanding;
import care.silverbell.records.sheet.check.Checked;
import care.silverbell.records.sheet.check.Known;
import care.silverbell.records.sheet.check.SheetCheck;
import care.silverbell.records.sheet.read.SheetFile;
import care.silverbell.records.sheet.read.Unreadable;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a file before anything is written. */
class SheetCheckTest {
  private static final ZonedDateTime NOW =
      LocalDateTime.of(2026, 11, 23, 12, 0).atZone(ZoneId.of("Asia/Shanghai"));
  private static final Known NOTHING =
      new Known(
          Map.of(), Map.of(), Set.of(), Map.of(), Set.of(), Map.of(), Set.of(), Map.of(), NOW);

  private static final Known.Kept NOBODY = kept("");

  private static Known.Kept kept(String idNumber) {
    return new Known.Kept(idNumber, "", "");
  }

  /** What {@link OfficeFile#good} leaves in a database, and person A9. */
  private static final Known SOMETHING =
      new Known(
          Map.of("FHT", "", "FHT-1", "FHT", "FHT-2", "FHT"),
          Map.of(),
          Set.of("G1", "G2"),
          Map.of("G9", LocalDate.of(2026, 6, 30)),
          Set.of("doctor"),
          Map.of("A1", NOBODY, "A2", NOBODY, "A9", kept(PlantedMistakes.TAKEN)),
          Set.of(),
          Map.of(
              "SB-1",
              new BandStanding(
                  null, "A1", Instant.parse("2026-03-01T00:00:00Z"), null, "contract")),
          NOW);

  @Test
  void fortyPlantedMistakesGetFortyMessagesEachAtItsCell() throws Exception {
    PlantedMistakes planted = new PlantedMistakes();

    Checked checked = check(planted.file.xlsx(Language.ZH), SOMETHING);

    assertThat(planted.expected).hasSize(40).doesNotHaveDuplicates();
    assertThat(checked.mistakes().stream().map(it -> it.wrong()).distinct()).hasSize(40);
    assertThat(checked.mistakes().stream().map(SheetCheckTest::named))
        .containsExactlyInAnyOrderElementsOf(planted.expected);
    for (Mistake mistake : checked.mistakes()) {
      for (Language language : Language.values()) {
        assertThat(mistake.what(language)).isNotBlank().doesNotContain("{");
        assertThat(mistake.mend(language)).isNotBlank().doesNotContain("{");
      }
    }
  }

  @Test
  void aFileInWhichEverythingFitsHasNoMistake() throws Exception {
    for (Language headings : Language.values()) {
      Checked checked = check(OfficeFile.good().xlsx(headings), NOTHING);

      assertThat(checked.mistakes()).isEmpty();
      assertThat(checked.warnings()).isEmpty();
      assertThat(checked.rows()).isEqualTo(10);
      assertThat(checked.sheet(SheetKind.PEOPLE).lines().getFirst().text(Column.PERSON_BIRTH))
          .isEqualTo("1942-03-05");
    }
  }

  @Test
  void theTemplatesExampleCanBeImportedAsItIs() throws Exception {
    for (Language language : Language.values()) {
      Path file =
          OfficeFile.written(
              ".xlsx",
              to ->
                  care.silverbell.records.sheet.print.Template.print(
                      language, Files.newOutputStream(to)));

      Checked checked = check(file, NOTHING);

      assertThat(checked.mistakes()).isEmpty();
      assertThat(checked.warnings()).isEmpty();
      assertThat(checked.rows()).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, ','", "UTF-8, ';'", "GB18030, ','", "GB18030, '\t'"})
  void aCsvIsKnownByItsHeadingsWhateverItsEncoding(String encoding, String delimiter)
      throws Exception {
    String text =
        "name,性别,birth date,住址,网格编码,Risk*,档案号,爱好\n李桂英,Female,1942/3/5,\"幸福里, 1号楼\",FHT-1,高,A7,象棋\n";
    Path file =
        OfficeFile.written(
            ".csv",
            to ->
                Files.write(
                    to, text.replaceAll(",(?! )", delimiter).getBytes(Charset.forName(encoding))));

    Checked checked = check(file, SOMETHING);

    assertThat(checked.mistakes()).isEmpty();
    assertThat(checked.warnings().stream().map(SheetCheckTest::named))
        .containsExactly("CSV!H1 UNKNOWN_COLUMN");
    assertThat(checked.sheet(SheetKind.PEOPLE).lines().getFirst().text(Column.PERSON_ADDRESS))
        .isEqualTo("幸福里, 1号楼");
  }

  @Test
  void twoRowsOfOnePersonAreNamedBoth() throws Exception {
    OfficeFile file = OfficeFile.good().row(with(person("A1"), Column.PERSON_NAME, "张"));

    Checked checked = check(file.xlsx(Language.ZH), NOTHING);

    assertThat(checked.mistakes().stream().map(SheetCheckTest::named))
        .containsExactly("老人!A4 TWICE");
    assertThat(checked.mistakes().getFirst().what(Language.ZH)).isEqualTo("与第 2 行重复");
    assertThat(checked.mistakes().getFirst().what(Language.EN)).isEqualTo("the same as in row 2");
  }

  @Test
  void aThousandMistakesAreNamedAndThatThereAreMoreIsSaid() throws Exception {
    OfficeFile file = new OfficeFile();
    for (int number = 0; number < 1_100; number++) {
      file.row(with(person("A" + number), Column.PERSON_SEX, "?"));
    }

    Checked checked = check(file.csv(SheetKind.PEOPLE, Language.EN), SOMETHING);

    assertThat(checked.mistakes()).hasSize(1_000);
    assertThat(checked.more()).isTrue();
  }

  @Test
  void aMissingColumnIsSaidOnce() throws Exception {
    Path file =
        OfficeFile.written(".csv", to -> Files.writeString(to, "\uFEFF工号,姓名\nG1,王\nG2,李\n"));

    assertThat(check(file, NOTHING).mistakes().stream().map(SheetCheckTest::named))
        .containsExactly("CSV!1 COLUMN_MISSING");
  }

  @Test
  void aResidentIdIsNeverRepeatedInAMessage() throws Exception {
    String wrong = PlantedMistakes.TAKEN.substring(0, 17) + "?";
    for (String number : List.of(wrong, PlantedMistakes.TAKEN)) {
      OfficeFile file = new OfficeFile().row(with(person("A5"), Column.PERSON_ID_NUMBER, number));
      assertThat(check(file.csv(SheetKind.PEOPLE, Language.ZH), SOMETHING).mistakes())
          .isNotEmpty()
          .noneMatch(it -> it.about().stream().anyMatch(text -> text.contains("19420305")));
    }
  }

  private static Checked check(Path file, Known known) throws Unreadable {
    return SheetCheck.check(SheetFile.read(file, file.toString()), known);
  }

  private static String named(Mistake mistake) {
    return mistake.sheet() + "!" + mistake.letter() + mistake.row() + " " + mistake.wrong();
  }
}
