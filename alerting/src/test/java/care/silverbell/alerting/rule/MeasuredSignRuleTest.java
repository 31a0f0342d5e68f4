package care.silverbell.alerting.rule;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.ingest.reading.Sign;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A bad measurement is asked about before it rings. */
class MeasuredSignRuleTest {

  @Test
  void oneBadValueAsksAndASecondRings() {
    Story story = Story.of(MeasuredSignRule.oxygen());
    story.tell("08:00 spo2 97\n08:05 spo2 89\n08:07 spo2 88\n08:20 spo2 87\n08:30 spo2 96");
    assertThat(story.concluded())
        .containsExactly(
            "08:05 measure again: spo2",
            "08:07 oxygen-low since 08:05",
            "08:30 oxygen-low is over");
  }

  @Test
  void aGoodSecondValueRingsNobody() {
    Story story = Story.of(MeasuredSignRule.oxygen());
    story.tell("08:05 spo2 89\n08:07 spo2 96\n08:30 spo2 90");
    assertThat(story.concluded())
        .containsExactly("08:05 measure again: spo2", "08:30 measure again: spo2");
  }

  @Test
  void aValueThatSwingsAboutTheLimitIsOneMatterAndAskedAboutSeldom() {
    Story swings = Story.of(MeasuredSignRule.oxygen());
    for (int minute = 0; minute < 40; minute++) {
      swings.tell(
          "08:%1$02d spo2 91\n08:%1$02d:20 spo2 92\n08:%1$02d:40 spo2 91".formatted(minute));
    }
    assertThat(swings.concluded())
        .containsExactly("08:00 measure again: spo2", "08:00:40 oxygen-low since 08:00");
    Story good = Story.of(MeasuredSignRule.oxygen());
    for (int minute = 0; minute < 25; minute++) {
      good.tell("08:%1$02d spo2 91\n08:%1$02d:10 spo2 97".formatted(minute));
    }
    assertThat(good.concluded())
        .containsExactly(
            "08:00 measure again: spo2", "08:10 measure again: spo2", "08:20 measure again: spo2");
  }

  @Test
  void whatWasFoundOnMondayIsNotThatOfFriday() {
    Story story = Story.of(MeasuredSignRule.temperature());
    story.tell("00:00 temperature 39.5\n00:05 temperature 39.6");
    story.tell("12:00 temperature 39.6\n12:05 temperature 39.7");
    assertThat(story.concluded())
        .containsExactly(
            "00:00 measure again: temperature",
            "00:05 temperature-high since 00:00",
            "12:00 measure again: temperature",
            "12:05 temperature-high since 12:00");
  }

  @Test
  void theSameMeasurementTwiceIsNoSecond() {
    Story story = Story.of(MeasuredSignRule.oxygen()).tell("08:05 spo2 89\n08:05:05 spo2 89");
    assertThat(story.concluded()).containsExactly("08:05 measure again: spo2");
  }

  @Test
  void whoSleepsThroughBeingAskedIsFoundByTheNextMeasurementOfTheBandItself() {
    Story fever = Story.of(MeasuredSignRule.temperature());
    fever.tell("00:00 temperature 39.8\n01:00 temperature 39.7\n02:00 temperature 39.9");
    assertThat(fever.concluded())
        .containsExactly("00:00 measure again: temperature", "01:00 temperature-high since 00:00");
    Story pressed = Story.of(MeasuredSignRule.systolic());
    pressed.tell("08:00 systolic 85\n12:00 systolic 84");
    assertThat(pressed.concluded()).last().isEqualTo("12:00 blood-pressure-low since 08:00");
  }

  @Test
  void aSecondValueHalfADayLaterIsANewMatter() {
    Story story =
        Story.of(MeasuredSignRule.systolic()).tell("08:00 systolic 85\n14:01 systolic 85");
    assertThat(story.concluded())
        .containsExactly("08:00 measure again: systolic", "14:01 measure again: systolic");
  }

  @Test
  void theBandsOfNews2AreTheDefault() {
    Story fever = Story.of(MeasuredSignRule.temperature());
    fever.tell("08:00 temperature 39.0\n08:01 temperature 39.1\n08:03 temperature 39.4");
    assertThat(fever.concluded()).last().isEqualTo("08:03 temperature-high since 08:01");
    Story cold = Story.of(MeasuredSignRule.temperature());
    cold.tell("08:01 temperature 35.0\n08:03 temperature 34.8");
    assertThat(cold.concluded()).last().isEqualTo("08:03 temperature-low since 08:01");
    Story pressed = Story.of(MeasuredSignRule.systolic());
    pressed.tell("08:00 systolic 219\n08:01 systolic 220\n08:03 systolic 224");
    assertThat(pressed.concluded()).last().isEqualTo("08:03 blood-pressure-high since 08:01");
  }

  @Test
  void theDoctorsLimitStandsBeforeTheDefault() {
    Story story =
        Story.of(MeasuredSignRule.oxygen())
            .with(new Limits(Map.of(Sign.SPO2, new Limit(86.0, null, null))));
    assertThat(story.tell("08:00 spo2 89\n08:05 spo2 88").concluded()).isEmpty();
  }

  @Test
  void whatTheDoctorWantsToLastRingsOnlyOnceItHas() {
    Limits patient = new Limits(Map.of(Sign.SPO2, new Limit(88.0, null, Duration.ofMinutes(45))));
    Story story = Story.of(MeasuredSignRule.oxygen()).with(patient);
    story.tell("08:00 spo2 86\n08:10 spo2 87\n08:30 spo2 86\n08:44 spo2 85");
    assertThat(story.concluded()).containsExactly("08:00 measure again: spo2");
    assertThat(story.tell("08:46 spo2 86").concluded())
        .last()
        .isEqualTo("08:46 oxygen-low since 08:00");
  }

  @Test
  void whatIsBetterBeforeItHasLastedRingsNobody() {
    Limits patient = new Limits(Map.of(Sign.SPO2, new Limit(88.0, null, Duration.ofMinutes(45))));
    Story story = Story.of(MeasuredSignRule.oxygen()).with(patient);
    story.tell("08:00 spo2 86\n08:30 spo2 95\n08:46 spo2 86\n09:00 spo2 86");
    assertThat(story.concluded())
        .containsExactly("08:00 measure again: spo2", "08:46 measure again: spo2");
  }
}
