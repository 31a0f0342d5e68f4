package care.silverbell.records.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a change of duty leaves open, told as cell, times, reason and whether it is new. */
class GapsTest {
  private static final String MONDAY = "2026-11-23T00:00";
  private static final String WEDNESDAY = "2026-11-25T00:00";

  /** A street over two cells; the first is held by day and night, the second by day only. */
  private static DutyStories town() {
    return new DutyStories("Asia/Shanghai")
        .cell("street")
        .cell("east", "street")
        .cell("west", "street")
        .daily("east", "08:00-08:00", "an", "bo")
        .daily("west", "08:00-20:00", "cui", null);
  }

  @Test
  void leaveOfOneOfTwoLeavesNoGap() {
    assertThat(gaps(it -> it.leave("an", MONDAY, WEDNESDAY))).isEmpty();
  }

  @Test
  void leaveOfBothLeavesTheTimeInWhichBothAreAway() {
    assertThat(
            gaps(it ->
                it.leave("an", MONDAY, WEDNESDAY)
                    .leave("bo", "2026-11-24T10:00", "2026-11-24T12:00")))
        .containsExactly("east 2026-11-24T02:00:00Z 2026-11-24T04:00:00Z ON_LEAVE new");
  }

  @Test
  void aGapThatWasThereIsToldAndIsNotNew() {
    assertThat(gaps(it -> it.leave("cui", "2026-11-23T19:00", "2026-11-23T21:00")))
        .containsExactly(
            "west 2026-11-22T16:00:00Z 2026-11-23T00:00:00Z NO_ROTA_NOW known",
            "west 2026-11-23T11:00:00Z 2026-11-23T12:00:00Z ON_LEAVE new",
            "west 2026-11-23T12:00:00Z 2026-11-24T00:00:00Z NO_ROTA_NOW known",
            "west 2026-11-24T12:00:00Z 2026-11-24T16:00:00Z NO_ROTA_NOW known");
  }

  @Test
  void whoLeavesTheStaffLeavesTheirCellsOnly() {
    assertThat(gaps(it -> it.left("bo", "2026-11-24").left("an", "2026-11-24")))
        .containsExactly("east 2026-11-23T16:00:00Z 2026-11-24T16:00:00Z LEFT new");
  }

  @Test
  void aHolidayOfTheStreetTouchesTheCellsBelow() {
    assertThat(gaps(it -> it.holiday("street", "2026-11-24", 8)))
        .contains(
            "east 2026-11-24T00:00:00Z 2026-11-24T16:00:00Z NO_ROTA_NOW new",
            "west 2026-11-23T12:00:00Z 2026-11-24T16:00:00Z NO_ROTA_NOW new");
  }

  @Test
  void aSwapWithOneWhoIsAwayLeavesAGapWhereNobodyStandsIn() {
    assertThat(
            gaps(it ->
                it.swap("west", "2026-11-23T08:00", "2026-11-23T09:00", "cui", "dai")
                    .leave("dai", MONDAY, WEDNESDAY)))
        .contains("west 2026-11-23T00:00:00Z 2026-11-23T01:00:00Z ON_LEAVE new");
  }

  @Test
  void nothingIsToldWhereNothingChanges() {
    assertThat(gaps(it -> it)).isEmpty();
    assertThat(gaps(it -> it.leave("nobody of theirs", MONDAY, WEDNESDAY))).isEmpty();
  }

  private static List<String> gaps(UnaryOperator<DutyStories> change) {
    DutyStories before = town();
    DutyStories after = change.apply(town());
    Instant from = before.at(MONDAY);
    Instant to = before.at(WEDNESDAY);
    return Gaps.left(before.book(), after.book(), before.zone, from, to).stream()
        .map(it ->
            "%s %s %s %s %s"
                .formatted(
                    it.cell().equals(DutyStories.id("east")) ? "east" : "west",
                    it.from(),
                    it.to(),
                    it.why(),
                    it.fresh() ? "new" : "known"))
        .sorted()
        .toList();
  }
}
