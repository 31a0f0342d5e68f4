package care.silverbell.records.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryIncidentsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  private TestDatabase test;

  @BeforeAll
  void begin() {
    test = TestDatabase.create("ingest", "alerting", "records");
  }

  @AfterAll
  void end() {
    test.close();
  }

  @Test
  void onlyTheCanarysOldOnesThatAreOverAreLetGoOf() {
    UUID old = incident("canary", "resolved", Duration.ofDays(2));
    UUID young = incident("canary", "resolved", Duration.ofHours(2));
    UUID open = incident("canary", "open", Duration.ofDays(2));
    UUID real = incident("real", "resolved", Duration.ofDays(2));

    CanaryIncidents incidents = new CanaryIncidents(test.database());
    assertThat(incidents.prune(NOW.minus(Duration.ofDays(1)))).isEqualTo(1);
    assertThat(incidents.prune(NOW.minus(Duration.ofDays(1)))).isZero();

    assertThat(count("select from incident where id = $1", old)).isZero();
    assertThat(count("select from incident where id = any($1)", new UUID[] {young, open, real}))
        .isEqualTo(3);
  }

  @Test
  void nobodyElsesTimelineCanBeCut() {
    UUID real = incident("real", "resolved", Duration.ofDays(2));
    assertThatThrownBy(() -> run("delete from incident_timeline where incident = $1", real))
        .isInstanceOf(DatabaseTrouble.class)
        .hasStackTraceContaining("only grows");
    UUID canary = incident("canary", "resolved", Duration.ofHours(1));
    assertThatThrownBy(
            () -> run("update incident_timeline set what = 'x' where incident = $1", canary))
        .isInstanceOf(DatabaseTrouble.class)
        .hasStackTraceContaining("only grows");
  }

  private UUID incident(String purpose, String state, Duration ago) {
    UUID id = UUID.randomUUID();
    run(
        """
        insert into incident (id, subject, band, kind, severity, state, opened_at, last_rung_at, purpose)
        values ($1, $1::text, 'canary.main', 'call', 'emergency', $2, $3, $3, $4)
        """,
        id,
        state,
        NOW.minus(ago),
        purpose);
    run("insert into incident_timeline (incident, at, what) values ($1, $2, 'opened')", id, NOW);
    return id;
  }

  private int count(String sql, Object argument) {
    return test.database().query("counting", sql, argument).size();
  }

  private void run(String sql, @Nullable Object... arguments) {
    var _ = test.database().query("arranging", sql, arguments);
  }
}
