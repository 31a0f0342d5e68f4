package care.silverbell.alerting.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentState;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.Kind;
import care.silverbell.alerting.incident.Outcome;
import care.silverbell.alerting.incident.Responder;
import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.incident.TestPresses;
import care.silverbell.alerting.rule.DayHours;
import care.silverbell.alerting.rule.HoursOfWeek;
import care.silverbell.alerting.rule.Limits;
import care.silverbell.alerting.rule.Sentence;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.alerting.rule.Zone;
import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.broker.InboundMessage.Delivery;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.intake.AlarmListener.Heard;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.BandStatus;
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
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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
  private String zone = "Home";
  private Set<PersonId> companions = Set.of();
  private Consumer<PersonId> atEach = _ -> {};
  private DayHours hours = DayHours.DEFAULT;
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
    return start(telemetry, registry);
  }

  private RuleWatch start(TelemetryStore remembered, MeterRegistry counts) {
    RuleWatch anew =
        new RuleWatch(
            desk,
            this::watched,
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
            counts);
    anew.remember(remembered, test.database());
    return anew;
  }

  private Watched watched(PersonId person) {
    atEach.accept(person);
    return new Watched(
        person,
        Limits.NONE,
        null,
        List.of(new Zone(zone, new Zone.Circle(0, 0, 200), HoursOfWeek.ALWAYS)),
        companions,
        hours,
        ZoneOffset.UTC,
        "3-2");
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
    walk(watch, Set.of(mei), metresEast, fixes);
  }

  private void walk(RuleWatch rules, Set<PersonId> together, int metresEast, int fixes) {
    for (int i = 0; i < fixes; i++) {
      for (PersonId person : together) {
        hear(
            rules,
            new Location(
                person, Moment.of(now), new Position(0, metresEast / 111_195.0, 8.0, null)));
      }
      now = now.plusSeconds(10);
    }
  }

  private void pass(RuleWatch rules, Duration during) {
    Instant end = now.plus(during);
    while (now.isBefore(end)) {
      now = now.plusSeconds(20);
      rules.pass();
    }
  }

  private void falls(PersonId person) {
    desk.onAlarm(
        new Heard(
            new BandMessage.Fall(new BandSerial("fallen"), Moment.of(now), 3.0, null, true),
            Optional.of(person),
            Delivery.NONE,
            now));
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

  /** InfluxDB that comes up after the service, as when the power is back. */
  @Test
  void whatAStoreThatWasAwayAtTheStartKnowsIsRememberedOnceItIsBack() {
    beats(watch, 118, Duration.ofMinutes(6));
    AtomicBoolean away = new AtomicBoolean(true);
    MeterRegistry counts = new SimpleMeterRegistry();
    RuleWatch after = start(awayWhile(away), counts);
    Gauge unremembered = counts.get("silverbell.rules.unremembered").gauge();
    assertThat(unremembered.value()).isOne();
    beats(after, 118, Duration.ofMinutes(2));
    away.set(false);
    await().atMost(Duration.ofSeconds(30)).until(() -> unremembered.value() == 0);
    beats(after, 118, Duration.ofMinutes(1).plusSeconds(50));
    assertThat(incidents()).isEmpty();
    beats(after, 118, Duration.ofMinutes(12));
    assertThat(incidents()).hasSize(1);
    assertThat(incidents().getFirst().openedAt())
        .isBetween(Instant.parse("2026-11-22T03:10:00Z"), Instant.parse("2026-11-22T03:10:20Z"));
    assertThat(findings()).isEqualTo(1);
  }

  private TelemetryStore awayWhile(AtomicBoolean away) {
    return (TelemetryStore)
        Proxy.newProxyInstance(
            TelemetryStore.class.getClassLoader(),
            new Class<?>[] {TelemetryStore.class},
            (_, method, arguments) -> {
              if (away.get()) {
                throw new IllegalStateException("the store is away");
              }
              return method.invoke(telemetry, arguments);
            });
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
  void anOutageIsRememberedWhenTheServiceIsStartedAgain() {
    Set<PersonId> back = new HashSet<>();
    for (int i = 0; i < 19; i++) {
      PersonId neighbour = new PersonId(UUID.randomUUID());
      wearers.add(neighbour);
      if (i < 12) {
        back.add(neighbour);
      }
    }
    for (PersonId person : wearers) {
      hear(watch, new Vitals(person, Moment.of(now), Signs.ofHeartRate(70)));
    }
    pass(watch, Duration.ofMinutes(75));
    assertThat(incidents()).extracting(Incident::kind).containsExactly(Kind.OUTAGE);
    for (PersonId person : back) {
      hear(watch, new Vitals(person, Moment.of(now), Signs.ofHeartRate(70)));
    }

    RuleWatch anew = start();
    pass(anew, Duration.ofMinutes(30));
    assertThat(incidents()).as("eight are silent still").hasSize(1);

    pass(anew, Duration.ofMinutes(10));
    assertThat(incidents()).as("half an hour after it is over").hasSize(9);
  }

  @Test
  void bandsOnChargersAreSilentWithTheirStreetToo() {
    for (int i = 0; i < 19; i++) {
      wearers.add(new PersonId(UUID.randomUUID()));
    }
    int number = 0;
    for (PersonId person : wearers) {
      boolean charges = number++ < 6;
      Signs signs =
          charges
              ? new Signs(null, null, null, null, null, 10, false, null)
              : Signs.ofHeartRate(70);
      hear(watch, new Vitals(person, Moment.of(now), signs));
    }
    pass(watch, Duration.ofMinutes(75));
    assertThat(incidents()).extracting(Incident::kind).containsExactly(Kind.OUTAGE);

    number = 0;
    PersonId silent = null;
    for (PersonId person : wearers) {
      boolean charges = number++ < 6;
      if (charges) {
        hear(
            watch,
            new Vitals(
                person, Moment.of(now), new Signs(null, null, null, null, null, 10, false, null)));
      } else if (number < 20) {
        hear(watch, new Vitals(person, Moment.of(now), Signs.ofHeartRate(70)));
      } else {
        silent = person;
      }
    }
    pass(watch, Duration.ofMinutes(2));
    assertThat(incidents()).extracting(Incident::kind).hasSize(7).contains(Kind.NOT_WORN);
    pass(watch, Duration.ofMinutes(31));
    assertThat(incidents())
        .filteredOn(it -> it.kind() == Kind.SILENT_BAND)
        .extracting(Incident::person)
        .containsExactly(silent);
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
        .isEqualTo(Duration.ofMinutes(71));
  }

  @Test
  void aBandThatSpeaksWhileEverybodyIsLookedAtIsHeard() {
    wearers.add(new PersonId(UUID.randomUUID()));
    for (PersonId person : wearers) {
      hear(watch, new Vitals(person, Moment.of(now), Signs.ofHeartRate(70)));
    }
    now = now.plus(Duration.ofMinutes(59));
    List<PersonId> looked = new ArrayList<>();
    atEach =
        person -> {
          looked.add(person);
          if (looked.size() == 2) {
            atEach = _ -> {};
            hear(watch, new Vitals(looked.getFirst(), Moment.of(now), Signs.ofHeartRate(70)));
          }
        };
    for (int minute = 0; minute < 15; minute++) {
      now = now.plusSeconds(60);
      watch.pass();
    }
    assertThat(incidents()).extracting(Incident::person).containsExactly(looked.getLast());
  }

  /** A hundred bands of one cell, all silent from now on. */
  private List<PersonId> aSilentStreet() {
    aStreet();
    pass(watch, Duration.ofMinutes(80));
    return List.copyOf(wearers);
  }

  /** A hundred bands of one cell, all heard of now. */
  private void aStreet() {
    for (int i = 0; i < 99; i++) {
      wearers.add(new PersonId(UUID.randomUUID()));
    }
    for (PersonId person : wearers) {
      hear(watch, new Vitals(person, Moment.of(now), Signs.ofHeartRate(70)));
    }
  }

  @Test
  void aStreetWhoseLastWordsWereNoHeartbeatsIsOneOutageToo() {
    aStreet();
    now = now.plus(Duration.ofMinutes(5));
    int word = 0;
    for (PersonId person : wearers) {
      Moment moment = Moment.of(now);
      BandState state = new BandState(true, word % 2 == 0 ? 80 : 3, false, null, null);
      hear(
          watch,
          word++ % 3 == 0
              ? new Location(person, moment, new Position(0, 0, 8.0, null))
              : new BandStatus(person, moment, new BandSerial("band-" + word), state));
    }
    pass(watch, Duration.ofMinutes(90));
    assertThat(kinds().stream().filter(it -> it != Kind.LOW_BATTERY)).containsExactly(Kind.OUTAGE);
    assertThat(silent("flat")).as("said 3 % last, at odd words that are no third").isEqualTo(33);
    assertThat(silent("no-word")).isEqualTo(67);
    hear(watch, new Vitals(mei, Moment.of(now), Signs.ofHeartRate(70)));
    pass(watch, Duration.ofMinutes(1));
    assertThat(silent("flat") + silent("no-word")).isEqualTo(99);
    assertThat(silent("not-worn") + silent("switched-off")).isZero();
  }

  private int silent(String why) {
    return (int) registry.get("silverbell.bands.silent").tag("why", why).gauge().value();
  }

  @Test
  void nobodyMissesAGreetingWhileTheWholeStreetIsSilent() {
    hours = new DayHours(LocalTime.of(7, 0), LocalTime.of(21, 0), LocalTime.of(8, 30), null);
    now = Instant.parse("2026-11-22T03:50:00Z");
    aStreet();
    now = Instant.parse("2026-11-22T04:20:00Z");
    pass(watch, Duration.ofHours(5));
    assertThat(kinds()).containsExactly(Kind.OUTAGE);

    // The line is back at 09:20: one of them only charges their band, and one is not heard of.
    List<PersonId> street = List.copyOf(wearers);
    for (PersonId back : street.subList(2, 100)) {
      hear(watch, new Vitals(back, Moment.of(now), Signs.ofHeartRate(72)));
    }
    hear(
        watch,
        new BandStatus(
            street.get(1),
            Moment.of(now),
            new BandSerial("band-1"),
            new BandState(true, 80, true, null, null)));
    pass(watch, Duration.ofMinutes(1));
    assertThat(missed()).containsExactly(street.get(1));
    pass(watch, Duration.ofMinutes(35));
    assertThat(missed()).containsExactlyInAnyOrder(street.get(0), street.get(1));
  }

  private List<PersonId> missed() {
    return incidents().stream()
        .filter(it -> it.kind() == Kind.MISSED_GREETING)
        .map(it -> Objects.requireNonNull(it.person()))
        .toList();
  }

  @Test
  void ofAHundredSilentBandsTwoComeBackAndOneOfThemFallsAndThatOneRings() {
    List<PersonId> street = aSilentStreet();
    assertThat(incidents()).extracting(Incident::kind).containsExactly(Kind.OUTAGE);

    for (PersonId back : street.subList(0, 2)) {
      hear(watch, new Vitals(back, Moment.of(now), Signs.ofHeartRate(72)));
    }
    falls(street.getFirst());
    pass(watch, Duration.ofMinutes(40));

    assertThat(incidents()).extracting(Incident::kind).containsExactly(Kind.FALL, Kind.OUTAGE);
    assertThat(incidents().getFirst().person()).isEqualTo(street.getFirst());
    assertThat(incidents().getFirst().severity()).isEqualTo(Severity.EMERGENCY);

    pass(watch, Duration.ofMinutes(45));
    assertThat(incidents())
        .as("the two that came back have fallen silent for reasons of their own")
        .extracting(Incident::kind)
        .containsExactlyInAnyOrder(Kind.OUTAGE, Kind.FALL, Kind.SILENT_BAND, Kind.SILENT_BAND);
  }

  @Test
  void whoeverIsSilentStillHalfAnHourAfterAnOutageRingsForThemselves() {
    List<PersonId> street = aSilentStreet();
    List<PersonId> back = street.subList(0, 97);
    for (int minute = 0; minute < 40; minute++) {
      for (PersonId person : back) {
        hear(watch, new Vitals(person, Moment.of(now), Signs.ofHeartRate(72)));
      }
      pass(watch, Duration.ofMinutes(1));
    }
    assertThat(incidents())
        .extracting(Incident::kind)
        .containsExactlyInAnyOrder(
            Kind.OUTAGE, Kind.SILENT_BAND, Kind.SILENT_BAND, Kind.SILENT_BAND);
    assertThat(incidents()).extracting(Incident::person).containsAll(street.subList(97, 100));
  }

  @Test
  void aStreetThatFallsSilentOverNineMinutesIsOneOutageAndNobodyIsWokenBeforeItsLastHouse() {
    List<PersonId> street = new ArrayList<>(wearers);
    for (int i = 0; i < 39; i++) {
      street.add(new PersonId(UUID.randomUUID()));
    }
    wearers.addAll(street);
    Instant first = now;
    for (int i = 0; i < street.size(); i++) {
      // Half the street at once would be an outage already: it takes the ninth minute to be one.
      now = first.plusSeconds(i < 18 ? 0 : 9 * 60);
      hear(watch, new Vitals(street.get(i), Moment.of(now), Signs.ofHeartRate(70)));
    }
    pass(watch, Duration.ofMinutes(90));
    assertThat(incidents()).extracting(Incident::kind).containsExactly(Kind.OUTAGE);
  }

  @Test
  void aWalkTogetherStaysOneThroughARestart() {
    PersonId companion = new PersonId(UUID.randomUUID());
    wearers.add(companion);
    companions = Set.of(companion);
    RuleWatch before = start();
    walk(before, Set.of(companion, mei), 20, 6);
    walk(before, Set.of(companion, mei), 300, 6);
    assertThat(incidents()).isEmpty();

    RuleWatch after = start();
    assertThat(incidents()).as("what was before is judged as it was").isEmpty();
    walk(after, Set.of(mei), 320, 4);
    assertThat(incidents()).as("the companion's newest fix is remembered").isEmpty();
  }

  @Test
  void aMissedGreetingRingsOnceThroughRestartsAndIsOverWithTheFirstHeartbeat() {
    hours = new DayHours(LocalTime.of(7, 0), LocalTime.of(21, 0), LocalTime.of(8, 30), null);
    now = Instant.parse("2026-11-22T03:00:00Z");
    hear(watch, new Vitals(mei, Moment.of(now), Signs.ofHeartRate(60)));
    // Its charger tells of the band all night long.
    now = Instant.parse("2026-11-22T08:20:00Z");
    pass(watch, Duration.ofMinutes(15));
    assertThat(kinds()).contains(Kind.MISSED_GREETING);
    long found = findings();

    RuleWatch after = start();
    pass(after, Duration.ofMinutes(30));
    RuleWatch again = start();
    pass(again, Duration.ofMinutes(30));

    assertThat(findings()).isEqualTo(found);
    hear(again, new Vitals(mei, Moment.of(now), Signs.ofHeartRate(70)));
    assertThat(overs(Kind.MISSED_GREETING)).isEqualTo(1);
  }

  @Test
  void aLowBatteryRingsOnceADischargeThroughRestarts() {
    battery(watch, 19);
    now = now.plus(Duration.ofHours(4));
    RuleWatch after = start();
    battery(after, 17);
    now = now.plus(Duration.ofHours(1));
    battery(start(), 12);
    assertThat(kinds()).containsExactly(Kind.LOW_BATTERY);
    assertThat(findings()).isEqualTo(1);

    now = now.plus(Duration.ofHours(1));
    battery(start(), 90);
    assertThat(overs(Kind.LOW_BATTERY)).isEqualTo(1);
  }

  private void battery(RuleWatch rules, int percent) {
    hear(
        rules,
        new BandStatus(
            mei,
            Moment.of(now),
            new BandSerial("band-1"),
            new BandState(true, percent, false, null, null)));
  }

  private List<Kind> kinds() {
    return incidents().stream().map(Incident::kind).toList();
  }

  private long overs(Kind kind) {
    return incidents().stream()
        .filter(it -> it.kind() == kind)
        .flatMap(it -> it.timeline().stream())
        .filter(it -> it.what().equals("over"))
        .count();
  }

  @Test
  void whatWasFoundIsKnownThoughTheReadingsCannotBeHadAtTheStart() {
    beats(watch, 118, Duration.ofMinutes(12));
    var _ =
        desk.resolve(
            incidents().getFirst().id(), new Responder("doctor", "李医生"), Outcome.HELPED, null);
    battery(watch, 15);
    var _ = test.database().query("breaking", "alter table vitals rename to away");
    RuleWatch after = start();
    var _ = test.database().query("mending", "alter table away rename to vitals");
    battery(after, 14);
    assertThat(findings()).isEqualTo(2);
    assertThat(kinds()).containsExactlyInAnyOrder(Kind.HEART_RATE_HIGH, Kind.LOW_BATTERY);
  }

  @Test
  void whatTheDatabaseRefusesRingsPlainlyAndHoldsUpNobody() {
    zone = "no text\u0000at all";
    walks(20, 6);
    walks(300, 6);
    assertThat(kinds()).containsExactly(Kind.WANDERING);
    assertThat(incidents().getFirst().why())
        .isEqualTo("the details could not be kept: see the readings");
    beats(watch, 118, Duration.ofMinutes(12));
    assertThat(kinds()).contains(Kind.HEART_RATE_HIGH);
    assertThat(registry.get("silverbell.findings.lost").counter().count()).isZero();
  }

  @Test
  void aBandThatIsSearchedForIsToldAgainUntilTheSearchIsOverThroughARestart() {
    walks(20, 6);
    walks(300, 6);
    assertThat(orders).containsExactly("report every 30 s");
    pass(watch, Duration.ofMinutes(5));
    assertThat(orders).hasSize(3).containsOnly("report every 30 s");
    orders.clear();

    RuleWatch after = start();
    after.pass();
    assertThat(orders).containsExactly("report every 30 s");

    var _ =
        desk.resolve(
            incidents().getFirst().id(), new Responder("grid", "王"), Outcome.HELPED, "is with me");
    pass(after, Duration.ofMinutes(5));
    assertThat(orders).containsExactly("report every 30 s", "report every 300 s");
  }

  private void measuresBadly() {
    hear(
        watch,
        new Vitals(mei, Moment.of(now), new Signs(null, 88, null, null, null, null, true, null)));
  }

  @Test
  void afterARestartNobodyIsAskedAgainToMeasureAgain() {
    measuresBadly();
    now = now.plusSeconds(60);
    var _ = start();
    assertThat(orders).hasSize(1);
  }

  @Test
  void whatAnIncidentRestsOnIsFoundByAnIndex() {
    assertThat(
            test.database()
                .query(
                    "looking for the index",
                    "select 1 from pg_indexes where tablename = 'finding' and indexdef like '%(incident)%'"))
        .hasSize(1);
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
    measuresBadly();
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
