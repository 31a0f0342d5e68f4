package care.silverbell.records.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.incident.Purpose;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Role;
import care.silverbell.records.band.Bands;
import care.silverbell.testing.Neighbourhood;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RehearsalsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Instant SOON = NOW.plus(Duration.ofMinutes(30));
  private static final BandSerial BAND = new BandSerial("worn");
  private static final Account DESK = new Account(new UUID(0, 9), "desk", "接警台", Role.DESK);

  private TestDatabase test;
  private Neighbourhood around;
  private Bands bands;
  private RehearsalBook book;
  private UUID street;
  private UUID cell;
  private UUID person;
  private UUID neighbour;

  @BeforeAll
  void begin() {
    test = TestDatabase.create("ingest", "alerting", "records");
    around = new Neighbourhood(test.database());
    bands = new Bands(test.database(), () -> NOW);
    book = new RehearsalBook(test.database());
    run(
        "insert into account (id, name, display_name, role, password_hash) values ($1, 'desk', '接警台', 'desk', 'x')",
        DESK.id());
    street = around.cell("street", null);
    cell = around.cell("cell", street);
    person = around.person(cell);
    neighbour = around.person(around.cell("elsewhere", street));
  }

  @AfterAll
  void end() {
    bands.close();
    test.close();
  }

  @Test
  void whatIsAnnouncedIsATestFromThenUntilThen() {
    try (Rehearsals rehearsals = new Rehearsals(test.database(), bands, () -> NOW)) {
      UUID id = book.announce(person, null, NOW, SOON, DESK, NOW);
      rehearsals.reread();

      assertThat(rehearsals.isTest(new PersonId(person), BAND, NOW)).isTrue();
      assertThat(rehearsals.isTest(new PersonId(person), BAND, SOON)).isFalse();
      assertThat(rehearsals.isTest(new PersonId(person), BAND, NOW.minusMillis(1))).isFalse();
      assertThat(rehearsals.isTest(new PersonId(neighbour), BAND, NOW)).isFalse();
      assertThat(rehearsals.isTest(null, BAND, NOW)).as("an unknown caller").isFalse();

      assertThat(book.end(id, null, NOW.plusSeconds(60))).isTrue();
      assertThat(book.end(id, null, NOW.plusSeconds(60))).as("it is over").isFalse();
      rehearsals.reread();
      assertThat(rehearsals.isTest(new PersonId(person), BAND, NOW.plusSeconds(61))).isFalse();
    }
  }

  @Test
  void aCellsTestIsThatOfEverybodyBelowIt() {
    try (Rehearsals rehearsals = new Rehearsals(test.database(), bands, () -> NOW)) {
      UUID id = book.announce(null, street, NOW, SOON, DESK, NOW);
      rehearsals.reread();

      assertThat(rehearsals.isTest(new PersonId(person), BAND, NOW)).isTrue();
      assertThat(rehearsals.isTest(new PersonId(neighbour), BAND, NOW)).isTrue();
      assertThat(book.end(id, new UUID[] {cell}, NOW)).as("not theirs to end").isFalse();
      assertThat(book.end(id, null, NOW)).isTrue();
    }
  }

  @Test
  void anotherInstanceKnowsWithinTenSeconds() {
    try (Rehearsals rehearsals = new Rehearsals(test.database(), bands, () -> NOW)) {
      UUID id = book.announce(person, null, NOW, SOON, DESK, NOW);
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofSeconds(11))
          .until(() -> rehearsals.isTest(new PersonId(person), BAND, NOW));
      assertThat(book.end(id, null, NOW)).isTrue();
    }
  }

  @Test
  void everyPressOfATestBandIsATestAndOfTheServicesOwnIsTheCanarys() {
    bands.registerOf(new BandSerial("bench-1"), "test");
    bands.registerOf(new BandSerial("plain-1"), "contract");
    var _ = bands.renewCanary(new BandSerial("canary.main"));
    try (Rehearsals rehearsals = new Rehearsals(test.database(), bands, () -> NOW)) {
      assertThat(rehearsals.purposeOf(null, new BandSerial("bench-1"), NOW))
          .isEqualTo(Purpose.TEST);
      assertThat(rehearsals.purposeOf(null, new BandSerial("plain-1"), NOW))
          .isEqualTo(Purpose.REAL);
      assertThat(rehearsals.purposeOf(null, new BandSerial("canary.main"), NOW))
          .isEqualTo(Purpose.CANARY);
      assertThat(rehearsals.purposeOf(null, new BandSerial("canary.other"), NOW))
          .as("whoever only calls itself so is a caller")
          .isEqualTo(Purpose.REAL);
    }
    assertThat(bands.list("", "canary", "", 10)).as("in no list of bands").isEmpty();
  }

  @Test
  void aBandIsTriedWhereAPressWasATestOrTheOneWhoCameSaysSo() {
    wear("tried", around.person(cell));
    wear("said", around.person(cell));
    wear("never", around.person(cell));
    press("tried", "test", null, Duration.ofDays(3));
    press("tried", "test", null, Duration.ofDays(40));
    press("said", "real", "test", Duration.ofDays(50));
    press("never", "real", "helped", Duration.ofDays(1));

    assertThat(book.bands(new UUID[] {cell}))
        .extracting(RehearsalBook.Tried::band, RehearsalBook.Tried::lastTest)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("never", null),
            org.assertj.core.groups.Tuple.tuple("said", NOW.minus(Duration.ofDays(50))),
            org.assertj.core.groups.Tuple.tuple("tried", NOW.minus(Duration.ofDays(3))));
    assertThat(book.bands(new UUID[] {street})).isEmpty();
  }

  private void wear(String band, UUID on) {
    var _ = bands.register(new BandSerial(band));
    run(
        "insert into wearing (band, person, since) values ($1, $2, $3)",
        band,
        on,
        NOW.minus(Duration.ofDays(100)));
  }

  private void press(String band, String purpose, @Nullable String outcome, Duration ago) {
    UUID id = UUID.randomUUID();
    run(
        """
        insert into incident (id, subject, band, kind, severity, opened_at, last_rung_at, purpose, outcome)
        values ($1, $1::text, $2, 'call', 'emergency', $3, $3, $4, $5)
        """,
        id,
        band,
        NOW.minus(ago),
        purpose,
        outcome);
    run(
        """
        insert into press (incident, band, kind, packet_id, at, clock_replaced, received_at, last_heard_at)
        values ($1, $2, 'call', 1, $3, false, $3, $3)
        """,
        id,
        band,
        NOW.minus(ago));
  }

  private void run(String sql, @Nullable Object... arguments) {
    var _ = test.database().query("arranging", sql, arguments);
  }
}
