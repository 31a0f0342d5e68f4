package care.silverbell.records.sheet;

import static care.silverbell.records.sheet.OfficeFile.contact;
import static care.silverbell.records.sheet.OfficeFile.person;
import static care.silverbell.records.sheet.OfficeFile.staff;
import static care.silverbell.records.sheet.OfficeFile.with;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.records.person.Editor;
import care.silverbell.records.seal.RecordKey;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.sheet.print.CsvPrint;
import care.silverbell.records.sheet.read.Unreadable;
import care.silverbell.records.sheet.store.Exporter;
import care.silverbell.records.sheet.store.Importer;
import io.vertx.sqlclient.Row;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Outlines, serving days, and when and how a contact is told: in by a sheet, out, and in again. */
class WholeSheetTest {
  private static final Editor BY = new Editor(null, "test");
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String TRIANGLE =
      "{\"type\":\"Feature\",\"properties\":{\"name\":\"x\"},\"geometry\":{ \"coordinates\": [[[121.390,37.53],"
          + "[121.40,37.53],[121.4,37.540],[121.39,37.53]]], \"type\":\"Polygon\"}}";

  private final RecordSeal seal =
      RecordSeal.of(RecordKey.of(Base64.getEncoder().encodeToString(new byte[32])));
  private TestDatabase database;
  private Instant now = LocalDate.of(2026, 11, 25).atTime(12, 0).atZone(ZONE).toInstant();
  private Importer importer;
  private Exporter exporter;

  @BeforeEach
  void open() {
    database = TestDatabase.create("ingest", "alerting", "records");
    importer = new Importer(database.database(), seal, office(), () -> {});
    exporter = new Exporter(database.database(), seal, office());
  }

