package care.silverbell.alerting.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentState;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.Kind;
import care.silverbell.alerting.incident.Outcome;
import care.silverbell.alerting.incident.Responder;
import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.incident.TestPresses;
import care.silverbell.alerting.rule.HoursOfWeek;
import care.silverbell.alerting.rule.Sentence;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.alerting.rule.Zone;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.telemetry.PostgresTelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryMetrics;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules on a real database, with a clock of our own. */
class RuleWatchTest {
  private static final Logger log = LoggerFactory.getLogger(RuleWatchTest.class);

  private final TestDatabase test = TestDatabase.create("ingest", "alerting");
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final IncidentStore store = new IncidentStore(test.database());
  private final List<String> orders = new ArrayList<>();
  private final PersonId mei = new PersonId(UUID.randomUUID());
  private final Set<PersonId> wearers = new HashSet<>(Set.of(mei));
  private Instant now = Instant.parse("2026-11-22T03:00:00Z");
  private final IncidentDesk desk =
      new IncidentDesk(
          test.database(),
          store,
          (_, _) -> {},
          _ -> (_, _) -> {},
          TestPresses.NONE,
          who -> "account:" + who.account(),
          () -> {},
          () -> now);
  private final TelemetryStore telemetry =
      new PostgresTelemetryStore(test.database(), () -> now, new TelemetryMetrics(registry));
  private final RuleWatch watch = start();

  @AfterEach
  void close() {
    test.close();
  }

  /** As the service does when it starts. */
  private RuleWatch start() {
    RuleWatch anew =
        new RuleWatch(
            desk,
            RuleWatchTest::watched,
            () -> wearers,
            new BandOrders() {
              @Override
              public void say(PersonId person, Sentence text) {
                orders.add(text.en());
              }

              @Override
              public void report(PersonId person, Duration every) {
                orders.add("report every " + every.toSeconds() + " s");
              }
            },
            () -> now,
            registry);
    anew.remember(telemetry, test.database());
    return anew;
  }

  private static Watched watched(PersonId person) {
    return Watched.byDefault(person, ZoneOffset.UTC)
        .with(List.of(new Zone("Home", new Zone.Circle(0, 0, 200), HoursOfWeek.ALWAYS)));
  }

  private void hear(RuleWatch rules, Reading reading) {
    rules.onReadings(List.of(reading));
    telemetry.write(List.of(reading));
  }

  private void beats(RuleWatch rules, int rate, Duration during) {
    Instant end = now.plus(during);
    while (now.isBefore(end)) {
      hear(rules, new Vitals(mei, Moment.of(now), Signs.ofHeartRate(rate)));
      now = now.plusSeconds(10);
    }
  }

  private void walks(int metresEast, int fixes) {
    for (int i = 0; i < fixes; i++) {
      hear(
          watch,
          new Location(mei, Moment.of(now), new Position(0, metresEast / 111_195.0, 8.0, null)));
      now = now.plusSeconds(10);
    }
  }

  private List<Incident> incidents() {
    return store.list(
        IncidentStore.Scope.ALL, false, IncidentStore.Lines.ALL, Optional.empty(), 100);
  }

  private long findings() {
    return test.database()
        .query("counting", "select count(*) from finding")
        .iterator()
        .next()
        .getLong(0);
  }

  @Test
  void tenMinutesOfAFastHeartOpenAnIncidentThatSaysWhy() {
    beats(watch, 118, Duration.ofMinutes(12));
    Incident incident = incidents().getFirst();
    assertThat(incidents()).hasSize(1);
    assertThat(incident.kind()).isEqualTo(Kind.HEART_RATE_HIGH);
    assertThat(incident.severity()).isEqualTo(Severity.URGENT);
    assertThat(incident.person()).isEqualTo(mei);
    assertThat(incident.why())
        .isEqualTo("heart rate 118 for 10 min at rest; the general limit is 111");
    assertThat(incident.whyZh()).startsWith("静息心率 118 次/分");
    assertThat(incident.readings()).isNotEmpty();
  }

  @Test
  void foundAgainWhileItIsAliveItRingsAgain() {
    beats(watch, 118, Duration.ofMinutes(12));
    beats(watch, 80, Duration.ofMinutes(2));
    beats(watch, 119, Duration.ofMinutes(12));
    assertThat(incidents()).hasSize(1);
    assertThat(incidents().getFirst().timeline())
        .extracting(Incident.Entry::what)
        .containsExactly("found", "over", "found-again");
    assertThat(incidents().getFirst().presses()).isEqualTo(2);
    assertThat(incidents().getFirst().why()).startsWith("heart rate 119");
    assertThat(findings()).isEqualTo(2);
  }

  @Test
  void killedInTheSixthMinuteItRingsInTheTenthOnce() {
    beats(watch, 118, Duration.ofMinutes(6));
    RuleWatch after = start();
    beats(after, 118, Duration.ofMinutes(3).plusSeconds(50));
    assertThat(incidents()).isEmpty();
    beats(after, 118, Duration.ofMinutes(2));
    assertThat(incidents()).hasSize(1);
    Instant rang = incidents().getFirst().openedAt();
    assertThat(rang)
        .isBetween(Instant.parse("2026-11-22T03:10:00Z"), Instant.parse("2026-11-22T03:10:20Z"));
    RuleWatch again = start();
    beats(again, 118, Duration.ofMinutes(20));
    assertThat(incidents()).hasSize(1);
    assertThat(incidents().getFirst().timeline()).hasSize(1);
    assertThat(findings()).isEqualTo(1);
  }

