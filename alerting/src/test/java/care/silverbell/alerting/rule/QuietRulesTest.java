package care.silverbell.alerting.rule;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules that conclude something from hearing little: still, greeting, silent, battery. */
class QuietRulesTest {
  private static final DayHours DAY =
      new DayHours(
          LocalTime.of(7, 0), LocalTime.of(21, 0), LocalTime.of(8, 30), Duration.ofHours(3));

  private static Story still() {
    return Story.of(new StillRule()).of(Story.awakeFor(DAY));
  }

  @Test
  void longerStillThanTheyEverAreRingsAndAStepEndsIt() {
    Story story = still().tell("08:00 steps 0\n08:01 steps 40");
    for (int hour = 8; hour < 12; hour++) {
      story.tell("%1$02d:02-%1$02d:59/300 hr 66\n%1$02d:59:30 pass".formatted(hour));
    }
    story.tell("12:00 steps 60");
    assertThat(story.concluded())
        .containsExactly("11:59:30 still since 08:02", "12:00 still is over");
  }

  @Test
  void nobodyIsStillWithoutTheBand() {
    Story story = still().tell("08:00 steps 0\n08:01 steps 40\n08:02-08:30/300 hr 66");
    assertThat(story.tell("08:31-14:00/600 pass").concluded()).isEmpty();
  }

  @Test
  void aBandPutOnAgainBeginsAnew() {
    Story story = still().tell("08:00 steps 0\n08:01 steps 40\n08:02-08:30/300 hr 66");
    story.tell("12:00-14:50/300 hr 66\n14:50 pass");
    assertThat(story.concluded()).isEmpty();
  }

  @Test
  void aValueThatIsLostDoesNotBeginTheHoursAnew() {
    Story story = still().tell("08:00 steps 0\n08:01 steps 40\n08:10-10:00/600 hr 66");
    story.tell("10:20-11:10/600 hr 66\n11:10 pass");
    assertThat(story.concluded()).containsExactly("11:10 still since 08:10");
  }

  @Test
  void theBandsWordThatItIsOnIsEnoughWherePulseIsPoor() {
    Story story = still().tell("08:00 steps 0\n08:01 steps 40\n08:10-09:00/600 hr 66");
    story.tell("09:10-11:10/600 worn yes\n11:10 pass");
    assertThat(story.concluded()).containsExactly("11:10 still since 08:10");
  }

  @Test
  void atNightEverybodyIsStill() {
    Story story = still().tell("00:00 steps 0\n00:01 steps 5\n00:02-06:55/300 hr 60\n06:55 pass");
    assertThat(story.concluded()).isEmpty();
    story.tell("07:00-09:55/300 hr 60\n09:55 pass");
    assertThat(story.concluded()).isEmpty();
    story.tell("10:00 hr 60\n10:00 pass");
    assertThat(story.concluded()).containsExactly("10:00 still since 07:00");
  }

  @Test
  void aBandThatCountsNoStepsTellsNobodyStill() {
    assertThat(still().tell("08:00-14:00/300 hr 66\n14:00 pass").concluded()).isEmpty();
  }

  private static Story greeting() {
    return Story.of(new GreetingRule()).of(Story.awakeFor(DAY));
  }

  @Test
  void noSignOfLifeByTheirOwnTimeOfTheMorningRingsOnce() {
    Story story = greeting().tell("03:00 hr 60\n08:00-12:00/600 pass");
    story.tell("12:05 hr 70");
    assertThat(story.concluded())
        .containsExactly("08:30 missed-greeting since 08:30", "12:05 missed-greeting is over");
  }

  @Test
  void aHeartbeatInTheMorningIsAGreeting() {
    assertThat(greeting().tell("05:00 hr 60\n08:00-12:00/600 pass").concluded()).isEmpty();
  }

  @Test
  void whereNoTimeWasSetNobodyIsAskedFor() {
    Story story = Story.of(new GreetingRule()).of(Story.awakeFor(DayHours.DEFAULT));
    assertThat(story.tell("03:00 hr 60\n08:00-12:00/600 pass").concluded()).isEmpty();
  }

  private static Story silent() {
    return Story.of(new SilentBandRule());
  }

  @Test
  void anHourWithoutAWordIsSilence() {
    Story story = silent().tell("08:00 hr 60\n08:10-09:30/600 pass\n09:31 hr 61");
    assertThat(story.concluded())
        .containsExactly("09:00 silent-band since 08:00", "09:31 silent-band is over");
    assertThat(story.finding().why().en()).contains("not worn or no signal").contains("60 min");
  }

  @Test
  void theKindOfSilenceIsNamed() {
    Story flat = silent().tell("08:00 hr 60\n08:00:01 battery 3\n09:05 pass");
    assertThat(flat.finding().why().en()).contains("flat");
    Story off = silent().tell("08:00 hr 60\n08:01 off -\n09:05 pass");
    assertThat(off.finding().why().en()).contains("switched off");
    Story gone = silent().tell("08:00 hr 60\n08:01 will -\n09:05 pass");
    assertThat(gone.finding().why().en()).contains("no signal");
    assertThat(gone.finding().since()).isEqualTo(Story.at("08:00"));
    Story shelf = silent().tell("08:00 hr 60\n08:01 worn no\n09:05 pass");
    assertThat(shelf.concluded()).containsExactly("09:05 not-worn since 08:01");
  }

  @Test
  void aBandThatWasNeverPutOnIsSaidToBeOnNoWrist() {
    Story story = silent().tell("08:00 worn no");
    for (int minute = 1; minute < 70; minute++) {
      Instant at = Story.at("08:00").plusSeconds(60L * minute);
      story.tell("%1$tR worn no\n%1$tR pass".formatted(at.atOffset(java.time.ZoneOffset.UTC)));
    }
    assertThat(story.concluded()).containsExactly("09:01 not-worn since 08:01");
  }