  private Clock office() {
    InstantSource time = () -> now;
    return time.withZone(ZONE);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void everyColumnComesOutAsItWentInAndChangesNothing() throws Exception {
    Importer.Outcome first = take(full().xlsx(Language.ZH));
    assertThat(first.checked().mistakes()).isEmpty();
    assertThat(first.counts().fresh()).isEqualTo(12);
    String kept = kept();
    assertThat(kept)
        .contains(
            "FHT-3 [[[121.39, 37.53], [121.4, 37.53], [121.4, 37.54], [121.39, 37.53]]]",
            "G3 FHT-1 2026-01-01 - 2026-12-31",
            "G3 FHT-2 2026-03-01 -",
            "王丽 [{\"to\": \"22:00\", \"days\": [1, 2, 3, 4, 5], \"from\": \"18:00\"}, {\"to\": \"09:00\", \"days\": [6, 7], \"from\": \"21:30\"}] {sms,phone} zh-CN");

    for (Language language : Language.values()) {
      Path file = OfficeFile.exported(exporter, language);
      Importer.Outcome again = take(file);
      assertThat(again.checked().mistakes()).isEmpty();
      assertThat(again.counts().fresh() + again.counts().changed()).isZero();
    }
    assertThat(kept()).isEqualTo(kept);
  }

  @Test
  void aFileOfBeforeWithoutTheseColumnsLeavesThemAsTheyAre() throws Exception {
    take(full().xlsx(Language.ZH));
    String kept = kept();

    OfficeFile old =
        new OfficeFile()
            .columns(
                SheetKind.CONTACTS,
                List.of(
                    Column.CONTACT_PERSON,
                    Column.CONTACT_NAME,
                    Column.CONTACT_RELATION,
                    Column.CONTACT_PHONES))
            .columns(
                SheetKind.STAFF,
                List.of(
                    Column.STAFF_CODE, Column.STAFF_NAME, Column.STAFF_ROLE, Column.STAFF_CELLS))
            .columns(SheetKind.GRID, List.of(Column.GRID_CODE, Column.GRID_NAME))
            .row(Map.of(Column.GRID_CODE, "FHT-3", Column.GRID_NAME, "第3网格"))
            .row(staff("G3"))
            .row(contact("A1", "王丽"));
    Importer.Outcome again = take(old.xlsx(Language.EN));

    assertThat(again.checked().mistakes()).isEmpty();
    assertThat(again.counts().changed() + again.counts().fresh()).isZero();
    assertThat(kept()).isEqualTo(kept);
  }

  @Test
  void anOutlineGoesOnlyWhenThatIsWritten() throws Exception {
    take(full().xlsx(Language.ZH));

    take(new OfficeFile().row(cell("")).csv(SheetKind.GRID, Language.ZH));
    assertThat(kept()).contains("FHT-3 [[[121.39");

    take(new OfficeFile().row(cell("无")).csv(SheetKind.GRID, Language.ZH));
    assertThat(kept()).doesNotContain("FHT-3 [[[");
  }

  @Test
  void anotherDayMovesOneServingAndALastDayThatPassedEndsIt() throws Exception {
    take(full().xlsx(Language.ZH));

    Importer.Outcome moved = take(serving("FHT-1、FHT-2", "2026-02-01、2026-03-01", "无、2027-01-31"));
    assertThat(moved.counts().changed()).isEqualTo(1);
    assertThat(kept()).contains("G3 FHT-1 2026-02-01 -\n", "G3 FHT-2 2026-03-01 - 2027-01-31\n");

    Importer.Outcome ended =
        take(serving("FHT-1、FHT-2", "2026-02-01、2026-03-01", "2026-11-20、2027-01-31"));
    assertThat(ended.counts().changed()).isEqualTo(1);
    assertThat(kept()).contains("G3 FHT-1 2026-02-01 - 2026-11-20\n");

    now = LocalDate.of(2027, 3, 1).atTime(8, 0).atZone(ZONE).toInstant();
    Importer.Outcome later =
        take(serving("FHT-1、FHT-2", "2026-02-01、2026-03-01", "2026-11-20、2027-01-31"));
    assertThat(later.counts().changed() + later.counts().fresh()).isZero();
  }

  @Test
  void eachOfTheirMistakesIsToldAtItsCell() throws Exception {
    take(OfficeFile.good().xlsx(Language.ZH));
    OfficeFile file =
        new OfficeFile()
            .row(cell("X1", "not json"))
            .row(cell("X2", "{\"type\":\"Point\",\"coordinates\":[1,2]}"))
            .row(
                cell(
                    "X3",
                    "{\"type\":\"Polygon\",\"coordinates\":[[[37.5,121.3],[37.6,121.3],[37.6,121.4],[37.5,121.3]]]}"))
            .row(
                cell(
                    "X4",
                    "{\"type\":\"Polygon\",\"coordinates\":[[[121.3,37.5],[121.3,37.6],[121.4,37.6],[121.4,37.5]]]}"))
            .row(cell("X5", "{\"type\":\"Polygon\",\"coordinates\":[[[\"a\",1],[null,2]]]}"))
            .row(cell("X6", "[" + "1,".repeat(20_000) + "1]"))
            .row(with(staff("S1"), Column.STAFF_SINCE, "2026-01-01、2026-01-02、2026-01-03"))
            .row(with(staff("S2"), Column.STAFF_CELLS, "", Column.STAFF_UNTIL, "2026-01-01"))
            .row(with(staff("S3"), Column.STAFF_SINCE, "下周"))
            .row(
                with(
                    staff("S4"),
                    Column.STAFF_SINCE,
                    "2026-01-01",
                    Column.STAFF_UNTIL,
                    "无、2025-12-31"))
            .row(with(contact("A1", "甲"), Column.CONTACT_HOURS, "晚上"))
            .row(with(contact("A1", "乙"), Column.CONTACT_HOURS, "周五至周一 08:00-20:00"))
            .row(with(contact("A1", "丙"), Column.CONTACT_HOURS, "周一 08:00-25:00"))
            .row(with(contact("A1", "丁"), Column.CONTACT_CHANNELS, "电话、飞鸽"))
            .row(with(contact("A1", "戊"), Column.CONTACT_LANGUAGE, "烟台 话"));

    Importer.Outcome refused = take(file.xlsx(Language.ZH));

    assertThat(
            refused.checked().mistakes().stream()
                .map(it -> it.sheet() + "!" + it.letter() + it.row() + " " + it.wrong()))
        .containsExactly(
            "网格!E2 NOT_AN_OUTLINE",
            "网格!E3 NOT_AN_OUTLINE",
            "网格!E4 OUTLINE_SWAPPED",
            "网格!E5 NOT_AN_OUTLINE",
            "网格!E6 NOT_AN_OUTLINE",
            "网格!E7 OUTLINE_TOO_LONG",
            "人员!F2 DAYS_UNLIKE_CELLS",
            "人员!G3 DAYS_WITHOUT_CELLS",
            "人员!F4 NOT_A_DATE",
            "人员!G5 ENDS_BEFORE",
            "联系人!G2 NOT_CALL_HOURS",
            "联系人!G3 NOT_CALL_HOURS",
            "联系人!G4 NOT_CALL_HOURS",
            "联系人!H5 NOT_A_CHOICE",
            "联系人!I6 NOT_A_LANGUAGE");
    for (Mistake mistake : refused.checked().mistakes()) {
      for (Language language : Language.values()) {
        assertThat(mistake.what(language)).isNotBlank().doesNotContain("{0}", "{1}");
        assertThat(mistake.mend(language)).isNotBlank().doesNotContain("{0}", "{1}");
      }
    }
  }

  @Test
  void moreThanOnePieceOfPeopleComesOutWhole() throws Exception {
    OfficeFile file = OfficeFile.good();
    for (int number = 0; number < 1_200; number++) {
      String code = "P%04d".formatted(number);
      file.row(person(code)).row(contact(code, "子女" + number));
    }
    take(file.xlsx(Language.ZH));

    assertThat(csv(SheetKind.PEOPLE).lines()).hasSize(1 + 1_202);
    assertThat(csv(SheetKind.CONTACTS).lines()).hasSize(1 + 1_201);
    Importer.Outcome again = take(OfficeFile.exported(exporter, Language.EN));
    assertThat(again.counts().fresh() + again.counts().changed()).isZero();
  }

  private static OfficeFile full() {
    return OfficeFile.good()
        .row(cell(TRIANGLE))
        .row(
            with(
                staff("G3"),
                Column.STAFF_CELLS,
                "FHT-2、FHT-1",
                Column.STAFF_SINCE,
                "2026-03-01、2026-01-01",
                Column.STAFF_UNTIL,
                "无、2026-12-31"))
        .replaceLast(
            SheetKind.CONTACTS,
            with(
                contact("A1", "王丽"),
                Column.CONTACT_HOURS,
                "工作日 18:00-22:00、周末21点30分至9:00",
                Column.CONTACT_CHANNELS,
                "短信、电话",
                Column.CONTACT_LANGUAGE,
                "中文"));
  }

  private static Map<Column, String> cell(String outline) {
    return Map.of(
        Column.GRID_CODE,
        "FHT-3",
        Column.GRID_NAME,
        "第3网格",
        Column.GRID_PARENT,
        "FHT",
        Column.GRID_OUTLINE,
        outline);
  }

  private static Map<Column, String> cell(String code, String outline) {
    return Map.of(Column.GRID_CODE, code, Column.GRID_NAME, "名", Column.GRID_OUTLINE, outline);
  }

  private static Path serving(String cells, String since, String until) {
    return new OfficeFile()
        .row(
            with(
                staff("G3"),
                Column.STAFF_CELLS,
                cells,
                Column.STAFF_SINCE,
                since,
                Column.STAFF_UNTIL,
                until))
        .csv(SheetKind.STAFF, Language.ZH);
  }

  private Importer.Outcome take(Path file) throws Unreadable {
    return importer.take(file, file.toString(), BY, false, (_, _, _) -> {});
  }

  private String csv(SheetKind kind) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    exporter.export(List.of(kind), Language.ZH, tables -> CsvPrint.print(tables.getFirst(), bytes));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** What the database has of it, a line for each. */
  private String kept() {
    StringBuilder text = new StringBuilder();
    for (Row row :
        database
            .database()
            .query(
                "looking",
                """
                select code || ' ' || (outline->'coordinates')::text as line from grid_cell where outline is not null
                union all
                select s.code || ' ' || c.code || ' ' || (v.since at time zone $1)::date::text || ' -'
                         || coalesce(' ' || ((v.until - interval '1 millisecond') at time zone $1)::date::text, '')
                  from serving v join staff s on s.id = v.staff join grid_cell c on c.id = v.cell
                union all
                select name || ' ' || hours::text || ' ' || channels::text || coalesce(' ' || language, '') from contact
                order by line
                """,
                ZONE.getId())) {
      text.append(row.getString("line")).append('\n');
    }
    return text.toString();
  }
}
