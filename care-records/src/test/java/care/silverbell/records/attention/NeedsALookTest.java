package care.silverbell.records.attention;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.ingest.trend.RollUps;
import care.silverbell.records.rule.PersonLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A doctor's people of every kind, and the order in which they are to be looked at. */
class NeedsALookTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant NOW = Instant.parse("2026-11-22T04:20:00Z");
  private static final Instant LAST_HOUR = Instant.parse("2026-11-22T02:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private final List<PersonId> people = new ArrayList<>();
  private TestDatabase database;
  private UUID cell;

  @BeforeEach
  void open() {
    database = TestDatabase.create("records");
    cell = UUID.randomUUID();
    sql("insert into grid_cell (id, name, code) values ($1, '第1网格', 'c')", cell);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatIsOpenComesFirstThenValuesOutsideThenAChangeThenGaps() {
    PersonId well = someone("well");
    hours(well, 24, "heartRate", 60, 90);
    resting(well, 62, 62);

    PersonId gap = someone("gap");
    hours(gap, 18, "heartRate", 60, 90);

    PersonId charged = someone("charged");
    hours(charged, 20, "heartRate", 60, 90);

    PersonId changed = someone("changed");
    hours(changed, 24, "heartRate", 60, 90);
    resting(changed, 62, 71);

    PersonId outside = someone("outside");
    hours(outside, 24, "heartRate", 60, 131);

    PersonId allowed = someone("allowed");
    hours(allowed, 24, "heartRate", 60, 131);
    limit(allowed, "heartRate", null, 150.0);

    PersonId strict = someone("strict");
    hours(strict, 24, "heartRate", 60, 100);
    hours(strict, 2, "spo2", 91, 99);
    limit(strict, "heartRate", null, 100.0);

    PersonId noticed = someone("noticed");
    hours(noticed, 24, "heartRate", 60, 90);
    incident(noticed, "not-worn", "notice", "open");

    PersonId called = someone("called");
    hours(called, 24, "heartRate", 60, 90);
    incident(called, "call", "emergency", "acknowledged");

    PersonId over = someone("over");
    hours(over, 24, "heartRate", 60, 90);
    incident(over, "call", "emergency", "resolved");

    List<StandsOut> found = needs().of(people, NOW);
    assertThat(found)
        .extracting(StandsOut::name)
        .containsExactly("called", "noticed", "strict", "outside", "changed", "gap");
    StandsOut first = found.get(2);
    assertThat(first.outside()).hasSize(2);
    assertThat(first.outside().stream().filter(StandsOut.Outside::byDoctor))
        .singleElement()
        .satisfies(it -> assertThat(it.hours().outside()).isEqualTo(24));
    assertThat(found.get(5).unknownHours()).isEqualTo(6);
    assertThat(needs().of(List.of(well, allowed, charged, over), NOW)).isEmpty();
    assertThat(needs().of(List.of(), NOW)).isEmpty();
  }

  @Test
  void aRestingRateIsComparedWithTheDaysBeforeIt() {
    TreeMap<LocalDate, Double> days = new TreeMap<>();
    for (int day = 0; day < RestingChange.DAYS_NEEDED; day++) {
      days.put(TODAY.minusDays(20 - day), 60.0 + day % 3);
    }
    assertThat(RestingChange.of(days)).as("seven days before are needed").isEmpty();
    days.put(TODAY, 66.0);
    RestingChange change = RestingChange.of(days).orElseThrow();
    assertThat(change.usual()).isEqualTo(61);
    assertThat(change.change()).isEqualTo(5);
    assertThat(change.spread()).isEqualTo(1.4826);
    assertThat(change.standsOut()).isTrue();
    days.put(TODAY, 65.0);
    assertThat(RestingChange.of(days).orElseThrow().standsOut()).as("less than 5").isFalse();
    days.put(TODAY, 56.0);
    assertThat(RestingChange.of(days).orElseThrow().standsOut()).as("slower").isTrue();
  }

  private NeedsALook needs() {
    Database into = database.database();
    return new NeedsALook(
        into, new RollUps(into, ZONE, () -> NOW), new PersonLimits(into, () -> NOW));
  }

  private PersonId someone(String name) {
    PersonId person = new PersonId(UUID.randomUUID());
    sql(
        """
        insert into person (id, name, sex, birth_date, address, cell, risk)
        values ($1, $2, 'female', '1941-03-02', 'x', $3, 'high')
        """,
        person.value(),
        name,
        cell);
    sql(
        "insert into band (serial, salt, secret_hash, registered_at) values ($1, '', '', $2)",
        name,
        NOW);
    sql(
        "insert into wearing (band, person, since) values ($1, $2, $3)",
        name,
        person.value(),
        NOW.minus(Duration.ofDays(90)));
    people.add(person);
    return person;
  }

  /** The newest so many whole hours. */
  private void hours(PersonId person, int number, String sign, double min, double max) {
    for (int hour = 0; hour < number; hour++) {
      sql(
          "insert into roll_up_hour (person, sign, at, least, mean, greatest, number) values ($1, $2, $3, $4, $4, $5, 9)",
          person.value(),
          sign,
          LAST_HOUR.minus(Duration.ofHours(hour)),
          min,
          max);
    }
  }

  private void resting(PersonId person, double before, double now) {
    for (int day = 0; day <= 10; day++) {
      sql(
          """
          insert into roll_up_day (person, sign, day, at, least, mean, greatest, number, resting, minutes)
          values ($1, 'heartRate', $2, $3, 1, 1, 1, 1, $4, '{}')
          """,
          person.value(),
          TODAY.minusDays(day),
          NOW,
          day == 0 ? now : before);
    }
  }

  private void limit(PersonId person, String sign, @Nullable Double low, @Nullable Double high) {
    sql(
        """
        insert into person_limit (id, person, sign, low, high, reason, since, set_by_name)
        values ($1, $2, $3, $4, $5, 'x', $6, 'x')
        """,
        UUID.randomUUID(),
        person.value(),
        sign,
        low,
        high,
        NOW);
  }

  private void incident(PersonId person, String kind, String severity, String state) {
    sql(
        """
        insert into incident (id, subject, person, kind, severity, state, opened_at, last_rung_at)
        values ($1, $2::text, $2::text::uuid, $3, $4, $5, $6, $6)
        """,
        UUID.randomUUID(),
        person.toString(),
        kind,
        severity,
        state,
        NOW);
  }

  private void sql(String statement, @Nullable Object... arguments) {
    Database into = database.database();
    var _ = into.query("filling", statement, arguments);
  }
}
