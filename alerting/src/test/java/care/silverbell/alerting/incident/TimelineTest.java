package care.silverbell.alerting.incident;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.incident.Timeline.Line;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

  private final TestDatabase test = TestDatabase.create("ingest", "alerting");
  private final Database database = test.database();
  private IncidentId incident = IncidentId.fresh();

  @BeforeEach
  void open() {
    incident =
        database.transaction(
            "opening",
            tx -> IncidentWriter.openAboutService(tx, Kind.OUTAGE, "a test", NOW).orElseThrow());
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void whatIsToBeThereOnceIsEvenWhenItComesTwiceTogether() {
    assertThat(add(once("unreached", "daughter", "sms"), once("unreached", "daughter", "sms")))
        .isOne();
    assertThat(add(once("unreached", "daughter", "sms"))).isZero();
    assertThat(add(once("nobody", null, null), once("nobody", null, null))).isOne();
    assertThat(add(once("unreached", "daughter", "call"), once("unreached", "son", "sms")))
        .isEqualTo(2);
  }

  @Test
  void twoOfOneNameEachHaveTheirLine() {
    Line one = new Line(incident, "no-way", "staff:1", "王芳", null, true);
    Line other = new Line(incident, "no-way", "staff:2", "王芳", null, true);
    assertThat(add(one, other)).isEqualTo(2);
    assertThat(add(other)).isZero();
  }

  @Test
  void whatHappenedTwiceIsThereTwiceAndInItsOrder() {
    assertThat(add(line("asked", "A"), once("no-way", "B", null), line("asked", "A"))).isEqualTo(3);
    assertThat(whats()).containsExactly("opened", "asked", "no-way", "asked");
  }

  private int add(Line... lines) {
    return database.transaction("adding", tx -> Timeline.add(tx, List.of(lines), NOW));
  }

  private Line line(String what, String name) {
    return new Line(incident, what, null, name, null, false);
  }

  private Line once(String what, @Nullable String name, @Nullable String detail) {
    return new Line(incident, what, null, name, detail, true);
  }

  private List<String> whats() {
    List<String> whats = new ArrayList<>();
    database
        .query(
            "reading the timeline",
            "select what from incident_timeline where incident = $1 order by id",
            incident.value())
        .forEach(row -> whats.add(row.getString("what")));
    return whats;
  }
}
