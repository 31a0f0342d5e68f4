package care.silverbell.records.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.records.seal.RecordKey;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.testing.DatabaseText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Files on a real database: written once, kept with their history, the number never in clear. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleTest {
  private static final Instant NOW = Instant.parse("2026-11-23T02:32:00Z");
  private static final String NUMBER = ResidentIdTest.number("37060219410302002");
  private static final Editor OFFICE = new Editor(null, "王芳");

  private final TestDatabase test = TestDatabase.create("records");
  private final Database database = test.database();
  private final RecordSeal seal =
      RecordSeal.of(RecordKey.of(Base64.getEncoder().encodeToString(new byte[32])));
  private final People people = new People(database, seal, Clock.fixed(NOW, ZoneOffset.UTC));
  private final Contacts contacts = new Contacts(database, Clock.fixed(NOW, ZoneOffset.UTC));
  private final UUID cell = UUID.randomUUID();

  @BeforeAll
  void makeACell() {
    var _ =
        database.query(
            "adding a cell", "insert into grid_cell (id, name) values ($1, '第1网格')", cell);
  }

  @AfterAll
  void close() {
    test.close();
  }

  private JsonObject whole(String code) {
    return new JsonObject()
        .put("name", "王桂英")
        .put("sex", "female")
        .put("birthDate", "1941-03-02")
        .put("code", code)
        .put("phone", "10000000001")
        .put("address", "凤凰台小区3号楼")
        .put("cell", cell.toString())
        .put("house", new JsonObject().put("lat", 37.535).put("lon", 121.391))
        .put("living", "alone")
        .put("mobility", "walking_aid")
        .put("hearing", "hard")
        .put("sight", "poor")
        .put("dialect", "烟台话")
        .put("bloodGroup", "AB+")
        .put("allergies", new JsonArray().add("青霉素"))
        .put(
            "conditions",
            new JsonArray()
                .add(new JsonObject().put("code", "I10.x00x002").put("text", "高血压"))
                .add("骨关节炎"))
        .put(
            "medicines",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("name", "氨氯地平")
                        .put("dose", "5 mg")
                        .put("times", new JsonArray().add("08:00"))))
        .put("risk", "key")
        .put("doorCode", "2580#")
        .put("keyPlace", "对门李家")
        .put("howToGetIn", "按 101 呼叫物业");
  }

  private static PersonFile file(JsonObject json) {
    return FileJson.read(json, null, LocalDate.of(2026, 11, 23), _ -> Optional.empty());
  }

  private boolean put(PersonId id, PersonFile file) {
    return database.transaction("putting", tx -> people.put(tx, id, file, OFFICE));
  }

  private List<Changes.Change> changes(PersonId id) {
    return new Changes(database).list(id, Long.MAX_VALUE, 100);
  }

  @Test
  void whatOpensADoorIsSealedAlsoWhereItWasKeptInClear() {
    PersonId id = new PersonId(UUID.randomUUID());
    PersonFile file = file(whole("A-door").putNull("keyPlace"));
    put(id, file);
    DatabaseText sealed = DatabaseText.of(database);
    for (String words : List.of("2580#", "按 101 呼叫物业")) {
      assertThat(sealed.where(words)).isEmpty();
    }
    var _ =
        database.query(
            "planting what an older release kept",
            "update person set door_code = '7788#', how_to_get_in = '走西门' where id = $1",
            id.value());
    assertThat(people.find(id).orElseThrow().file().home().doorCode()).isEqualTo("7788#");

    WaysIn.sealOld(database, seal);
    WaysIn.sealOld(database, seal);

    DatabaseText again = DatabaseText.of(database);
    assertThat(again.where("7788#")).isEmpty();
    assertThat(again.where("走西门")).isEmpty();
    PersonFile.Home home = people.find(id).orElseThrow().file().home();
    assertThat(home.doorCode()).isEqualTo("7788#");
    assertThat(home.howToGetIn()).isEqualTo("走西门");
    assertThat(home.keyPlace()).isNull();
  }

  @Test
  void aWholeFileComesBackAsItWasWritten() {
    PersonId id = new PersonId(UUID.randomUUID());
    PersonFile file = file(whole("A-1"));
    assertThat(put(id, file)).isTrue();
    assertThat(people.find(id).orElseThrow().file()).isEqualTo(file);
    assertThat(People.withCode(database.pool(), "A-1")).contains(id);
  }

  @Test
  void nothingIsWrittenWhereNothingChanges() {
    PersonId id = new PersonId(UUID.randomUUID());
    PersonFile file = file(whole("A-2"));
    put(id, file);
    assertThat(put(id, file)).isFalse();
    assertThat(people.find(id).orElseThrow().version()).isEqualTo(1);
    assertThat(changes(id)).hasSize(1);
  }

  @Test
  void aChangeKeepsWhoAndWhatFieldByField() {
    PersonId id = new PersonId(UUID.randomUUID());
    put(id, file(whole("A-3")));
    put(id, file(whole("A-3").put("phone", "10000000002").put("doorCode", "9999")));
    Changes.Change change = changes(id).getFirst();
    assertThat(change.by()).isEqualTo("王芳");
    assertThat(change.at()).isEqualTo(NOW);
    assertThat(change.before())
        .isEqualTo(new JsonObject().put("phone", "10000000001").put("doorCode", "***"));
    assertThat(change.after())
        .isEqualTo(new JsonObject().put("phone", "10000000002").put("doorCode", "changed"));
    assertThat(people.find(id).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void aResidentIdNumberIsFoundByItsMarkAndStandsNowhereInClear() {
    PersonId id = new PersonId(UUID.randomUUID());
    put(id, file(whole("A-4").put("residentId", NUMBER)));
    assertThat(people.withResidentId(database.pool(), ResidentId.of(NUMBER))).contains(id);
    assertThat(people.find(id).orElseThrow().file().identity().residentId())
        .isEqualTo(ResidentId.of(NUMBER));
    assertThat(people.find(id).orElseThrow().toString()).doesNotContain(NUMBER);

    PersonId other = new PersonId(UUID.randomUUID());
    assertThatThrownBy(() -> put(other, file(whole("A-5").put("residentId", NUMBER))))
        .isInstanceOfSatisfying(DatabaseTrouble.class, e -> assertThat(e.isDuplicate()).isTrue());

    DatabaseText dump = DatabaseText.of(database);
    assertThat(dump.where("王桂英")).contains("person");
    assertThat(dump.where(NUMBER)).isEmpty();
  }

  @Test
  void contactsKeepTheirOrderAndWhoIsTakenOutStaysEnded() {
    PersonId id = new PersonId(UUID.randomUUID());
    put(id, file(whole("A-6")));
    Contact daughter = Contact.of("于静", "女儿", "10000000003");
    Contact neighbour = Contact.of("李强", "邻居", "10000000004");
    putContacts(id, List.of(daughter, neighbour));
    putContacts(id, List.of(daughter, neighbour));
    assertThat(changes(id)).hasSize(2);
    putContacts(id, List.of(neighbour));

    assertThat(contacts.serving(id)).extracting(Contact::name).containsExactly("李强");
    assertThat(contacts.all(id))
        .filteredOn(it -> it.name().equals("于静"))
        .singleElement()
        .satisfies(it -> assertThat(it.until()).isNotNull());
    assertThat(people.find(id).orElseThrow().version()).isEqualTo(3);
  }

  private void putContacts(PersonId id, List<Contact> wanted) {
    database.transaction(
        "putting contacts",
        tx -> {
          contacts.put(tx, id, wanted, OFFICE);
          return id;
        });
  }
}
