package care.silverbell.alerting.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.alerting.backtest.BackTest.Heard;
import care.silverbell.alerting.backtest.BackTest.Question;
import care.silverbell.alerting.backtest.Proposal.OfLimit;
import care.silverbell.alerting.rule.DayHours;
import care.silverbell.alerting.rule.Finding;
import care.silverbell.alerting.rule.FindingKind;
import care.silverbell.alerting.rule.HoursOfWeek;
import care.silverbell.alerting.rule.Limits;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.alerting.rule.LimitsBook;
import care.silverbell.alerting.rule.PersonWatch;
import care.silverbell.alerting.rule.RuleBook;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.alerting.rule.Zone;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.telemetry.TelemetryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a back-test answers, whatever store keeps the readings. */
abstract class BackTestContract {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant FROM = Instant.parse("2026-10-01T00:20:00Z");
  private static final Duration DAYS = Duration.ofDays(12);
  private static final Instant TO = FROM.plus(DAYS);
  private static final int ALL = 1_000_000;

  private final PersonId mei = new PersonId(UUID.randomUUID());

  /** The store under test. */
  abstract TelemetryStore store();

  private static Proposal limit(
      Sign sign, @Nullable Double low, @Nullable Double high, @Nullable Duration lasting) {
    return new OfLimit(sign, new Limit(low, high, lasting), true);
  }

  private static LimitsBook byDefault() {
    return person -> Watched.byDefault(person, SHANGHAI);
  }

  private Heard hear(LimitsBook book, Proposal proposal) {
    return hear(book, proposal, mei).getFirst();
  }

  private List<Heard> hear(LimitsBook book, Proposal proposal, PersonId... people) {
    List<Heard> all = new ArrayList<>();
    new BackTest(store(), book, BackTest.Pace.FULL)
        .run(
            List.of(people),
            new Question(proposal, FROM, TO),
            2,
            new BackTest.Listener() {
              @Override
              public void heard(Heard heard) {
                all.add(heard);
              }

              @Override
              public boolean cancelled() {
                return false;
              }
            });
    return all;
  }

  private void beats(PersonId person, Instant from, Duration span, int rate) {
    List<Reading> beats = new ArrayList<>();
    for (Instant at = from; at.isBefore(from.plus(span)); at = at.plusSeconds(60)) {
      beats.add(
          new Vitals(
              person, Moment.of(at), new Signs(rate, null, null, null, null, null, true, true)));
    }
    store().write(beats);
  }

  @Test
  void aLimitRingsAsOftenAsItWouldHaveBesideTheOneInForce() {
    beats(mei, FROM, Duration.ofDays(2), 72);
    Instant first = FROM.plus(Duration.ofHours(5));
    beats(mei, first, Duration.ofMinutes(30), 104);
    beats(mei, FROM.plus(Duration.ofHours(30)), Duration.ofMinutes(30), 118);

    Heard heard = hear(byDefault(), limit(Sign.HEART_RATE, null, 100.0, Duration.ofMinutes(5)));

    assertThat(heard.readings()).isEqualTo(2 * 24 * 60);
    assertThat(heard.inForce())
        .extracting(Finding::kind)
        .containsExactly(FindingKind.HEART_RATE_HIGH);
    assertThat(heard.proposed())
        .extracting(Finding::kind)
        .containsExactly(FindingKind.HEART_RATE_HIGH, FindingKind.HEART_RATE_HIGH);
    Finding ring = heard.proposed().getFirst();
    assertThat(ring.since()).isEqualTo(first);
    assertThat(ring.at()).isEqualTo(first.plus(Duration.ofMinutes(5)));
    assertThat(ring.why().en())
        .isEqualTo("heart rate 104 for 5 min at rest; the doctor's limit is 100");
    assertThat(ring.readings()).extracting(Finding.Evidence::value).containsOnly(104.0);
    assertThat(ring.forTheRecord()).isFalse();
  }

  @Test
  void whoHasALimitKeepsItUnderAnotherDefault() {
    beats(mei, FROM, Duration.ofDays(1), 72);
    beats(mei, FROM.plus(Duration.ofHours(5)), Duration.ofMinutes(30), 104);
    LimitsBook book =
        person ->
            Watched.byDefault(person, SHANGHAI)
                .with(new Limits(Map.of(Sign.HEART_RATE, new Limit(null, 120.0, null))));
    Limit tried = new Limit(null, 100.0, null);

    assertThat(hear(book, new OfLimit(Sign.HEART_RATE, tried, false)).proposed()).isEmpty();
    assertThat(hear(book, new OfLimit(Sign.HEART_RATE, tried, true)).proposed()).hasSize(1);
  }

