package care.silverbell.records.sheet;

import static care.silverbell.records.sheet.OfficeFile.person;
import static care.silverbell.records.sheet.OfficeFile.with;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.records.person.Editor;
import care.silverbell.records.person.PeopleTogether;
import care.silverbell.records.person.PersonFile;
import care.silverbell.records.person.PersonFile.Condition;
import care.silverbell.records.person.PersonFile.Medicine;
import care.silverbell.records.seal.RecordKey;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.sheet.read.Unreadable;
import care.silverbell.records.sheet.store.Importer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How somebody is and how to get in: taken in from a sheet, and emptied by none. */
class HealthSheetTest {
  private final RecordSeal seal =
      RecordSeal.of(RecordKey.of(Base64.getEncoder().encodeToString(new byte[32])));
  private TestDatabase database;
  private Importer importer;

  @BeforeEach
  void open() {
    database = TestDatabase.create("ingest", "alerting", "records");
    importer =
        new Importer(database.database(), seal, Clock.system(ZoneId.systemDefault()), () -> {});
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aSheetWithoutItLeavesWhatDoctorAndDeskHaveWritten() throws Exception {
    take(OfficeFile.good().row(ill()).xlsx(Language.ZH));
    PersonFile before = file();
    assertThat(before.health())
        .isEqualTo(
            new PersonFile.Health(
                "walking_aid",
                "hard",
                "poor",
                "AB",
                List.of(new Condition("I10", "高血压"), new Condition(null, "白内障")),
                List.of(new Medicine("氨氯地平", "5mg", List.of("08:00"))),
                List.of("青霉素")));
    assertThat(before.home().howToGetIn()).isEqualTo("按两次铃");
    assertThat(before.home().doorCode()).isEqualTo("0412#");
    assertThat(before.home().keyPlace()).isEqualTo("三楼李家");

    Importer.Outcome again =
        take(
            new OfficeFile()
                .row(with(person("H1"), Column.PERSON_PHONE, "10000000077"))
                .xlsx(Language.ZH));

    assertThat(again.counts().changed()).isEqualTo(1);
    PersonFile after = file();
    assertThat(after.identity().phone()).isEqualTo("10000000077");
    assertThat(after.health()).isEqualTo(before.health());
    assertThat(after.home()).isEqualTo(before.home());

    take(
        new OfficeFile()
            .row(with(person("H1"), Column.PERSON_ALLERGIES, "花生", Column.PERSON_PHONE, ""))
            .xlsx(Language.ZH));
    assertThat(file().health().allergies()).containsExactly("花生");
    assertThat(file().identity().phone()).as("a column that empties").isNull();
  }

  private static Map<Column, String> ill() {
    return with(
        person("H1"),
        Column.PERSON_MOBILITY,
        "用助行器",
        Column.PERSON_HEARING,
        "重听",
        Column.PERSON_SIGHT,
        "较差",
        Column.PERSON_BLOOD,
        "AB",
        Column.PERSON_CONDITIONS,
        "I10 高血压、白内障",
        Column.PERSON_MEDICINES,
        "氨氯地平 | 5mg | 08:00",
        Column.PERSON_ALLERGIES,
        "青霉素",
        Column.PERSON_WAY_IN,
        "按两次铃",
        Column.PERSON_DOOR_CODE,
        "0412#",
        Column.PERSON_KEY_PLACE,
        "三楼李家");
  }

  private Importer.Outcome take(Path file) throws Unreadable {
    Importer.Outcome outcome =
        importer.take(file, file.toString(), new Editor(null, "test"), false, (_, _, _) -> {});
    assertThat(outcome.checked().mistakes()).isEmpty();
    return outcome;
  }

  private PersonFile file() {
    return database
        .database()
        .transaction(
            "reading files",
            tx -> {
              Iterator<PeopleTogether.Whole> whole = PeopleTogether.whole(tx, seal);
              while (whole.hasNext()) {
                PersonFile file = whole.next().file();
                if ("H1".equals(file.identity().code())) {
                  return file;
                }
              }
              throw new AssertionError("there is no H1");
            });
  }
}
