package care.silverbell.records.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import care.silverbell.alerting.rule.Baseline;
import care.silverbell.alerting.rule.Baseline.PartOfDay;
import care.silverbell.alerting.rule.DayHours;
import care.silverbell.alerting.rule.HoursOfWeek;
import care.silverbell.alerting.rule.HoursOfWeek.Stretch;
import care.silverbell.alerting.rule.Limits;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.alerting.rule.Zone;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.telemetry.PostgresTelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryMetrics;
import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.records.person.Editor;
import care.silverbell.records.rule.backtest.AskedLimit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is set for a person's rules, on a real database. */
class RuleRecordsTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");
  private static final JsonObject TRIED = new JsonObject().put("rings", 3);
  private static final Editor DOCTOR = new Editor(null, "李医生");

  private final TestDatabase test = TestDatabase.create("ingest", "alerting", "records");
  private Instant now = NOW;
  private final PersonId mei = new PersonId(UUID.randomUUID());
  private final PersonLimits limits = new PersonLimits(test.database(), () -> now);
  private final Zones zones = new Zones(test.database(), () -> now);
  private final PersonDays days = new PersonDays(test.database());
  private final PostgresTelemetryStore telemetry =
      new PostgresTelemetryStore(
          test.database(), () -> NOW, new TelemetryMetrics(new SimpleMeterRegistry()));
  private final Baselines baselines = new Baselines(test.database(), telemetry, days, SHANGHAI);

  @BeforeEach
  void somebodyLivesHere() {
    UUID cell = UUID.randomUUID();
    run("insert into grid_cell (id, name) values ('%s', '3-2')".formatted(cell));
    run(
        """
        insert into person (id, name, sex, birth_date, address, cell, risk)
        values ('%s', '李秀英', 'female', '1941-03-02', '凤凰台 3 号', '%s', 'high')
        """
            .formatted(mei.value(), cell));
  }

  @AfterEach
  void close() {
    test.close();
  }

  private PersonLimits.Kept set(Sign sign, Limit limit, String reason, Instant at) {
    return set(sign, limit, reason, at, null);
  }

  private PersonLimits.Kept set(
      Sign sign, Limit limit, String reason, Instant at, @Nullable Instant until) {
    now = at;
    return limits.set(
        mei, new PersonLimits.Wanted(new AskedLimit(sign, limit), reason, TRIED, until), DOCTOR);
  }

  private void run(String sql) {
    var _ = test.database().query("telling a story", sql);
  }

  private void wearsABand() {
    run(
        "insert into band (serial, salt, secret_hash, registered_at) values ('demo-0001', '', '',"
            + " now())");
    run(
        "insert into wearing (band, person, since) values ('demo-0001', '%s', '2026-01-01T00:00:00Z')"
            .formatted(mei.value()));
  }

  @Test
  void aNewLimitEndsTheOneOfItsSignAndBothAreKept() {
    var first = set(Sign.HEART_RATE, new Limit(45.0, 120.0, null), "房颤", NOW);
    set(Sign.SPO2, new Limit(88.0, null, null), "慢阻肺", NOW);
    var second =
        set(
            Sign.HEART_RATE,
            new Limit(null, 110.0, Duration.ofMinutes(5)),
            "换药",
            NOW.plusSeconds(60));
    assertThat(limits.list(mei)).hasSize(3);
    assertThat(limits.list(mei).getFirst()).isEqualTo(second);
    assertThat(second.tried()).isEqualTo(TRIED);
    assertThat(limits.list(mei))
        .filteredOn(it -> it.id().equals(first.id()))
        .singleElement()
        .satisfies(it -> assertThat(it.until()).isEqualTo(NOW.plusSeconds(60)));
    Limits standing = limits.standing().getOrDefault(mei, Limits.NONE);
    assertThat(standing.of(Sign.HEART_RATE)).contains(second.limit());
    assertThat(standing.of(Sign.SPO2)).contains(new Limit(88.0, null, null));
  }

  @Test
  void anEndedLimitStandsNoMore() {
    var kept = set(Sign.SPO2, new Limit(88.0, null, null), "慢阻肺", NOW);
    now = NOW.plusSeconds(9);
    assertThat(limits.end(mei, kept.id())).isPresent();
    now = NOW.plusSeconds(99);
    assertThat(limits.end(mei, kept.id()).orElseThrow().until()).isEqualTo(NOW.plusSeconds(9));
    assertThat(limits.end(mei, UUID.randomUUID())).isEmpty();
    assertThat(limits.standing()).isEmpty();
  }

  @Test
  void aLimitThatWasSetForAFortnightEndsByItself() {
    Instant end = NOW.plus(Duration.ofDays(14));
    Limit limit = new Limit(82.0, null, null);
    var kept = set(Sign.SPO2, limit, "肺炎，两周", NOW, end);
    assertThat(kept.until()).isEqualTo(end);
    now = end.minusMillis(1);
    assertThat(limits.standing().getOrDefault(mei, Limits.NONE).of(Sign.SPO2)).contains(limit);
    now = end;
    assertThat(limits.standing()).isEmpty();
    assertThat(limits.end(mei, kept.id()).orElseThrow().until()).isEqualTo(end);
  }

  @Test
  void aLimitThatHasAnEndIsEndedBeforeByHandOrByTheNext() {
    Instant end = NOW.plus(Duration.ofDays(14));
    var first = set(Sign.SPO2, new Limit(82.0, null, null), "肺炎", NOW, end);
    var second = set(Sign.SPO2, new Limit(84.0, null, null), "好些了", NOW.plusSeconds(60), end);
    assertThat(limits.list(mei))
        .filteredOn(it -> it.id().equals(first.id()))
        .allSatisfy(it -> assertThat(it.until()).isEqualTo(NOW.plusSeconds(60)));
    assertThat(limits.standing().getOrDefault(mei, Limits.NONE).of(Sign.SPO2))
        .contains(second.limit());
    now = NOW.plusSeconds(120);
    assertThat(limits.end(mei, second.id()).orElseThrow().until()).isEqualTo(now);
    assertThat(limits.standing()).isEmpty();
  }

  @Test
  void aZoneComesBackAsItWasSet() {
    Zone yard =
        new Zone(
            "院子",
            new Zone.Circle(37.5, 121.4, 300),
            new HoursOfWeek(
                List.of(new Stretch(DayOfWeek.MONDAY, LocalTime.of(20, 0), LocalTime.of(7, 0)))));
    Zone park =
        new Zone(
            "公园",
            new Zone.Polygon(
                List.of(
                    new Zone.Corner(37.5, 121.4),
                    new Zone.Corner(37.51, 121.4),
                    new Zone.Corner(37.51, 121.41))),
            HoursOfWeek.ALWAYS);
    zones.add(mei, yard, TRIED, DOCTOR);
    now = NOW.plusSeconds(1);
    var kept = zones.add(mei, park, TRIED, DOCTOR);
    assertThat(zones.standing(mei)).containsExactly(park, yard);
    assertThat(zones.end(mei, kept.id())).isPresent();
    assertThat(zones.standing(mei)).containsExactly(yard);
    assertThat(zones.standing().get(mei)).containsExactly(yard);
    assertThat(zones.list(mei)).hasSize(2);
  }

  @Test
  void whatIsNoZoneIsSaidToBeNone() {
    for (String json :
        List.of(
            "{}",
            "{\"circle\":{\"lat\":1,\"lon\":2}}",
            "{\"circle\":{\"lat\":1,\"lon\":2,\"radius\":10}}",
            "{\"circle\":{\"lat\":91,\"lon\":2,\"radius\":100}}",
            "{\"circle\":7}",
            "{\"polygon\":[{\"lat\":1,\"lon\":2}]}",
            "{\"polygon\":[1,2,3]}",
            "{\"polygon\":[null,null,null]}")) {
      assertThatThrownBy(() -> ZoneJson.area(new JsonObject(json)))
          .as(json)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aBaselineIsTheMedianAndSpreadOfRestingValuesByTimeOfDay() {
    // 8:00 to 9:00 in Shanghai of ten days: 70 at rest, 72 and 68 as often, so that the median
    // distance lies between 0 and 2; 110 on a walk.
    List<Reading> readings = new ArrayList<>();
    for (int day = 1; day <= 10; day++) {
      Instant eight = Instant.parse("2026-11-22T00:00:00Z").minus(Duration.ofDays(day));
      for (int minute = 0; minute < 60; minute++) {
        int rate = minute % 4 == 0 ? 68 : minute % 4 == 2 ? 72 : 70;
        boolean walks = minute >= 50;
        readings.add(
            new Vitals(
                mei,
                Moment.of(eight.plusSeconds(60L * minute)),
                new Signs(
                    walks ? 110 : rate, null, null, null, null, null, true, walks ? false : true)));
      }
    }
    telemetry.write(readings);
    Baseline baseline = baselines.reckon(mei, NOW);
    assertThat(baseline.days()).isEqualTo(10);
    assertThat(baseline.usual()).containsOnlyKeys(PartOfDay.MORNING);
    var morning = baseline.at(LocalTime.of(8, 0)).orElseThrow();
    assertThat(morning.median()).isEqualTo(70);
    assertThat(morning.spread()).isCloseTo(1.4826, within(0.001));
    assertThat(baselines.list(mei, 5)).singleElement().extracting("baseline").isEqualTo(baseline);
    assertThat(baselines.newest()).as("of whoever wears a band").isEmpty();
    wearsABand();
    assertThat(baselines.newest()).containsEntry(mei, baseline);
  }

  @Test
  void itIsReckonedOnceANight() {
    assertThat(baselines.reckonTheDue(List.of(mei), NOW)).isEqualTo(1);
    assertThat(baselines.reckonTheDue(List.of(mei), NOW.plus(Duration.ofHours(12)))).isZero();
    // 2:00 in Shanghai is 18:00 UTC.
    assertThat(baselines.reckonTheDue(List.of(mei), Instant.parse("2026-11-23T18:01:00Z")))
        .isEqualTo(1);
    assertThat(baselines.list(mei, 5)).hasSize(2);
  }

  @Test
  void theBookKnowsWhatWasSetForThoseWhoWearABand() {
    wearsABand();
    try (WatchBook book =
        new WatchBook(test.database(), limits, zones, baselines, days, SHANGHAI)) {
      assertThat(book.of(mei).limits().ofSigns()).isEmpty();
      assertThat(book.of(mei).cell()).isEqualTo("3-2");
      set(Sign.SPO2, new Limit(88.0, null, null), "慢阻肺", NOW);
      zones.add(
          mei,
          new Zone("院子", new Zone.Circle(37.5, 121.4, 300), HoursOfWeek.ALWAYS),
          TRIED,
          DOCTOR);
      PersonDays.Day day =
          new PersonDays.Day(
              new DayHours(
                  LocalTime.of(6, 30),
                  LocalTime.of(20, 0),
                  LocalTime.of(8, 0),
                  Duration.ofHours(4)),
              Set.of(new PersonId(new UUID(0, 1))),
              true,
              "en");
      days.set(mei, day, TRIED, DOCTOR, NOW);
      book.reread();
      assertThat(book.of(mei).hours()).isEqualTo(day.hours());
      assertThat(book.of(mei).companions()).isEqualTo(day.companions());
      assertThat(book.of(mei).limits().of(Sign.SPO2)).isPresent();
      assertThat(book.of(mei).zones()).hasSize(1);
      assertThat(book.of(new PersonId(UUID.randomUUID())).zones()).isEmpty();
    }
  }

  @Test
  void whatIsUsualNowIsReadWithoutTheNightsBefore() {
    wearsABand();
    run(
        """
        insert into baseline (person, reckoned_at, days, parts, still_minutes)
        select '%s', timestamptz '2024-01-01T00:00:00Z' + n * interval '1 day', 20, '{}', 100 + n from generate_series(1, 400) n
        """
            .formatted(mei.value()));
    run("analyze baseline");
    assertThat(baselines.newest().get(mei))
        .isEqualTo(new Baseline(20, Map.of(), Duration.ofMinutes(500)));
    StringBuilder plan = new StringBuilder();
    test.database()
        .query(
            "explaining",
            "explain (analyze, costs off, timing off, summary off) " + Baselines.NEWEST)
        .forEach(row -> plan.append(row.getString(0)).append('\n'));
    assertThat(plan.toString())
        .as("no step reads more than the newest night")
        .contains("baseline")
        .doesNotContainPattern("actual rows=(?!0|1(\\.00)? )\\d");
  }

  @Test
  void whatIsAgreedAboutAFallIsKeptAndKnownFromMemory() {
    run(
        "insert into band (serial, salt, secret_hash, registered_at) values ('demo-0001', '', '',"
            + " now())");
    try (WatchBook book =
        new WatchBook(test.database(), limits, zones, baselines, days, SHANGHAI)) {
      assertThat(book.dayOf(mei).fallAtOnce()).isFalse();
      assertThat(book.dayOf(mei).wristLanguage()).isNull();
      days.set(mei, new PersonDays.Day(DayHours.DEFAULT, Set.of(), true, "en"), null, DOCTOR, NOW);
      book.reread();
      assertThat(book.dayOf(mei).fallAtOnce()).isTrue();
      assertThat(book.dayOf(mei).wristLanguage()).isEqualTo("en");
      assertThat(book.dayOf(mei).hours().stillAtMost()).as("learnt").isNull();
    }
  }
}