  @Test
  void aDayThatGoesOtherwiseFindsStillnessAndAMissedGreeting() {
    // Steps until 10:00, then none with the band on, and nothing is heard from 20:00 on.
    Instant midnight = LocalDate.of(2026, 10, 5).atStartOfDay(SHANGHAI).toInstant();
    List<Reading> readings = new ArrayList<>();
    for (int minute = 7 * 60; minute < 20 * 60; minute++) {
      int steps = Math.min(minute, 10 * 60) * 10;
      Signs signs = new Signs(70, null, null, null, null, steps, true, null);
      readings.add(new Vitals(mei, Moment.of(midnight.plusSeconds(60L * minute)), signs));
    }
    store().write(readings);

    Heard heard =
        hear(byDefault(), new Proposal.OfPartOfDay(LocalTime.of(8, 0), Duration.ofHours(3)));

    assertThat(heard.readings()).isEqualTo(readings.size());
    assertThat(heard.proposed())
        .extracting(it -> it.kind() + " " + it.at().atZone(SHANGHAI).toLocalDateTime())
        .startsWith(
            "STILL 2026-10-05T13:00",
            "MISSED_GREETING 2026-10-06T08:00",
            "MISSED_GREETING 2026-10-07T08:00")
        .hasSize(9);
    assertThat(heard.inForce())
        .as("five hours, and nobody waits for a greeting")
        .extracting(it -> it.kind() + " " + it.at().atZone(SHANGHAI).toLocalDateTime())
        .containsExactly("STILL 2026-10-05T15:00");
  }

  @Test
  void whatIsNotTriedOfADayStaysAsItIsForThePerson() {
    DayHours own =
        new DayHours(
            LocalTime.of(6, 0), LocalTime.of(20, 0), LocalTime.of(7, 30), Duration.ofHours(4));
    Watched watched = Watched.byDefault(mei, SHANGHAI).with(own);
    assertThat(new Proposal.OfPartOfDay(null, Duration.ofHours(3)).of(watched).hours())
        .isEqualTo(new DayHours(own.wakes(), own.sleeps(), own.greetingBy(), Duration.ofHours(3)));
    assertThat(new Proposal.OfPartOfDay(LocalTime.of(8, 0), null).of(watched).hours())
        .isEqualTo(new DayHours(own.wakes(), own.sleeps(), LocalTime.of(8, 0), own.stillAtMost()));
  }

  @Test
  void aNarrowerZoneFindsTheWalkToTheMarket() {
    List<Reading> walk = new ArrayList<>();
    for (int minute = 0; minute < 120; minute++) {
      double north = minute > 40 && minute < 80 ? 500 / 111_195.0 : 0;
      walk.add(
          new Location(
              mei,
              Moment.of(FROM.plusSeconds(60L * minute)),
              new Position(37.5 + north, 121.4, 8.0, null)));
    }
    store().write(walk);
    LimitsBook book = person -> Watched.byDefault(person, SHANGHAI).with(List.of(around(900)));

    Heard heard = hear(book, new Proposal.OfZones(List.of(around(300))));

    assertThat(heard.inForce()).isEmpty();
    assertThat(heard.proposed()).extracting(Finding::kind).containsExactly(FindingKind.WANDERING);
    assertThat(heard.readings()).isEqualTo(120);
  }

  private static Zone around(int metres) {
    return new Zone("家", new Zone.Circle(37.5, 121.4, metres), HoursOfWeek.ALWAYS);
  }

  @Test
  void ofWhomNothingIsStoredNothingRings() {
    Heard heard = hear(byDefault(), limit(Sign.SPO2, 90.0, null, null));

    assertThat(heard).isEqualTo(new Heard(mei, List.of(), List.of(), 0));
  }