  @Test
  void whatWasAnsweredBeforeARestartIsNotRungAgainAfterIt() {
    beats(watch, 118, Duration.ofMinutes(12));
    var _ =
        desk.resolve(
            incidents().getFirst().id(), new Responder("doctor", "李医生"), Outcome.HELPED, null);
    RuleWatch after = start();
    beats(after, 118, Duration.ofMinutes(20));
    assertThat(incidents()).hasSize(1);
  }

  @Test
  void aSearchBeginsOutsideAndEndsByItselfAtHome() {
    walks(20, 6);
    walks(300, 6);
    assertThat(incidents()).hasSize(1);
    assertThat(incidents().getFirst().severity()).isEqualTo(Severity.EMERGENCY);
    assertThat(incidents().getFirst().position()).isNotNull();
    assertThat(orders).containsExactly("report every 30 s");
    walks(20, 6);
    assertThat(incidents().getFirst().state()).isInstanceOf(IncidentState.Resolved.class);
    assertThat(orders).containsExactly("report every 30 s", "report every 300 s");
  }

  @Test
  void aHundredSilentBandsAreOneNoticeForTheOperator() {
    for (int i = 0; i < 99; i++) {
      wearers.add(new PersonId(UUID.randomUUID()));
    }
    for (PersonId person : wearers) {
      hear(watch, new Vitals(person, Moment.of(now), Signs.ofHeartRate(70)));
    }
    for (int minute = 0; minute < 90; minute++) {
      now = now.plusSeconds(60);
      watch.pass();
    }
    assertThat(incidents()).extracting(Incident::kind).containsExactly(Kind.OUTAGE);
  }

  @Test
  void oneSilentBandIsItsFamilysMatter() {
    hear(watch, new Vitals(mei, Moment.of(now), Signs.ofHeartRate(70)));
    for (int minute = 0; minute < 90; minute++) {
      now = now.plusSeconds(60);
      watch.pass();
    }
    assertThat(incidents()).extracting(Incident::kind).containsExactly(Kind.SILENT_BAND);
    assertThat(
            Duration.between(
                Instant.parse("2026-11-22T03:00:00Z"), incidents().getFirst().openedAt()))
        .isEqualTo(Duration.ofMinutes(65));
  }

  @Test
  void anUploadOfYesterdayIsKeptAndRingsNobody() {
    List<Reading> upload = new ArrayList<>();
    for (int second = 0; second < 1200; second += 10) {
      upload.add(
          new Vitals(
              mei,
              Moment.of(now.minus(Duration.ofHours(20)).plusSeconds(second)),
              Signs.ofHeartRate(125)));
    }
    watch.onReadings(upload);
    assertThat(incidents()).isEmpty();
    assertThat(findings()).isEqualTo(1);
  }

  @Test
  void aBadMeasurementAsksTheWearerFirst() {
    hear(
        watch,
        new Vitals(mei, Moment.of(now), new Signs(null, 88, null, null, null, null, true, null)));
    assertThat(incidents()).isEmpty();
    assertThat(orders).singleElement().asString().contains("measure again");
  }

  @Test
  void whatCouldNotBePutOnDiskIsNotAcknowledgedAndNotForgotten() {
    beats(watch, 118, Duration.ofMinutes(9).plusSeconds(50));
    var _ = test.database().query("breaking", "alter table finding rename to hidden");
    Reading tenth = new Vitals(mei, Moment.of(now.plusSeconds(20)), Signs.ofHeartRate(118));
    assertThatThrownBy(() -> watch.onReadings(List.of(tenth))).isInstanceOf(DatabaseTrouble.class);
    assertThatThrownBy(() -> watch.onReadings(List.of(tenth))).isInstanceOf(DatabaseTrouble.class);
    var _ = test.database().query("mending", "alter table hidden rename to finding");
    watch.onReadings(List.of(tenth));
    assertThat(incidents()).hasSize(1);
  }

  @Test
  void howIncidentsOfRulesEndedIsCounted() {
    beats(watch, 118, Duration.ofMinutes(12));
    var _ =
        desk.resolve(
            incidents().getFirst().id(), new Responder("grid", "王"), Outcome.ACCIDENTAL, null);
    watch.countOutcomes(test.database());
    assertThat(
            registry
                .get("silverbell.findings.outcomes")
                .tags("kind", "heart-rate-high", "outcome", "accidental")
                .gauge()
                .value())
        .isEqualTo(1);
    assertThat(
            registry
                .get("silverbell.findings")
                .tags("kind", "heart-rate-high", "rings", "yes")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void judgingCostsLittleBesideTheIntake() {
    List<PersonId> people = new ArrayList<>();
    for (int i = 0; i < 1_752; i++) {
      people.add(new PersonId(UUID.randomUUID()));
    }
    double best = 0;
    for (int round = 0; round < 60; round++) {
      List<Reading> batch = new ArrayList<>();
      for (PersonId person : people) {
        batch.add(
            new Vitals(
                person,
                Moment.of(now),
                new Signs(70 + round % 7, 97, null, null, 36.5, round, true, true)));
      }
      long start = System.nanoTime();
      watch.onReadings(batch);
      best = Math.max(best, batch.size() / ((System.nanoTime() - start) / 1e9));
      now = now.plusSeconds(10);
    }
    log.info("all rules judge {} readings/s on one thread", Math.round(best));
    assertThat(best).isGreaterThan(50_000);
  }
}
