package care.silverbell.records.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is on duty when: read each row as cell, moment, A and B or the gap's name, those above. */
class DutyRuleTest {
  private static final LocalDate EVER = LocalDate.of(2020, 1, 1);

  /**
   * A street office above a community above its cells. 2026-11-23 is a Monday. Each cell shows one
   * thing.
   */
  private static DutyStories office() {
    return new DutyStories("Asia/Shanghai")
        .cell("street")
        .cell("west", "street")
        .cell("one", "west", "street")
        .cell("two", "west", "street")
        .cell("free", "west", "street")
        .cell("bare", "west", "street")
        .cell("turns", "west", "street")
        .cell("layers", "west", "street")
        .cell("feast", "west", "street")
        .daily("street", "00:00-00:00", "chief", null)
        .serves("deputy", "street", "2026-02-01T00:00", null)
        .rota("west", 1, "08:00-18:00", "head", "vice")
        .serves("vice", "west", "2026-01-01T00:00", null)
        .serves("head", "west", "2026-02-01T00:00", null)
        .left("gone", "2026-11-25")
        // one: day and night, the night past midnight, nobody on Sunday
        .rota("one", 1, "08:00-20:00", "an", "bo")
        .rota("one", 1, "20:00-08:00", "bo", "cui")
        .rota("one", 2, "08:00-20:00", "cui", null)
        .rota("one", 6, "20:00-08:00", "an", "bo")
        .rota("one", 3, "00:00-00:00", "gone", "bo")
        // two: leave and swaps
        .daily("two", "08:00-20:00", "dai", "en")
        .leave("dai", "2026-11-24T10:00", "2026-11-24T12:00")
        .leave("en", "2026-11-24T11:00", "2026-11-24T13:00")
        .swap("two", "2026-11-25T13:00", "2026-11-25T15:00", "dai", "fu")
        .swap("two", "2026-11-26T13:00", "2026-11-26T15:00", "dai", "en")
        .swap("two", "2026-11-27T09:00", "2026-11-27T12:00", "dai", "fu")
        .swap("two", "2026-11-27T10:00", "2026-11-27T11:00", "fu", "gao")
        .swap("two", "2026-11-28T09:00", "2026-11-28T12:00", "en", "fu")
        .swap("two", "2026-11-29T09:00", "2026-11-29T12:00", "dai", "fu")
        .leave("fu", "2026-11-29T10:00", "2026-11-29T11:00")
        // free: no rota, three who serve
        .serves("hu", "free", "2026-03-01T00:00", "2026-11-24T00:00")
        .serves("jin", "free", "2026-02-01T00:00", null)
        .serves("kong", "free", "2026-04-01T00:00", null)
        .leave("jin", "2026-11-25T00:00", "2026-11-26T00:00")
        .leave("kong", "2026-11-25T12:00", "2026-11-26T00:00")
        .swap("free", "2026-11-27T00:00", "2026-11-28T00:00", "jin", "lu")
        // turns: one row after another takes over
        .rota("turns", 1, "00:00-00:00", "ma", null, EVER, LocalDate.of(2026, 11, 16))
        .rota("turns", 1, "00:00-00:00", "na", null, LocalDate.of(2026, 11, 23), null)
        // layers: overlaps
        .rota("layers", 1, "00:00-00:00", "old", null, EVER, null)
        .rota("layers", 1, "10:00-12:00", "new", null, LocalDate.of(2026, 6, 1), null)
        .rota("layers", 2, "08:00-18:00", "long", null, EVER, null)
        .rota("layers", 2, "12:00-18:00", "late", null, EVER, null)
        .rota("layers", 3, "08:00-18:00", "whole", null, EVER, null)
        .rota("layers", 3, "08:00-10:00", "brief", null, EVER, null)
        .rota("layers", 4, "08:00-10:00", "first", null, EVER, null)
        .rota("layers", 4, "08:00-10:00", "second", null, EVER, null)
        // feast: Monday is a holiday, Saturday is worked for it, Tuesday only for this cell
        .rota("feast", 1, "08:00-20:00", "pan", "qin")
        .rota("feast", 7, "20:00-08:00", "night", null)
        .rota("feast", 8, "09:00-12:00", "qin", null)
        .rota("feast", 6, "08:00-20:00", "sat", null)
        .rota("feast", 2, "08:00-20:00", "tue", null)
        .holiday("street", "2026-11-23", 8)
        .holiday("west", "2026-11-28", 1)
        .holiday("street", "2026-11-24", 8)
        .holiday("feast", "2026-11-24", 1)
        // what the street's holidays would do to the others' rotas is told away
        .holiday("one", "2026-11-23", 1)
        .holiday("one", "2026-11-24", 2)
        .holiday("two", "2026-11-24", 2)
        .holiday("two", "2026-11-23", 1)
        .holiday("turns", "2026-11-23", 1)
        .holiday("layers", "2026-11-23", 1)
        .holiday("layers", "2026-11-24", 2)
        .holiday("west", "2026-11-23", 1)
        .holiday("west", "2026-11-24", 2)
        .holiday("feast", "2026-11-23", 8)
        .holiday("one", "2026-11-28", 6)
        .holiday("two", "2026-11-28", 6);
  }

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource({
    // by day and by night
    "one, 2026-11-23T07:59, NO_ROTA_NOW",
    "one, 2026-11-23T08:00, an bo",
    "one, 2026-11-23T19:59, an bo",
    "one, 2026-11-23T20:00, bo cui",
    "one, 2026-11-23T23:59, bo cui",
    "one, 2026-11-24T00:00, bo cui",
    "one, 2026-11-24T07:59, bo cui",
    "one, 2026-11-24T08:00, cui -",
    "one, 2026-11-24T20:00, NO_ROTA_NOW",
    // a night from Saturday into a Sunday that has no rows of its own
    "one, 2026-11-28T20:00, an bo",
    "one, 2026-11-29T07:59, an bo",
    "one, 2026-11-29T08:00, NO_ROTA_NOW",
    // who has left is out from the beginning of that day: B becomes A
    "one, 2026-11-18T12:00, gone bo",
    "one, 2026-11-25T00:00, bo -",
    "one, 2026-11-25T23:59, bo -",
    "one, 2026-11-26T00:00, NO_ROTA_NOW",
    // leave, to the minute
    "two, 2026-11-24T09:59, dai en",
    "two, 2026-11-24T10:00, en -",
    "two, 2026-11-24T11:00, ON_LEAVE",
    "two, 2026-11-24T11:59, ON_LEAVE",
    "two, 2026-11-24T12:00, dai -",
    "two, 2026-11-24T12:59, dai -",
    "two, 2026-11-24T13:00, dai en",
    // a swap in mid-shift, to the minute
    "two, 2026-11-25T12:59, dai en",
    "two, 2026-11-25T13:00, fu en",
    "two, 2026-11-25T14:59, fu en",
    "two, 2026-11-25T15:00, dai en",
    // B for A leaves nobody as B
    "two, 2026-11-26T14:00, en -",
    // a swap of who came in by a swap
    "two, 2026-11-27T09:30, fu en",
    "two, 2026-11-27T10:30, gao en",
    "two, 2026-11-27T11:00, fu en",
    // a swap of B, and one who came in by a swap goes on leave
    "two, 2026-11-28T10:00, dai fu",
    "two, 2026-11-29T09:59, fu en",
    "two, 2026-11-29T10:00, en -",
    "two, 2026-11-29T11:00, fu en",
    // no rota: those who serve, in the order in which they began
    "free, 2026-01-31T12:00, NO_STAFF",
    "free, 2026-02-01T00:00, jin -",
    "free, 2026-11-23T23:59, jin hu",
    "free, 2026-11-24T00:00, jin kong",
    "free, 2026-11-25T00:00, kong -",
    "free, 2026-11-25T12:00, ON_LEAVE",
    "free, 2026-11-26T00:00, jin kong",
    "free, 2026-11-27T12:00, lu kong",
    "bare, 2026-11-23T12:00, NO_STAFF",
    "nowhere, 2026-11-23T12:00, NO_SUCH_CELL",
    // valid from and to: the last day on which a span starts, and the first
    "turns, 2026-11-16T23:59, ma -",
    "turns, 2026-11-17T00:00, NO_ROTA_NOW",
    "turns, 2026-11-23T00:00, na -",
    "turns, 2026-11-22T23:59, NO_ROTA_NOW",
    // overlaps: later validFrom, later start, earlier end, smaller id
    "layers, 2026-11-23T09:59, old -",
    "layers, 2026-11-23T10:00, new -",
    "layers, 2026-11-23T12:00, old -",
    "layers, 2026-11-24T11:59, long -",
    "layers, 2026-11-24T12:00, late -",
    "layers, 2026-11-25T09:00, brief -",
    "layers, 2026-11-25T10:00, whole -",
    "layers, 2026-11-26T09:00, first -",
    // holidays: the night before goes on, the holiday's own rows, a Saturday worked as a Monday
    "feast, 2026-11-23T07:59, night -",
    "feast, 2026-11-23T08:00, NO_ROTA_NOW",
    "feast, 2026-11-23T09:00, qin -",
    "feast, 2026-11-23T12:00, NO_ROTA_NOW",
    "feast, 2026-11-24T12:00, pan qin",
    "feast, 2026-11-28T12:00, pan qin",
    "feast, 2026-11-21T12:00, sat -",
    "feast, 2026-11-17T12:00, tue -"
  })
  void whoIsOnDutyAndWhoStandsIn(String cell, String moment, String expected) {
    assertThat(office().told(cell, moment)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "above {0} at {1}: {2}")
  @CsvSource({
    // the nearest level first: its A, then whoever serves it
    "one, 2026-11-23T12:00, head+vice/-+deputy",
    "one, 2026-11-23T18:00, -+vice+head/-+deputy",
    "one, 2026-11-25T12:00, -+vice+head/chief+deputy",
    "bare, 2026-11-30T17:59, head+vice/chief+deputy",
    "west, 2026-11-30T12:00, chief+deputy",
    "street, 2026-11-30T12:00, none",
    "one, 2026-01-15T12:00, -+vice/chief"
  })
  void whoIsAbove(String cell, String moment, String expected) {
    assertThat(office().above(cell, moment)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource({
    // Berlin: 2026-03-29 leaps from 02:00 to 03:00, 2026-10-25 goes back from 03:00 to 02:00
    "Europe/Berlin, 2026-03-29T00:59:59Z, early -",
    "Europe/Berlin, 2026-03-29T01:00:00Z, late -",
    "Europe/Berlin, 2026-03-29T06:29:59Z, late -",
    "Europe/Berlin, 2026-03-29T06:30:00Z, early -",
    "Europe/Berlin, 2026-10-25T00:29:59Z, early -",
    "Europe/Berlin, 2026-10-25T00:30:00Z, late -",
    "Europe/Berlin, 2026-10-25T01:29:00Z, late -",
    "Europe/Berlin, 2026-10-25T01:30:00Z, late -",
    "Europe/Berlin, 2026-10-25T07:29:59Z, late -",
    "Europe/Berlin, 2026-10-25T07:30:00Z, early -",
    // New York: 2026-03-08 leaps from 02:00 to 03:00, 2026-11-01 goes back from 02:00 to 01:00
    "America/New_York, 2026-03-08T06:59:59Z, early -",
    "America/New_York, 2026-03-08T07:00:00Z, late -",
    "America/New_York, 2026-03-08T12:29:59Z, late -",
    "America/New_York, 2026-03-08T12:30:00Z, early -",
    "America/New_York, 2026-11-01T05:30:00Z, early -",
    "America/New_York, 2026-11-01T06:30:00Z, early -",
    "America/New_York, 2026-11-01T07:29:59Z, early -",
    "America/New_York, 2026-11-01T07:30:00Z, late -",
    // Shanghai has none: 02:30 is 18:30 of the day before in Greenwich
    "Asia/Shanghai, 2026-03-28T18:29:59Z, early -",
    "Asia/Shanghai, 2026-03-28T18:30:00Z, late -"
  })
  void aSpanIsByTheWallClockWhereItLeapsAndWhereItGoesBack(
      String zone, String moment, String expected) {
    DutyStories story =
        new DutyStories(zone)
            .cell("one")
            .daily("one", "02:30-08:30", "late", null)
            .daily("one", "08:30-02:30", "early", null);
    assertThat(story.told("one", moment)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    // a span wholly within the hour that is leapt over never is; in the hour that comes twice it is
    // once
    "2026-03-29T00:59:59Z, NO_ROTA_NOW",
    "2026-03-29T01:00:00Z, NO_ROTA_NOW",
    "2026-10-25T00:09:59Z, NO_ROTA_NOW",
    "2026-10-25T00:10:00Z, an -",
    "2026-10-25T00:49:59Z, an -",
    "2026-10-25T00:50:00Z, NO_ROTA_NOW",
    "2026-10-25T01:20:00Z, NO_ROTA_NOW"
  })
  void aSpanWithinTheHourOfTheChangeIsOnceOrNever(String moment, String expected) {
    DutyStories story =
        new DutyStories("Europe/Berlin").cell("one").daily("one", "02:10-02:50", "an", null);
    assertThat(story.told("one", moment)).isEqualTo(expected);
  }
}