  @Test
  void aBandThatDoesNotSayThatItIsChargedRingsInEachDischarge() {
    Story story = Story.of(new LowBatteryRule());
    story.tell("00:00 battery 100\n06:00 battery 60\n10:00 battery 20\n11:00 battery 100");
    story.tell("20:00 battery 21\n21:00 battery 20");
    assertThat(story.concluded())
        .containsExactly(
            "10:00 low-battery since 10:00",
            "11:00 low-battery is over",
            "21:00 low-battery since 21:00");
  }

  @Test
  void aBandWhoseLastWordWasNoHeartbeatIsSilentAllTheSame() {
    Story fix = silentSince("east 3");
    assertThat(fix.concluded()).containsExactly("09:00 silent-band since 08:05");
    assertThat(fix.finding().why().en()).contains("not worn or no signal");
    assertThat(silentSince("off -").finding().why().en()).contains("switched off");
    assertThat(silentSince("battery 3").finding().why().en()).contains("flat");
  }

  @Test
  void aBandThatIsBackHasAnHourBeforeItIsOnNoWrist() {
    Story story = silent().tell("08:00 hr 60\n08:20-12:00/20 pass\n12:01 steps 900\n12:02 pass");
    assertThat(story.concluded())
        .containsExactly("09:00 silent-band since 08:00", "12:01 silent-band is over");
    story.tell("12:10-13:00/600 steps 900\n13:00:40-13:02/20 pass");
    assertThat(story.concluded()).endsWith("13:01 not-worn since 12:01");
  }

  /** That word is the band's last, five minutes after a heartbeat; time passes as it does. */
  private static Story silentSince(String word) {
    return silent().tell("08:00 hr 60\n08:05 " + word + "\n08:05:20-09:30/20 pass");
  }

  @Test
  void aBandThatSpeaksWithoutAHeartbeatIsNotWorn() {
    Story story = silent().tell("08:00 hr 60\n08:10-09:10/600 battery 80\n09:10 pass\n09:20 hr 61");
    assertThat(story.concluded())
        .containsExactly("09:10 not-worn since 08:00", "09:20 not-worn is over");
  }

  @Test
  void aBandOnItsChargerHasTime() {
    Story story = silent().tell("08:00 hr 60\n08:10-11:50/600 battery 80 charging\n11:50 pass");
    assertThat(story.concluded()).isEmpty();
    assertThat(story.tell("12:00 battery 90 charging\n12:01 pass").concluded())
        .containsExactly("12:01 not-worn since 08:00");
  }

  @Test
  void theBatteryRingsOnceADischargeWithTheHoursLeft() {
    Story story = Story.of(new LowBatteryRule());
    story.tell("08:00 battery 40\n12:00 battery 30\n16:00 battery 20\n18:00 battery 15");
    assertThat(story.concluded()).containsExactly("16:00 low-battery since 16:00");
    assertThat(story.finding().why().en())
        .isEqualTo("the band's battery is at 20 %, about 8 h are left");
    story.tell("19:00 battery 18 charging\n20:00 battery 90\n22:00 battery 19");
    assertThat(story.concluded())
        .containsExactly(
            "16:00 low-battery since 16:00",
            "19:00 low-battery is over",
            "22:00 low-battery since 22:00");
  }

  /** Days of somebody who sits still for so many minutes from ten o'clock on, and else walks. */
  private static List<Vitals> days(int... minutes) {
    List<Vitals> days = new ArrayList<>();
    int steps = 0;
    for (int day = 0; day < minutes.length; day++) {
      Instant ten = Story.at("10:00").plus(Duration.ofDays(day));
      for (int minute = -180; minute < 480; minute += 5) {
        boolean sits = minute > 0 && minute < minutes[day];
        steps += sits ? 0 : 30;
        days.add(
            new Vitals(
                Story.PERSON,
                Moment.of(ten.plus(Duration.ofMinutes(minute))),
                new Signs(66, null, null, null, null, steps, true, null)));
      }
    }
    return days;
  }

  private static @Nullable Duration longest(int... minutes) {
    LongestStill still = new LongestStill(Story.awakeFor(DAY));
    still.take(days(minutes));
    return still.longest();
  }

  @Test
  void howLongSomebodyKeepsStillIsLearntFromAllTheirDaysButTheWorst() {
    assertThat(longest(60, 90, 200, 120, 60, 60, 60, 450)).isEqualTo(Duration.ofMinutes(200));
    assertThat(longest(60, 90, 200)).as("too few days").isNull();
  }

  @Test
  void whoeverIsNeverStillForLongIsLookedAfterSoonerThanAnybody() {
    DayHours learnt = new DayHours(LocalTime.of(7, 0), LocalTime.of(21, 0), null, null);
    Baseline seen = new Baseline(20, Map.of(), Duration.ofMinutes(130));
    Story story = Story.of(new StillRule()).of(Story.awakeFor(learnt).with(seen));
    story.tell("08:00 steps 0\n08:01 steps 40\n08:02-10:39/60 hr 66\n10:39 pass");
    assertThat(story.concluded()).isEmpty();
    story.tell("10:40-10:43/60 hr 66\n10:43 pass");
    assertThat(story.concluded()).containsExactly("10:43 still since 08:02");
    Story unknown = Story.of(new StillRule()).of(Story.awakeFor(learnt));
    unknown.tell("08:00 steps 0\n08:01 steps 40\n08:02-12:50/60 hr 66\n12:50 pass");
    assertThat(unknown.concluded()).as("five hours for whom nothing is known of").isEmpty();
  }
}
