package care.silverbell.records.rule.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.alerting.backtest.BackTest;
import care.silverbell.alerting.backtest.Proposal;
import care.silverbell.alerting.rule.DayHours;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.telemetry.PostgresTelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryMetrics;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryUnavailable;
import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.records.rule.backtest.BackTests.Kept;
import care.silverbell.records.rule.backtest.BackTests.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of back-tests and what counts as seen, on a real database. */
class BackTestsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final AskedLimit ABOVE_100 = asked(null, 100.0, Duration.ofMinutes(5));

  private final TestDatabase test = TestDatabase.create("ingest", "alerting", "records");
  private final BackTests kept = new BackTests(test.database());
  private final TelemetryStore telemetry =
      new PostgresTelemetryStore(
          test.database(), InstantSource.system(), new TelemetryMetrics(new SimpleMeterRegistry()));
  private final PersonId mei = new PersonId(UUID.randomUUID());
  private final UUID doctor = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  private static AskedLimit asked(
      @Nullable Double low, @Nullable Double high, @Nullable Duration lasting) {
    return new AskedLimit(Sign.HEART_RATE, new Limit(low, high, lasting));
  }

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
    for (UUID account : List.of(doctor, other)) {
      run(
          "insert into account (id, name, display_name, role, password_hash) values ('%s', '%s',"
                  .formatted(account, account)
              + " '李医生', 'doctor', 'x')");
    }
  }

  @AfterEach
  void close() {
    test.close();
  }

  private void run(String sql) {
    var _ = test.database().query("telling a story", sql);
  }

  private Kept done(AskedLimit asked) {
    Kept begun = kept.begin(doctor, mei, asked, 1, NOW, NOW);
    kept.end(begun.id(), State.DONE, 1, new JsonObject().put("rings", 3).put("readings", 9), NOW);
    return begun;
  }

  @Test
  void onlyExactlyWhatWasSeenCountsForTheOneWhoSawItForADay() {
    Kept tried = done(ABOVE_100);
    assertThat(kept.lastSeen(doctor, mei, ABOVE_100, NOW)).as("not looked at yet").isEmpty();
    kept.seen(tried.id(), NOW);

    assertThat(kept.lastSeen(doctor, mei, ABOVE_100, NOW))
        .hasValueSatisfying(it -> assertThat(it.getLong("rings")).isEqualTo(3));
    assertThat(kept.lastSeen(other, mei, ABOVE_100, NOW)).isEmpty();
    assertThat(kept.lastSeen(doctor, new PersonId(UUID.randomUUID()), ABOVE_100, NOW)).isEmpty();
    for (AskedLimit another :
        List.of(
            asked(null, 101.0, Duration.ofMinutes(5)),
            asked(null, 100.0, Duration.ofMinutes(6)),
            asked(null, 100.0, null),
            asked(45.0, 100.0, Duration.ofMinutes(5)),
            new AskedLimit(Sign.SYSTOLIC, ABOVE_100.limit()))) {
      assertThat(kept.lastSeen(doctor, mei, another, NOW)).as("%s", another).isEmpty();
    }
    assertThat(kept.lastSeen(doctor, mei, ABOVE_100, NOW.plus(BackTests.KEPT))).isEmpty();
  }

  @Test
  void whatWasCancelledOrStillRunsIsNotSeen() {
    Kept running = kept.begin(doctor, mei, ABOVE_100, 1, NOW, NOW);
    kept.seen(running.id(), NOW);
    kept.cancel(running.id(), other);
    assertThat(kept.touch(running.id(), 0, NOW)).as("another's to cancel").isTrue();
    kept.cancel(running.id(), doctor);
    kept.end(running.id(), State.DONE, 1, new JsonObject(), NOW);
    kept.seen(running.id(), NOW);

    assertThat(kept.touch(running.id(), 0, NOW)).isFalse();
    assertThat(state(running, NOW)).isEqualTo(State.CANCELLED);
    assertThat(kept.lastSeen(doctor, mei, ABOVE_100, NOW)).isEmpty();
  }

  @Test
  void aNewOneTakesThePlaceOfTheAccountsOneOfItsKind() {
    Kept first = kept.begin(doctor, mei, ABOVE_100, 1, NOW, NOW);
    Kept ofAll = kept.begin(doctor, null, ABOVE_100, 9, NOW, NOW);
    Kept ofOther = kept.begin(other, mei, ABOVE_100, 1, NOW, NOW);
    Kept second = kept.begin(doctor, mei, asked(40.0, null, null), 1, NOW, NOW);

    assertThat(state(first, NOW)).isEqualTo(State.CANCELLED);
    assertThat(state(second, NOW)).isEqualTo(State.RUNNING);
    assertThat(kept.find(ofAll.id(), doctor, null, NOW)).isPresent();
    assertThat(kept.find(ofAll.id(), doctor, mei, NOW)).isEmpty();
    assertThat(kept.find(ofOther.id(), doctor, mei, NOW)).isEmpty();
    assertThat(kept.find(ofOther.id(), other, mei, NOW)).isPresent();
  }

  @Test
  void aDayAndALimitAreTriedSideBySide() {
    Kept limit = kept.begin(doctor, mei, ABOVE_100, 1, NOW, NOW);
    Kept first = kept.begin(doctor, mei, day(null, Duration.ofHours(4)), 1, NOW, NOW);
    Kept second = kept.begin(doctor, mei, day(LocalTime.of(8, 0), null), 1, NOW, NOW);

    assertThat(state(limit, NOW)).isEqualTo(State.RUNNING);
    assertThat(state(first, NOW)).isEqualTo(State.CANCELLED);
    kept.end(second.id(), State.DONE, 1, new JsonObject().put("rings", 2), NOW);
    kept.seen(second.id(), NOW);
    assertThat(kept.lastSeen(doctor, mei, day(LocalTime.of(8, 0), null), NOW)).isPresent();
    for (AskedDay another :
        List.of(
            day(null, null),
            day(LocalTime.of(8, 1), null),
            day(LocalTime.of(8, 0), Duration.ofHours(4)))) {
      assertThat(kept.lastSeen(doctor, mei, another, NOW)).as("%s", another).isEmpty();
    }
  }

  private static AskedDay day(@Nullable LocalTime greetingBy, @Nullable Duration still) {
    return new AskedDay(new DayHours(LocalTime.of(7, 0), LocalTime.of(21, 0), greetingBy, still));
  }

  @Test
  void whatIsAskedIsEqualHoweverItIsWritten() {
    JsonObject one = new JsonObject("{\"zones\":[{\"circle\":{\"lat\":37.50,\"radius\":300}}]}");
    JsonObject other = new JsonObject("{\"zones\":[{\"circle\":{\"radius\":300.0,\"lat\":37.5}}]}");
    Kept tried = kept.begin(doctor, mei, zones(one), 1, NOW, NOW);
    kept.end(tried.id(), State.DONE, 1, new JsonObject(), NOW);
    kept.seen(tried.id(), NOW);
    assertThat(kept.lastSeen(doctor, mei, zones(other), NOW)).isPresent();
    assertThat(kept.lastSeen(doctor, mei, zones(new JsonObject().put("zones", "")), NOW)).isEmpty();
  }

  private static Asked zones(JsonObject json) {
    return new Asked() {
      @Override
      public Kind kind() {
        return Kind.ZONES;
      }

      @Override
      public JsonObject json() {
        return json;
      }

      @Override
      public Proposal proposal(boolean overOwn) {
        return new Proposal.OfZones(List.of());
      }
    };
  }

  @Test
  void ofAServiceThatIsGoneItIsSaidThatItWasInterrupted() {
    Kept begun = kept.begin(doctor, mei, ABOVE_100, 1, NOW, NOW);
    assertThat(kept.touch(begun.id(), 0, NOW.plusSeconds(20))).isTrue();
    assertThat(state(begun, NOW.plusSeconds(40))).isEqualTo(State.RUNNING);
    assertThat(state(begun, NOW.plusSeconds(60))).isEqualTo(State.INTERRUPTED);
  }

  @Test
  void theyAreLetGoOfAfterADay() {
    Kept old = done(ABOVE_100);
    kept.prune(NOW.plus(BackTests.KEPT));
    assertThat(kept.find(old.id(), doctor, mei, NOW)).isPresent();
    kept.prune(NOW.plus(BackTests.KEPT).plusSeconds(1));
    assertThat(kept.find(old.id(), doctor, mei, NOW)).isEmpty();
  }

  private State state(Kept it, Instant now) {
    return kept.find(it.id(), doctor, mei, now).orElseThrow().state();
  }

  @Test
  void oneOfManyPeopleIsCancelledOnItsWay() {
    List<PersonId> many = Collections.nCopies(500, mei);
    try (BackTestJobs jobs = jobs(Duration.ofMillis(20), false)) {
      Kept begun = jobs.begin(doctor, many, ABOVE_100);
      await().atMost(LONG).until(() -> ofAll(begun).done() > 3);
      assertThat(ofAll(begun).state()).isEqualTo(State.RUNNING);
      jobs.cancel(begun.id(), doctor);
      assertThat(ofAll(begun).state()).isEqualTo(State.CANCELLED);

      Kept next = jobs.begin(doctor, many.subList(0, 2), ABOVE_100);
      await().atMost(LONG).until(() -> ofAll(next).state() == State.DONE);
      assertThat(ofAll(begun).done()).isLessThan(500);
      assertThat(ofAll(next).done()).isEqualTo(2);
    }
  }

  @Test
  void whileTheReadingsCannotBeReadItFailsAndHindersNobody() {
    try (BackTestJobs jobs = jobs(Duration.ZERO, true)) {
      Kept begun = jobs.begin(doctor, mei, ABOVE_100, Instant.now());
      await().atMost(LONG).until(() -> find(begun).state() == State.FAILED);
      kept.seen(begun.id(), Instant.now());
      assertThat(kept.lastSeen(doctor, mei, ABOVE_100, Instant.now()))
          .hasValueSatisfying(it -> {
            assertThat(it.getString("state")).isEqualTo("failed");
            assertThat(it.getValue("rings")).isNull();
          });
    }
  }

  @Test
  void ofNothingStoredTheAnswerSaysSoAndCounts() {
    try (BackTestJobs jobs = jobs(Duration.ZERO, false)) {
      Kept begun = jobs.begin(doctor, mei, ABOVE_100, Instant.now());
      await().atMost(LONG).until(() -> find(begun).state() == State.DONE);
      JsonObject answer = Objects.requireNonNull(find(begun).answer());
      assertThat(answer.getLong("readings")).isZero();
      assertThat(answer.getLong("rings")).isZero();
      kept.seen(begun.id(), Instant.now());
      assertThat(kept.lastSeen(doctor, mei, ABOVE_100, Instant.now())).isPresent();
    }
  }

  private Kept find(Kept it) {
    return kept.find(it.id(), doctor, mei, Instant.now()).orElseThrow();
  }

  private Kept ofAll(Kept it) {
    return kept.find(it.id(), doctor, null, Instant.now()).orElseThrow();
  }

  /** Over the real store, which takes its time or is away. */
  private BackTestJobs jobs(Duration pause, boolean away) {
    TelemetryStore store =
        (TelemetryStore)
            Proxy.newProxyInstance(
                TelemetryStore.class.getClassLoader(),
                new Class<?>[] {TelemetryStore.class},
                (_, method, arguments) -> {
                  Thread.sleep(pause);
                  if (away) {
                    throw new TelemetryUnavailable("it was switched off");
                  }
                  return method.invoke(telemetry, arguments);
                });
    return new BackTestJobs(
        kept,
        new BackTest(
            store, person -> Watched.byDefault(person, ZoneOffset.UTC), BackTest.Pace.HALF),
        InstantSource.system());
  }
}