  @Test
  void manyAreAskedAboutAndEachIsHeardOnce() {
    PersonId lan = new PersonId(UUID.randomUUID());
    beats(lan, FROM, Duration.ofMinutes(30), 104);

    List<Heard> all = hear(byDefault(), limit(Sign.HEART_RATE, null, 100.0, null), mei, lan);

    assertThat(all).extracting(Heard::person).containsExactlyInAnyOrder(mei, lan);
    assertThat(all).flatExtracting(Heard::proposed).hasSize(1);
  }

  @Test
  void whoWaitsNoMoreIsToldNothingMore() {
    beats(mei, FROM, Duration.ofHours(1), 104);
    List<Heard> all = new ArrayList<>();
    List<PersonId> thrice = List.of(mei, mei, mei);
    assertThatThrownBy(() ->
            new BackTest(store(), byDefault(), BackTest.Pace.FULL)
                .run(
                    thrice,
                    new Question(limit(Sign.HEART_RATE, null, 100.0, null), FROM, TO),
                    1,
                    new BackTest.Listener() {
                      @Override
                      public void heard(Heard heard) {
                        all.add(heard);
                      }

                      @Override
                      public boolean cancelled() {
                        return !all.isEmpty();
                      }
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(all).hasSize(1);
  }

  /** Hours that cannot ring are passed over: that must not change what rings. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void whatIsPassedOverChangesNothing(int seed) {
    store().write(life(new Random(seed)));
    int found = 0;
    for (Proposal proposal :
        List.of(
            limit(Sign.HEART_RATE, 50.0, 110.0, Duration.ofMinutes(3)),
            limit(Sign.HEART_RATE, null, 96.0, null),
            limit(Sign.HEART_RATE, 52.0, 90.0, Duration.ZERO),
            limit(Sign.SPO2, 93.0, null, null),
            limit(Sign.TEMPERATURE, 36.0, 37.4, null))) {
      Heard heard = hear(byDefault(), proposal);
      Watched watched = byDefault().of(mei);
      assertThat(heard.inForce()).as("in force, %s", proposal).isEqualTo(all(proposal, watched));
      assertThat(heard.proposed())
          .as("%s", proposal)
          .isEqualTo(all(proposal, proposal.of(watched)));
      found += heard.proposed().size();
    }
    assertThat(found).isGreaterThan(5);
  }

  private List<Finding> all(Proposal proposal, Watched watched) {
    PersonWatch watch = PersonWatch.live(new RuleBook(proposal.rules(), _ -> {}));
    List<Finding> findings = new ArrayList<>();
    for (Vitals vitals : store().vitals(mei, FROM, TO, ALL)) {
      watch.take(List.of(vitals), watched, _ -> false, vitals.moment().at()).stream()
          .filter(Finding.class::isInstance)
          .map(Finding.class::cast)
          .forEach(findings::add);
    }
    return findings;
  }

  /** Quiet hours, hard hours, hours off the wrist and hours of which nothing is known. */
  private List<Reading> life(Random random) {
    List<Reading> life = new ArrayList<>();
    double rate = 72;
    int steps = 0;
    Instant at = FROM.plusMillis(random.nextInt(60_000));
    while (at.isBefore(TO)) {
      int about = random.nextInt(8) == 0 ? 45 + random.nextInt(85) : 66 + random.nextInt(14);
      boolean worn = random.nextInt(12) != 0;
      boolean walks = random.nextInt(5) == 0;
      boolean unwell = random.nextInt(10) == 0;
      int every = random.nextInt(6) == 0 ? 5 : random.nextInt(3) == 0 ? 240 : 60;
      Instant until = at.plusSeconds(600 + random.nextInt(20_000));
      if (random.nextInt(9) == 0) {
        at = until; // out of reach
        continue;
      }
      while (at.isBefore(until)) {
        rate += (about - rate) / 6 + random.nextGaussian() * 2;
        steps += walks ? random.nextInt(90) : 0;
        boolean measured = random.nextInt(20) == 0;
        Integer spo2 = measured ? (unwell ? 89 : 95) + random.nextInt(4) : null;
        Double heat = measured ? (unwell ? 37.3 : 36.4) + random.nextInt(5) / 10.0 : null;
        Boolean rests = random.nextInt(4) == 0 ? !walks : null;
        life.add(
            new Vitals(
                mei,
                Moment.of(at),
                new Signs((int) Math.round(rate), spo2, null, null, heat, steps, worn, rests)));
        at = at.plusSeconds(every + random.nextInt(1 + every / 10));
      }
    }
    return life;
  }
}
