package care.silverbell.records.answering;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.testing.MachineParts;
import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.records.answering.AnswerTimes.Asked;
import care.silverbell.records.answering.AnswerTimes.Miss;
import care.silverbell.testing.Neighbourhood;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerTimesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Asked ALL =
      new Asked(NOW.minus(Duration.ofDays(400)), NOW.plusSeconds(1), "emergency", null);

  private TestDatabase test;
  private Neighbourhood around;
  private AnswerTimes times;
  private UUID street;
  private UUID cell;
  private UUID elsewhere;
  private UUID person;

  @BeforeAll
  void begin() {
    test = TestDatabase.create("ingest", "alerting", "records");
    around = new Neighbourhood(test.database());
    times = new AnswerTimes(test.database());
    street = around.cell("s", null);
    cell = around.cell("c", street);
    elsewhere = around.cell("e", street);
    person = around.person(cell);
  }

  @AfterAll
  void end() {
    test.close();
  }

  @BeforeEach
  void empty() {
    run("delete from incident");
  }

  @Test
  void onlyRealEmergenciesOfPeopleAreInTheBook() {
    incident("real", "emergency", person, 100, 10, 600);
    incident("test", "emergency", person, 100, 10, 600);
    incident("canary", "emergency", null, 100, 10, 600);
    incident("real", "notice", person, 100, 10, 600);
    run(
        "insert into incident (id, subject, kind, severity, opened_at, last_rung_at) values"
            + " (gen_random_uuid(), 'service', 'spool-filling', 'emergency', '2026-11-22T11:00:00Z', now())");

    assertThat(times.handled(ALL, NOW)).hasSize(1);
    assertThat(times.handled(ALL, NOW).getFirst())
        .isEqualTo(new Handled(cell, NOW.minusSeconds(6_000), 10_000, 600_000, 6_000_000));
    Asked every = new Asked(ALL.from(), ALL.to(), null, null);
    assertThat(times.handled(every, NOW)).hasSize(2);
    Asked others = new Asked(ALL.from(), ALL.to(), null, new UUID[] {elsewhere});
    assertThat(times.handled(others, NOW)).isEmpty();
  }

  @Test
  void whoeverArrivesHasAnsweredAndWhatEndedWithoutAnybodyIsNotLate() {
    UUID arrived = incident("real", "emergency", person, 100, null, 30);
    UUID ended = incident("real", "emergency", person, 100, null, null);
    run(
        "update incident set state = 'resolved', resolved_at = opened_at + interval '50 s' where id = $1",
        ended);

    assertThat(of(arrived))
        .isEqualTo(new Handled(cell, NOW.minusSeconds(6_000), 30_000, 30_000, 6_000_000));
    assertThat(of(ended).attended()).isEqualTo(Handled.NEVER);
    assertThat(of(ended).misses()).isEmpty();
  }

  @Test
  void eachMissIsListedUntilAReasonIsGiven() {
    incident("real", "emergency", person, 100, 60, 45 * 60);
    UUID late = incident("real", "emergency", person, 90, 61, 600);
    UUID nobody = incident("real", "emergency", null, 5, null, null);
    UUID slow = incident("real", "emergency", person, 80, 20, 50 * 60);
    incident("real", "emergency", person, 0, null, null);

    assertThat(misses(false)).containsExactly(nobody, slow, late);
    assertThat(times.misses(ALL, true, NOW, 10).getFirst().handled().misses())
        .containsExactly(Bar.ANSWER_60, Bar.ANSWER_180);

    run(
        "insert into account (id, name, display_name, role, password_hash) values ($1, 'desk', '接警台', 'desk', 'x') on conflict do nothing",
        new UUID(0, 7));
    run(
        "insert into miss_reason (incident, reason, by_account, by_name, at) values ($1, 'nobody-free', $2, '接警台', now())",
        late,
        new UUID(0, 7));

    assertThat(misses(true)).containsExactly(nobody, slow);
    assertThat(times.misses(ALL, false, NOW, 10).getLast().reason())
        .isNotNull()
        .extracting(AnswerTimes.Reason::reason)
        .isEqualTo("nobody-free");
    run("delete from miss_reason");
  }

  @Test
  void histogramsCountWhatIsAnsweredFromNowOnOnce() {
    Instant[] now = {NOW};
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    incident("real", "emergency", person, 100, 10, 600);
    InstantSource clock = () -> now[0];
    try (AnswerTimeMetrics metrics = new AnswerTimeMetrics(test.database(), clock, registry)) {
      assertThat(metrics).isNotNull();
      run(
          "insert into incident (id, subject, person, kind, severity, opened_at, last_rung_at, answered_at, arrived_at)"
              + " values (gen_random_uuid(), 'x', $1, 'call', 'emergency', $2, $2, $2 + interval '61 s', $2 + interval '44 min')",
          person,
          NOW.atOffset(java.time.ZoneOffset.UTC));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() ->
              assertThat(registry.scrape())
                  .contains(
                      "silverbell_time_to_answer_seconds_count 1",
                      "silverbell_time_to_attend_seconds_count 1"));
    }
    assertThat(registry.scrape())
        .contains(
            "silverbell_time_to_answer_seconds_count 1",
            "silverbell_time_to_answer_seconds_bucket{le=\"60.0\"} 0",
            "silverbell_time_to_answer_seconds_bucket{le=\"180.0\"} 1",
            "silverbell_time_to_attend_seconds_bucket{le=\"2700.0\"} 1",
            "silverbell_time_to_attend_seconds_bucket{le=\"3600.0\"} 1");
  }

  @Test
  void aBookOfAHundredThousandIncidentsIsReadInAFifthOfASecond() {
    for (int i = 0; i < 30; i++) {
      var _ = around.person(around.cell("c" + i, i % 2 == 0 ? cell : elsewhere));
    }
    run(
        """
        insert into incident (id, subject, person, band, kind, severity, state, opened_at, last_rung_at, purpose,
                              answered_at, arrived_at, resolved_at)
        select gen_random_uuid(), 'n' || n, p.id, 'b', 'call', 'emergency', 'resolved', t, t, 'real',
               t + (n % 90) * interval '1 s', t + (n % 50) * interval '1 min', t + interval '2 h'
          from (select n, timestamptz '2026-11-01T00:00:00Z' + n * interval '10 s' as t from generate_series(1, 100000) n) x
          join (select id, row_number() over (order by id) - 1 as k, count(*) over () as all_of from person) p
            on p.k = n % p.all_of
        """);
    run("analyze incident");
    List<Long> took = new ArrayList<>();
    List<AnswerBook.Line> lines = List.of();
    // The fastest counts: what else the machine does at the time is not what is measured.
    while (took.isEmpty() || (took.size() < 20 && Collections.min(took) >= 200)) {
      long begin = System.nanoTime();
      lines = AnswerBook.byCell(times.handled(ALL, NOW), times.cells());
      var _ = AnswerTimeJson.lines(lines);
      assertThat(AnswerBook.total(lines).incidents()).isEqualTo(100_000);
      took.add((System.nanoTime() - begin) / 1_000_000);
    }
    System.out.println("answer-time book of 100,000 incidents, ms: " + took);
    assertThat(lines.getFirst().figures().incidents()).isEqualTo(100_000);
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    if (Collections.min(took) >= 200 && load > 2 * Runtime.getRuntime().availableProcessors()) {
      MachineParts.lack("the book's 200 ms are not judged: the machine was busy, load " + load);
    }
    assertThat(Collections.min(took)).as("ms").isLessThan(200);
  }

  private Handled of(UUID incident) {
    return times.of(new care.silverbell.alerting.incident.IncidentId(incident), NOW).orElseThrow();
  }

  private List<UUID> misses(boolean unexplained) {
    return times.misses(ALL, unexplained, NOW, 10).stream()
        .map(Miss::incident)
        .map(care.silverbell.alerting.incident.IncidentId::value)
        .toList();
  }

  private UUID incident(
      String purpose,
      String severity,
      @Nullable UUID of,
      int minutesAgo,
      @Nullable Integer answered,
      @Nullable Integer arrived) {
    UUID id = UUID.randomUUID();
    run(
        """
        insert into incident (id, subject, person, band, kind, severity, opened_at, last_rung_at, purpose, answered_at, arrived_at)
        values ($1, $1::text, $2, 'b', 'call', $3, $4, $4, $5, $4 + $6 * interval '1 s', $4 + $7 * interval '1 s')
        """,
        id,
        of,
        severity,
        NOW.minus(Duration.ofMinutes(minutesAgo)),
        purpose,
        answered,
        arrived);
    return id;
  }

  private void run(String sql, @Nullable Object... arguments) {
    var _ = test.database().query("arranging", sql, arguments);
  }
}
