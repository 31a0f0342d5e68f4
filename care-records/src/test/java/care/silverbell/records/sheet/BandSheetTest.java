package care.silverbell.records.sheet;

import static care.silverbell.records.sheet.OfficeFile.person;
import static care.silverbell.records.sheet.OfficeFile.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.records.band.BandLife.Gone;
import care.silverbell.records.band.Bands;
import care.silverbell.records.person.Editor;
import care.silverbell.records.person.People;
import care.silverbell.records.seal.RecordKey;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.sheet.read.Unreadable;
import care.silverbell.records.sheet.store.Importer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sheet puts a band on a wrist where the page does, and nowhere else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BandSheetTest {
  private static final Editor BY = new Editor(null, "test");

  private final RecordSeal seal =
      RecordSeal.of(RecordKey.of(Base64.getEncoder().encodeToString(new byte[32])));
  private final TestDatabase database = TestDatabase.create("ingest", "alerting", "records");
  private final Bands bands = new Bands(database.database(), InstantSource.system());
  private final Importer importer =
      new Importer(database.database(), seal, Clock.system(ZoneId.systemDefault()), () -> {});

  /** A1 wears SB-1, A2 SB-2; A5's file is closed; LOST and OLD are gone; SB-3 and SB-4 are free. */
  @BeforeEach
  void open() throws Unreadable {
    var _ =
        database
            .database()
            .query("beginning anew", "truncate person, band, staff, grid_cell cascade");
    OfficeFile office = OfficeFile.good();
    for (String code : List.of("A3", "A5")) {
      office.row(person(code));
    }
    office.row(
        with(
            person("A4"),
            Column.PERSON_SEX,
            IdNumber.sex(PlantedMistakes.TAKEN).equals("male") ? "男" : "女",
            Column.PERSON_ID_NUMBER,
            PlantedMistakes.TAKEN));
    office.row(band("SB-2", "A2"));
    for (String serial : List.of("SB-3", "SB-4", "LOST", "OLD")) {
      office.row(band(serial, ""));
    }
    assertThat(take(office.xlsx(Language.ZH)).written()).isTrue();
    bands.loseOrRetire(new BandSerial("LOST"), Gone.LOST);
    bands.loseOrRetire(new BandSerial("OLD"), Gone.RETIRED);
    close("A5");
  }

  @AfterAll
  void close() {
    bands.close();
    database.close();
  }

  @Test
  void whatThePageRefusesIsAMistakeOfTheSheetAndNothingIsWritten() throws Exception {
    Map<String, String> before = wrists();
    Path file =
        new OfficeFile()
            .row(band("LOST", "A3"))
            .row(band("OLD", "A3"))
            .row(band("SB-3", "A5"))
            .row(band("SB-3b", "A1"))
            .row(band("SB-4", "A4"))
            .row(band("NEW", PlantedMistakes.TAKEN))
            .xlsx(Language.ZH);

    for (boolean dryRun : new boolean[] {true, false}) {
      Importer.Outcome refused = importer.take(file, "b.xlsx", BY, dryRun, (_, _, _) -> {});
      assertThat(told(refused))
          .containsExactly(
              "手环!A2 BAND_LOST [LOST]",
              "手环!A3 BAND_RETIRED [OLD]",
              "手环!B4 FILE_CLOSED [A5]",
              "手环!B5 WEARS_ANOTHER [A1, SB-1]",
              "手环!B7 SECOND_BAND [6]");
      assertThat(refused.written()).isFalse();
      assertThat(wrists()).isEqualTo(before);
      assertThat(bands.isRegistered("NEW")).isFalse();
    }
    assertThat(refusal("LOST", "A3")).contains("lost");
    assertThat(refusal("OLD", "A3")).contains("retired");
    assertThat(refusal("SB-3", "A5")).contains("closed");
    assertThat(refusal("SB-3", "A1")).contains("SB-1");
  }

  @Test
  void aRowThatSaysWhatIsSoAlreadyIsNoMistake() throws Exception {
    Path file =
        new OfficeFile()
            .row(band("SB-1", "A1"))
            .row(band("SB-2", ""))
            .row(band("LOST", ""))
            .xlsx(Language.EN);

    Importer.Outcome again = take(file);

    assertThat(told(again)).isEmpty();
    assertThat(again.counts().fresh() + again.counts().changed()).isZero();
  }

  @Test
  void twoPeoplesBandsAreSwappedInOneSheetInEitherOrderAndOnce() throws Exception {
    OfficeFile swap = new OfficeFile().row(band("SB-1", "A2")).row(band("SB-2", "A1"));

    assertThat(take(swap.xlsx(Language.ZH)).counts().changed()).isEqualTo(2);
    assertThat(wrists()).containsExactlyInAnyOrderEntriesOf(Map.of("SB-1", "A2", "SB-2", "A1"));
    assertThat(take(swap.xlsx(Language.ZH)).counts().changed()).isZero();

    OfficeFile back = new OfficeFile().row(band("SB-2", "A2")).row(band("SB-1", "A1"));
    assertThat(take(back.xlsx(Language.ZH)).counts().changed()).isEqualTo(2);
    assertThat(wrists()).containsExactlyInAnyOrderEntriesOf(Map.of("SB-1", "A1", "SB-2", "A2"));
  }

  enum Meanwhile {
    LOST(Wrong.BAND_LOST),
    CLOSED(Wrong.FILE_CLOSED),
    WEARS_ANOTHER(Wrong.WEARS_ANOTHER);

    private final Wrong wrong;

    Meanwhile(Wrong wrong) {
      this.wrong = wrong;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatChangesBetweenCheckAndWritingIsToldAtItsCellAndNothingIsWritten(Meanwhile meanwhile)
      throws Exception {
    Path file = new OfficeFile().row(band("NEW", "")).row(band("SB-3", "A3")).xlsx(Language.ZH);

    Importer.Outcome refused =
        importer.take(file, "b.xlsx", BY, false, atWriting(() -> change(meanwhile)));

    assertThat(refused.checked().mistakes().stream().map(Mistake::wrong))
        .containsExactly(meanwhile.wrong);
    assertThat(refused.written()).isFalse();
    bands.reread();
    assertThat(bands.isRegistered("NEW")).isFalse();
    assertThat(wrists()).doesNotContainKey("SB-3");
  }

  @Test
  void aFileThatIsClosedMeanwhileIsNotOpenedAgain() throws Exception {
    Path file =
        new OfficeFile()
            .row(with(person("A3"), Column.PERSON_NAME, "改了名"))
            .row(band("SB-3", "A3"))
            .xlsx(Language.ZH);

    Importer.Outcome refused =
        importer.take(file, "b.xlsx", BY, false, atWriting(() -> close("A3")));

    assertThat(refused.checked().mistakes().stream().map(Mistake::wrong))
        .containsExactly(Wrong.FILE_CLOSED);
    assertThat(refusal("SB-3", "A3")).contains("closed");
  }

  @Test
  void aBandThatIsRegisteredByHandMeanwhileKeepsItsSecret() throws Exception {
    Path file = new OfficeFile().row(band("NEW", "A3")).xlsx(Language.ZH);

    Importer.Outcome taken =
        importer.take(
            file, "b.xlsx", BY, false, atWriting(() -> bands.register(new BandSerial("NEW"))));

    assertThat(taken.written()).isTrue();
    assertThat(taken.secrets()).isEmpty();
    assertThat(wrists()).containsEntry("NEW", "A3");
  }

  @Test
  void aSheetSaysWhichMakersCoordinatesBandsTell() throws Exception {
    Importer.Outcome taken =
        take(
            new OfficeFile()
                .row(with(band("GCJ-1", "A3"), Column.BAND_PROFILE, "gcj02"))
                .row(with(band("SB-3", ""), Column.BAND_PROFILE, "BD09"))
                .row(band("SB-4", ""))
                .xlsx(Language.ZH));
    assertThat(taken.counts().fresh()).isEqualTo(1);
    assertThat(taken.counts().changed()).isEqualTo(1);
    assertThat(profiles())
        .containsEntry("GCJ-1", "gcj02")
        .containsEntry("SB-3", "bd09")
        .containsEntry("SB-4", "contract");

    take(new OfficeFile().row(band("GCJ-1", "")).xlsx(Language.EN));
    assertThat(profiles()).as("an empty cell leaves it").containsEntry("GCJ-1", "gcj02");

    Importer.Outcome refused =
        take(
            new OfficeFile()
                .row(with(band("SB-4", ""), Column.BAND_PROFILE, "mars"))
                .xlsx(Language.ZH));
    assertThat(told(refused)).singleElement().asString().contains("NOT_A_CHOICE", "mars");
  }

  private Map<String, String> profiles() {
    Map<String, String> profiles = new TreeMap<>();
    database
        .database()
        .query("looking", "select serial, profile from band")
        .forEach(row -> profiles.put(row.getString("serial"), row.getString("profile")));
    return profiles;
  }

  private void change(Meanwhile meanwhile) {
    switch (meanwhile) {
      case LOST -> bands.loseOrRetire(new BandSerial("SB-3"), Gone.LOST);
      case CLOSED -> close("A3");
      case WEARS_ANOTHER -> bands.wear(new BandSerial("SB-4"), id("A3"));
    }
  }

  /** Once, when all is checked and nothing is written yet. */
  private static Importer.Progress atWriting(Runnable change) {
    boolean[] done = {false};
    return (stage, _, _) -> {
      if ("writing".equals(stage) && !done[0]) {
        done[0] = true;
        change.run();
      }
    };
  }

  private String refusal(String serial, String person) {
    Throwable[] why = {null};
    assertThatThrownBy(() -> bands.wear(new BandSerial(serial), id(person)))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> why[0] = e);
    return "" + why[0].getMessage();
  }

  private void close(String code) {
    var _ =
        database
            .database()
            .query(
                "closing a file",
                "update person set closed_on = current_date, closed_why = 'moved', version = version + 1"
                    + " where code = $1",
                code);
  }

  private PersonId id(String code) {
    return People.withCode(database.database().pool(), code).orElseThrow();
  }

  private Map<String, String> wrists() {
    Map<String, String> wrists = new TreeMap<>();
    database
        .database()
        .query(
            "looking",
            "select w.band, p.code from wearing w join person p on p.id = w.person where w.until is"
                + " null")
        .forEach(row -> wrists.put(row.getString("band"), row.getString("code")));
    return wrists;
  }

  private static List<String> told(Importer.Outcome outcome) {
    for (Mistake mistake : outcome.checked().mistakes()) {
      for (Language language : Language.values()) {
        assertThat(mistake.what(language)).isNotBlank().doesNotContain("{");
        assertThat(mistake.mend(language)).isNotBlank().doesNotContain("{");
      }
    }
    return outcome.checked().mistakes().stream()
        .map(it -> it.sheet() + "!" + it.letter() + it.row() + " " + it.wrong() + " " + it.about())
        .toList();
  }

  private Importer.Outcome take(Path file) throws Unreadable {
    return importer.take(file, file.toString(), BY, false, (_, _, _) -> {});
  }

  private static Map<Column, String> band(String serial, String wearer) {
    return Map.of(Column.BAND_SERIAL, serial, Column.BAND_WEARER, wearer);
  }
}
