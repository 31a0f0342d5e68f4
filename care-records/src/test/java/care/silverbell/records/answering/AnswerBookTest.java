package care.silverbell.records.answering;

import static care.silverbell.records.answering.Bar.ANSWER_180;
import static care.silverbell.records.answering.Bar.ANSWER_60;
import static care.silverbell.records.answering.Bar.ATTEND_45;
import static care.silverbell.records.answering.Bar.ATTEND_60;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.records.answering.AnswerBook.Cell;
import care.silverbell.records.answering.AnswerBook.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerBookTest {
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");
  private static final ZoneId OFFICE = ZoneId.of("Asia/Shanghai");
  private static final UUID STREET = new UUID(0, 1);
  private static final UUID EAST = new UUID(0, 2);
  private static final UUID EAST_1 = new UUID(0, 3);
  private static final UUID WEST = new UUID(0, 4);
  private static final List<Cell> GRID =
      List.of(
          new Cell(STREET, null, "街道", "街道"),
          new Cell(EAST, STREET, "东社区", "社区"),
          new Cell(EAST_1, EAST, "东一网格", "网格"),
          new Cell(WEST, STREET, "西社区", "社区"));

  /** Seconds to the answer and minutes to the door (-1 not yet, -2 never), minutes since. */
  @ParameterizedTest
  @CsvSource({
    "60,     45, 90, KEPT,   KEPT,   KEPT,   KEPT",
    "60.001, 45, 90, MISSED, KEPT,   KEPT,   KEPT",
    "180,    50, 90, MISSED, KEPT,   MISSED, KEPT",
    "180.001,61, 90, MISSED, MISSED, MISSED, MISSED",
    // Nobody has it yet: there is time, then there is none.
    "-1,     -1, 0.5, OPEN,  OPEN,   OPEN,   OPEN",
    "-1,     -1, 1,   OPEN,  OPEN,   OPEN,   OPEN",
    "-1,     -1, 1.5, MISSED, OPEN,  OPEN,   OPEN",
    "-1,     -1, 4,   MISSED, MISSED, OPEN,  OPEN",
    "-1,     -1, 50,  MISSED, MISSED, MISSED, OPEN",
    // Helped on the telephone: nobody went, and nobody is late for that.
    "20,     -2, 90, KEPT,   KEPT,   OUT,    OUT",
    "0,       0, 90, KEPT,   KEPT,   KEPT,   KEPT"
  })
  void anIncidentIsHeldAgainstEachBar(
      double answer, double attend, double age, String a60, String a180, String d45, String d60) {
    Handled incident = handled(null, NOON, millis(answer, 1), millis(attend, 60), millis(age, 60));

    assertThat(incident.against(ANSWER_60)).hasToString(a60);
    assertThat(incident.against(ANSWER_180)).hasToString(a180);
    assertThat(incident.against(ATTEND_45)).hasToString(d45);
    assertThat(incident.against(ATTEND_60)).hasToString(d60);
  }

  @Test
  void thePromiseIsAShareOfWhatIsDecided() {
    Figures figures = new Figures();
    for (int i = 0; i < 39; i++) {
      figures.add(handled(null, NOON, 10_000, Handled.NEVER, 99_999_999));
    }
    figures.add(handled(null, NOON, 70_000, Handled.NEVER, 99_999_999));
    figures.add(handled(null, NOON, Handled.NOT_YET, Handled.NOT_YET, 1_000));

    assertThat(figures.incidents()).isEqualTo(41);
    assertThat(figures.counted(ANSWER_60)).isEqualTo(40);
    assertThat(figures.within(ANSWER_60)).isEqualTo(39);
    assertThat(figures.share(ANSWER_60)).isEqualTo(0.975);
    assertThat(figures.isKept(ANSWER_60)).as("97.5 % is 97.5 %").isTrue();
    assertThat(figures.counted(ATTEND_45)).isZero();
    assertThat(figures.isKept(ATTEND_45)).as("nothing is promised of nothing").isTrue();
    assertThat(figures.withMiss()).isEqualTo(1);

    figures.add(handled(null, NOON, 70_000, Handled.NEVER, 99_999_999));
    assertThat(figures.isKept(ANSWER_60)).isFalse();
  }

  @Test
  void theMedianAndTheLongestAreOfTimesThatWereTaken() {
    Figures figures = new Figures();
    for (long seconds : new long[] {30, 10, 20, 90}) {
      figures.add(handled(null, NOON, seconds * 1_000, Handled.NOT_YET, 1_000));
    }
    figures.add(handled(null, NOON, Handled.NOT_YET, Handled.NOT_YET, 1_000));

    assertThat(figures.answers().size()).isEqualTo(4);
    assertThat(figures.answers().medianSeconds()).isEqualTo(20);
    assertThat(figures.answers().longestSeconds()).isEqualTo(90);
    assertThat(figures.attendances().medianSeconds()).isNaN();
  }

  @Test
  void everyCellHasTheSumOfWhatIsBelowIt() {
    List<Handled> incidents = new ArrayList<>();
    incidents.add(answered(EAST_1, 10));
    incidents.add(answered(EAST_1, 70));
    incidents.add(answered(EAST, 20));
    incidents.add(answered(STREET, 30));
    incidents.add(answered(null, 200));
    incidents.add(answered(new UUID(9, 9), 5));

    List<Line> lines = AnswerBook.byCell(incidents, GRID);

    assertThat(lines)
        .extracting(
            Line::name, line -> line.figures().incidents(), line -> line.figures().withMiss())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("街道", 4, 1),
            org.assertj.core.groups.Tuple.tuple("东社区", 3, 1),
            org.assertj.core.groups.Tuple.tuple("东一网格", 2, 1),
            org.assertj.core.groups.Tuple.tuple("", 2, 1));
    assertThat(AnswerBook.total(lines).incidents()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T00:00:00+08:00, night",
    "2026-11-22T07:59:59+08:00, night",
    "2026-11-22T08:00:00+08:00, day",
    "2026-11-22T15:59:59+08:00, day",
    "2026-11-22T16:00:00+08:00, evening",
    "2026-11-22T23:59:59+08:00, evening"
  })
  void theShiftIsThatOfTheOfficesWallClock(String at, String shift) {
    Instant opened = java.time.OffsetDateTime.parse(at).toInstant();
    assertThat(AnswerBook.byShift(List.of(handled(null, opened, 1, 1, 1)), OFFICE))
        .extracting(Line::key)
        .containsExactly(shift);
  }

  @Test
  void monthsAreThoseOfTheOfficeInTheirOrder() {
    List<Handled> incidents =
        List.of(
            handled(null, Instant.parse("2026-10-31T15:59:59Z"), 1, 1, 1),
            handled(null, Instant.parse("2026-10-31T16:00:00Z"), 1, 1, 1),
            handled(null, Instant.parse("2025-12-31T16:00:00Z"), 1, 1, 1));
    assertThat(AnswerBook.byMonth(incidents, OFFICE))
        .extracting(Line::key)
        .containsExactly("2026-01", "2026-10", "2026-11");
  }

  private static Handled answered(@Nullable UUID cell, int seconds) {
    return handled(cell, NOON, seconds * 1_000L, Handled.NEVER, Duration.ofHours(2).toMillis());
  }

  private static Handled handled(
      @Nullable UUID cell, Instant opened, long answered, long attended, long age) {
    return new Handled(cell, opened, answered, attended, age);
  }

  private static long millis(double count, int seconds) {
    return count < 0 ? (long) count : Math.round(count * seconds * 1_000);
  }
}
