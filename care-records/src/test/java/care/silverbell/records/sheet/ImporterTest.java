package care.silverbell.records.sheet;

import static care.silverbell.records.sheet.OfficeFile.contact;
import static care.silverbell.records.sheet.OfficeFile.person;
import static care.silverbell.records.sheet.OfficeFile.staff;
import static care.silverbell.records.sheet.OfficeFile.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.records.demo.DemoOffice;
import care.silverbell.records.person.Editor;
import care.silverbell.records.person.ResidentId;
import care.silverbell.records.seal.RecordKey;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.sheet.print.CsvPrint;
import care.silverbell.records.sheet.read.Unreadable;
import care.silverbell.records.sheet.store.Exporter;
import care.silverbell.records.sheet.store.Importer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files against a real database: written whole or not at all, and once. */
class ImporterTest {
  private static final Editor BY = new Editor(null, "test");
  private static final double LONGEST_SECONDS = 20;

  private final RecordSeal seal =
      RecordSeal.of(RecordKey.of(Base64.getEncoder().encodeToString(new byte[32])));
  private TestDatabase database;
  private Importer importer;
  private Exporter exporter;

  @BeforeEach
  void open() {
    database = TestDatabase.create("ingest", "alerting", "records");
    importer =
        new Importer(database.database(), seal, Clock.system(ZoneId.systemDefault()), () -> {});
    exporter = new Exporter(database.database(), seal, Clock.system(ZoneId.systemDefault()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aFileGoesInAndTheSameOnceMoreChangesNothing() throws Exception {
    Path file = OfficeFile.good().xlsx(Language.ZH);

    Importer.Outcome first = take(file, false);
    Importer.Outcome second = take(file, false);

    assertThat(first.written()).isTrue();
    assertThat(first.counts().fresh()).isEqualTo(10);
    assertThat(first.secrets()).containsOnlyKeys("SB-1");
    assertThat(second.counts().fresh() + second.counts().changed()).isZero();
    assertThat(second.secrets()).isEmpty();
  }

  @Test
  void aRowAboutSomebodyElseNeverOverwritesTheFileOfThatCode() throws Exception {
    take(OfficeFile.good().xlsx(Language.ZH), false);
    Map<Column, String> married = with(person("A1"), Column.PERSON_NAME, "王秀英");
    Map<Column, String> other = with(married, Column.PERSON_BIRTH, "1939-08-01");
    Importer.Outcome refused = take(new OfficeFile().row(other).xlsx(Language.ZH), false);
    assertThat(refused.written()).isFalse();
    assertThat(refused.checked().mistakes().stream().map(it -> it.letter() + " " + it.wrong()))
        .containsExactly("A CODE_OF_ANOTHER");
    assertThat(take(new OfficeFile().row(married).xlsx(Language.ZH), false).counts().changed())
        .as("a name alone may be corrected")
        .isEqualTo(1);

    String sex = IdNumber.sex(PlantedMistakes.TAKEN).equals("male") ? "男" : "女";
    Map<Column, String> known =
        with(person("A7"), Column.PERSON_SEX, sex, Column.PERSON_ID_NUMBER, PlantedMistakes.TAKEN);
    take(new OfficeFile().row(known).xlsx(Language.ZH), false);
    String another = "37060219420305005";
    Map<Column, String> corrected =
        with(known, Column.PERSON_ID_NUMBER, another + ResidentId.checkDigit(another));
    Map<Column, String> numbered = with(corrected, Column.PERSON_NAME, "王秀英");
    assertThat(
            take(new OfficeFile().row(numbered).xlsx(Language.ZH), false)
                .checked()
                .mistakes()
                .stream()
                .map(it -> it.letter() + " " + it.wrong()))
        .containsExactly("A CODE_OF_ANOTHER");
    assertThat(take(new OfficeFile().row(corrected).xlsx(Language.ZH), false).counts().changed())
        .as("a mistyped number may be corrected")
        .isEqualTo(1);
  }

  @Test
  void aSheetThatWasExportedWithAnotherMaskIsTakenAndAMistypedNumberIsNamed() throws Exception {
    String sex = IdNumber.sex(PlantedMistakes.TAKEN).equals("male") ? "男" : "女";
    Map<Column, String> known =
        with(person("A7"), Column.PERSON_SEX, sex, Column.PERSON_ID_NUMBER, PlantedMistakes.TAKEN);
    take(OfficeFile.good().row(known).xlsx(Language.ZH), false);
    String earlier =
        PlantedMistakes.TAKEN.substring(0, 6) + "********" + PlantedMistakes.TAKEN.substring(14);
    Importer.Outcome again =
        take(
            new OfficeFile().row(with(known, Column.PERSON_ID_NUMBER, earlier)).xlsx(Language.ZH),
            false);
    assertThat(again.checked().mistakes()).isEmpty();
    assertThat(again.counts().fresh() + again.counts().changed()).isZero();

    Importer.Outcome mistyped =
        take(new OfficeFile().row(contact("370602194203050000", "丁")).xlsx(Language.ZH), true);
    assertThat(mistyped.checked().mistakes().stream().map(it -> it.letter() + " " + it.wrong()))
        .containsExactly("A UNKNOWN_PERSON");
  }

  @Test
  void anOlderSheetTakesNobodyBackWhoHasLeftAndForgetsNobodysLastDay() throws Exception {
    Path file = OfficeFile.good().xlsx(Language.ZH);
    take(file, false);
    left("G1", 0);
    Importer.Outcome older = take(file, false);
    assertThat(older.written()).isFalse();
    assertThat(older.checked().mistakes().stream().map(it -> it.letter() + " " + it.wrong()))
        .contains("A STAFF_LEFT");

    left("G1", 10);
    Map<Column, String> renamed = with(staff("G1"), Column.STAFF_NAME, "员一");
    assertThat(take(new OfficeFile().row(renamed).xlsx(Language.ZH), false).counts().changed())
        .isEqualTo(1);
    assertThat(
            database
                .database()
                .query("looking", "select from staff where left_on = current_date + 10")
                .size())
        .isEqualTo(1);
  }

  private void left(String code, int days) {
    var _ =
        database
            .database()
            .query(
                "leaving",
                "update staff set left_on = current_date + $2::int where code = $1",
                code,
                days);
  }

  @Test
  void aDryRunCountsAndWritesNothing() throws Exception {
    Importer.Outcome tried = take(OfficeFile.good().xlsx(Language.EN), true);

    assertThat(tried.written()).isFalse();
    assertThat(tried.counts().fresh()).isEqualTo(10);
    assertThat(rows()).isZero();
  }

  @Test
  void ofAFileWithFortyMistakesNothingIsWritten() throws Exception {
    take(OfficeFile.good().xlsx(Language.ZH), false);
    take(
        new OfficeFile()
            .row(
                with(
                    person("A9"),
                    Column.PERSON_SEX,
                    IdNumber.sex(PlantedMistakes.TAKEN).equals("male") ? "男" : "女",
                    Column.PERSON_ID_NUMBER,
                    PlantedMistakes.TAKEN))
            .csv(SheetKind.PEOPLE, Language.ZH),
        false);
    long before = rows();
    PlantedMistakes planted = new PlantedMistakes();

    Importer.Outcome refused = take(planted.file.xlsx(Language.ZH), false);

    assertThat(
            refused.checked().mistakes().stream()
                .map(it -> it.sheet() + "!" + it.letter() + it.row() + " " + it.wrong()))
        .containsExactlyInAnyOrderElementsOf(planted.expected)
        .hasSize(40);
    assertThat(refused.written()).isFalse();
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void theDemosSubDistrictGoesInWithinTwentySecondsAndOnlyOnce() throws Exception {
    database
        .database()
        .query(
            "adding the doctor",
            "insert into account (id, name, display_name, role, password_hash) values"
                + " (gen_random_uuid(), 'doctor', 'd', 'doctor', '-')");
    Path file = OfficeFile.written(".xlsx", to -> DemoOffice.made().print(to));

    long began = System.nanoTime();
    Importer.Outcome first = take(file, false);
    double seconds = (System.nanoTime() - began) / 1e9;
    Importer.Outcome second = take(file, false);

    System.out.printf("the demo's sub-district went in within %.1f s%n", seconds);
    assertThat(first.counts().fresh()).isEqualTo(41 + 590 + 256 + 1_752 + 1_752 + 100);
    assertThat(seconds).isLessThan(LONGEST_SECONDS);
    assertThat(second.counts().fresh() + second.counts().changed()).isZero();
  }

  @Test
  void whatIsExportedCanBeImportedAgainAndChangesNothing() throws Exception {
    take(withFormulas().xlsx(Language.ZH), false);

    for (Language language : Language.values()) {
      Path xlsx = OfficeFile.exported(exporter, language);
      Importer.Outcome again = take(xlsx, false);
      assertThat(again.checked().mistakes()).isEmpty();
      assertThat(again.counts().fresh() + again.counts().changed()).isZero();
    }
  }

  @Test
  void noCellOfAnExportBeginsAFormulaAndNoResidentIdStandsInIt() throws Exception {
    take(withFormulas().xlsx(Language.ZH), false);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    exporter.export(
        List.of(SheetKind.PEOPLE), Language.ZH, tables -> CsvPrint.print(tables.getFirst(), bytes));

    String csv = bytes.toString(StandardCharsets.UTF_8);
    assertThat(csv).contains("'=cmd").doesNotContain(",=cmd").doesNotContain(",@");
    assertThat(csv).contains("3****************").doesNotContain(PlantedMistakes.TAKEN);
    assertThat(csv).doesNotContain("高血压");
  }

  @Test
  void whatIsNoSpreadsheetIsRefusedInWords() {
    refused("<!DOCTYPE html><html><body>".getBytes(StandardCharsets.UTF_8), "web page");
    refused(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0}, "old .xls");
    refused("a,b\n".getBytes(StandardCharsets.UTF_8), "named .xlsx but is none");
    refused(new byte[0], "empty");
  }

  @Test
  void aZipBombIsRefusedBeforeItIsParsed() {
    Path bomb =
        OfficeFile.written(
            ".xlsx",
            to -> {
              try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(to))) {
                zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
                zip.write("<workbook/>".getBytes(StandardCharsets.UTF_8));
                zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
                byte[] nothing = new byte[1_048_576];
                for (int mebibyte = 0; mebibyte < 300; mebibyte++) {
                  zip.write(nothing);
                }
              }
            });

    assertThat(bomb).isRegularFile();
    assertThatThrownBy(() -> take(bomb, false))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("unpacks to far too much");
  }

  @Test
  void aPathInAFilesNameLeadsNowhere() throws Exception {
    Path file = OfficeFile.good().xlsx(Language.ZH);

    Importer.Outcome outcome =
        importer.take(file, "../../../etc/passwd.xlsx", BY, true, (_, _, _) -> {});

    assertThat(outcome.counts().fresh()).isEqualTo(10);
  }

  @Test
  void whoeverIsNewAndHasNoCellWrittenIsFiledByTheirHouseAndStaysThere() throws Exception {
    take(OfficeFile.good().xlsx(Language.ZH), false);
    take(new OfficeFile().row(drawn("FHT", "", 0.1)).xlsx(Language.ZH), false);
    OfficeFile office =
        new OfficeFile()
            .row(drawn("FHT-3", "FHT", 0.01))
            .row(drawn("FHT-4", "FHT-3", 0.01))
            .row(housed("B1", "", "37.505"))
            .row(housed("B2", "", "37.55"))
            .row(housed("B3", "FHT-2", "37.505"));

    Importer.Outcome first = take(office.xlsx(Language.ZH), false);

    assertThat(first.checked().mistakes()).isEmpty();
    assertThat(cells()).contains("B1 FHT-4", "B2 FHT", "B3 FHT-2");
    Importer.Outcome second = take(office.xlsx(Language.ZH), false);
    assertThat(second.counts().fresh() + second.counts().changed()).isZero();
    take(new OfficeFile().row(housed("B3", "", "37.55")).xlsx(Language.EN), false);
    assertThat(cells()).contains("B3 FHT-2");
  }

  @Test
  void whoeverCannotBeFiledByTheirHouseIsAMistakeAtTheirCell() throws Exception {
    take(OfficeFile.good().xlsx(Language.ZH), false);
    take(new OfficeFile().row(drawn("FHT", "", 0.1)).xlsx(Language.ZH), false);
    OfficeFile office =
        new OfficeFile()
            .row(with(person("B1"), Column.PERSON_CELL, ""))
            .row(housed("B2", "", "38.5"))
            .row(housed("B3", "", "37.55"));

    Importer.Outcome refused = take(office.xlsx(Language.ZH), true);

    assertThat(
            refused.checked().mistakes().stream()
                .map(it -> it.letter() + it.row() + " " + it.wrong() + " " + it.about()))
        .containsExactly("J2 NO_CELL []", "J3 NO_CELL_THERE [38.5, 121.305]");
    for (Language language : Language.values()) {
      Mistake there = refused.checked().mistakes().getLast();
      assertThat(there.what(language)).contains("38.5, 121.305");
      assertThat(there.mend(language)).isNotBlank().doesNotContain("{");
    }
  }

  /** A square of so many degrees, its corner at 37.5 north, 121.3 east. */
  private static Map<Column, String> drawn(String code, String parent, double side) {
    double east = 121.3 + side;
    double north = 37.5 + side;
    String outline =
        "{\"type\":\"Polygon\",\"coordinates\":[[[121.3,37.5],[%f,37.5],[%f,%f],[121.3,%f],[121.3,37.5]]]}"
            .formatted(east, east, north, north);
    return Map.of(
        Column.GRID_CODE,
        code,
        Column.GRID_NAME,
        "名" + code,
        Column.GRID_PARENT,
        parent,
        Column.GRID_OUTLINE,
        outline);
  }

  private static Map<Column, String> housed(String code, String cell, String latitude) {
    return with(
        person(code),
        Column.PERSON_CELL,
        cell,
        Column.PERSON_LATITUDE,
        latitude,
        Column.PERSON_LONGITUDE,
        "121.305");
  }

  private List<String> cells() {
    List<String> cells = new ArrayList<>();
    database
        .database()
        .query(
            "looking",
            "select p.code || ' ' || c.code as line from person p join grid_cell c on c.id ="
                + " p.cell")
        .forEach(row -> cells.add(row.getString("line")));
    return cells;
  }

  private static OfficeFile withFormulas() {
    String sex = IdNumber.sex(PlantedMistakes.TAKEN).equals("male") ? "男" : "女";
    return OfficeFile.good()
        .row(
            with(
                person("A3"),
                Column.PERSON_NAME,
                "=cmd|calc",
                Column.PERSON_ADDRESS,
                "'-1 号楼",
                Column.PERSON_DIALECT,
                "@方言",
                Column.PERSON_CONDITIONS,
                "I10 高血压",
                Column.PERSON_SEX,
                sex,
                Column.PERSON_ID_NUMBER,
                PlantedMistakes.TAKEN));
  }

  private void refused(byte[] content, String why) {
    Path file = OfficeFile.written(".xlsx", to -> Files.write(to, content));
    assertThatThrownBy(() -> take(file, false))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining(why);
  }

  private Importer.Outcome take(Path file, boolean dryRun) throws Unreadable {
    return importer.take(file, file.toString(), BY, dryRun, (_, _, _) -> {});
  }

  private long rows() {
    return database
        .database()
        .query(
            "counting",
            "select (select count(*) from person) + (select count(*) from contact) + (select"
                + " count(*) from band) + (select count(*) from staff) + (select count(*) from"
                + " rota) + (select count(*) from grid_cell) as n")
        .iterator()
        .next()
        .getLong("n");
  }
}
