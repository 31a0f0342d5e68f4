package care.silverbell.alerting.rule;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.rule.Baseline.PartOfDay;
import care.silverbell.alerting.rule.Baseline.Usual;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.ingest.reading.Sign;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartRateRuleTest {
  private static final Limits HUNDRED_FOR_A_MINUTE =
      new Limits(Map.of(Sign.HEART_RATE, new Limit(null, 100.0, Duration.ofSeconds(60))));

  private static List<String> concluded(String table) {
    return Story.of(new HeartRateRule()).tell(table).concluded();
  }

  @ParameterizedTest
  @CsvSource({"5", "60", "300", "600"})
  void tenMinutesAboveTheLimitAtRestRingHoweverOftenTheBandMeasures(int seconds) {
    assertThat(concluded("08:00-08:20/%d hr 118".formatted(seconds)))
        .containsExactly("08:10 heart-rate-high since 08:00");
  }

  @Test
  void oneSecondLessThanTenMinutesRingsNobody() {
    assertThat(concluded("08:00-08:09:55/5 hr 118\n08:10-08:20/5 hr 80")).isEmpty();
  }

  @Test
  void aValueBelowTheLimitBeginsTheTenMinutesAnew() {
    assertThat(concluded("08:00-08:09/5 hr 118\n08:09:05-08:09:30/5 hr 80\n08:10-08:21/5 hr 118"))
        .containsExactly("08:20 heart-rate-high since 08:10");
  }

  @Test
  void aSingleSlipOfTheSensorRingsNobody() {
    assertThat(concluded("08:00-08:10/5 hr 72\n08:10:05 hr 190\n08:10:10-08:20/5 hr 72")).isEmpty();
  }

  @Test
  void theExtremesRingWithinSeconds() {
    assertThat(concluded("08:00-08:05/5 hr 150"))
        .containsExactly("08:01 heart-rate-high since 08:00");
    assertThat(concluded("08:00-08:05/5 hr 36"))
        .containsExactly("08:01 heart-rate-low since 08:00");
  }

  @Test
  void onAWalkAFastHeartIsRight() {
    assertThat(concluded("08:00-08:30/5 hr-moving 150")).isEmpty();
  }

  @Test
  void aSlowHeartIsNotRightOnAWalkEither() {
    assertThat(concluded("08:00-08:30/5 hr-moving 35"))
        .containsExactly("08:01 heart-rate-low since 08:00");
  }

  @Test
  void forFiveMinutesAfterTheLastStepTheHeartMayComeDown() {
    Story story = Story.of(new HeartRateRule());
    story.tell("08:00 steps 0\n08:01 steps 300\n08:01:05-08:05/5 hr+steps 125 300");
    story.tell("08:05:05-08:20/5 hr 125");
    assertThat(story.concluded()).containsExactly("08:16 heart-rate-high since 08:06");
  }

  @Test
  void aBandOnNoWristMeasuresTheTable() {
    assertThat(concluded("08:00-08:30/5 hr-off 180")).isEmpty();
  }

  @Test
  void aPauseMuchLongerThanUsualBeginsAnew() {
    assertThat(concluded("08:00-08:05/5 hr 118\n08:09-08:14/5 hr 118")).isEmpty();
  }

  @Test
  void aBandThatMeasuresInBurstsIsUnderstood() {
    StringBuilder night = new StringBuilder();
    for (int minute = 0; minute < 60; minute += 10) {
      night.append("01:%02d-01:%02d:30/5 hr 122\n".formatted(minute, minute));
    }
    assertThat(concluded(night.toString())).containsExactly("01:20 heart-rate-high since 01:10");
    assertThat(concluded(night.toString().replace("122", "80"))).isEmpty();
  }

  @Test
  void aPauseLongerThanThoseBetweenBurstsBeginsAnew() {
    assertThat(
            concluded(
                """
                01:00-01:00:30/5 hr 80
                01:04-01:04:30/5 hr 80
                01:08-01:08:30/5 hr 122
                01:15-01:15:30/5 hr 122
                01:19-01:19:30/5 hr 122
                """))
        .isEmpty();
  }

  @Test
  void aRateThatSwingsAboutTheLimitIsOneFinding() {
    assertThat(
            concluded(
                """
                08:00-08:10/5 hr 112
                08:10:05-08:12/5 hr 109
                08:12:05-08:30/5 hr 113
                08:31-08:32/5 hr 90
                """))
        .containsExactly("08:10 heart-rate-high since 08:00", "08:31 heart-rate-high is over");
  }

  @Test
  void aMomentOffTheWristIsOneValueLostWhateverIsMeasuredThere() {
    String before = "08:00-08:06/5 hr 118\n";
    String after = "08:06:10-08:11/5 hr 118";
    assertThat(concluded(before + "08:06:05 hr-off 31\n" + after))
        .isEqualTo(concluded(before + "08:06:05 worn no\n" + after))
        .isEqualTo(concluded(before + after))
        .hasSize(1);
  }

  @Test
  void howItEndedIsSaidAsItWas() {
    assertThat(ending("08:12-08:13/5 hr 80")).isEqualTo("heart rate is back within the limit");
    assertThat(ending("08:30-08:31/5 hr 80")).contains("not known how it went on");
    assertThat(ending("08:12-08:13/5 hr-off 120")).contains("taken off");
    assertThat(ending("08:12-08:13/5 hr-moving 120")).isEqualTo("no longer at rest");
  }

  private static String ending(String then) {
    Story story = Story.of(new HeartRateRule()).tell("08:00-08:11/5 hr 118").tell(then);
    assertThat(story.concluded()).hasSize(2);
    return story.ending();
  }

  @Test
  void theDoctorsLimitAndTimeStandBeforeTheDefault() {
    Story story = Story.of(new HeartRateRule()).with(HUNDRED_FOR_A_MINUTE);
    story.tell("08:00-08:03/5 hr 104");
    assertThat(story.concluded()).containsExactly("08:01 heart-rate-high since 08:00");
    assertThat(story.finding().why().en())
        .isEqualTo("heart rate 104 for 60 s at rest; the doctor's limit is 100");
    assertThat(story.finding().why().zh()).isEqualTo("静息心率 104 次/分，已持续 60 秒；医生设定的界限为 100");
  }

  @Test
  void whatTheDoctorHasFoundHarmlessIsNotExtremeEither() {
    Limits athlete = new Limits(Map.of(Sign.HEART_RATE, new Limit(34.0, 150.0, null)));
    Story story = Story.of(new HeartRateRule()).with(athlete);
    story.tell("08:00-08:20/5 hr 38\n08:20:05-08:40/5 hr 140");
    assertThat(story.concluded()).isEmpty();
  }

  @Test
  void theirOwnNormalMovesTheLimitWithinWhatIsHarmlessForAnybody() {
    Usual quick = new Usual(92, 6);
    Usual slow = new Usual(62, 4);
    assertThat(limit(quick, true)).isEqualTo(122);
    assertThat(limit(slow, true)).isEqualTo(111);
    assertThat(limit(slow, false)).isEqualTo(47);
    assertThat(limit(new Usual(90, 30), true)).isEqualTo(131);
  }

  private static double limit(Usual usual, boolean high) {
    Watched watched = Story.someone().with(new Baseline(20, Map.of(PartOfDay.MORNING, usual)));
    return HeartLimits.of(watched, Story.at("08:00")).get(high ? 0 : 1).limit();
  }

  @Test
  void aFindingSaysWhatIsUsualForThisPerson() {
    Watched watched =
        Story.someone().with(new Baseline(20, Map.of(PartOfDay.MORNING, new Usual(70, 4))));
    Story story = Story.of(new HeartRateRule()).of(watched);
    story.tell("08:00-08:05/5 hr 112\n08:05:05-08:11/5 hr 118");
    assertThat(story.finding().why().en())
        .isEqualTo("heart rate 112–118 for 10 min at rest; usual at this time of day is 62–78");
  }

  @Test
  void tooFewDaysMakeNoNormal() {
    Baseline young = new Baseline(6, Map.of(PartOfDay.MORNING, new Usual(92, 6)));
    assertThat(HeartLimits.of(Story.someone().with(young), Story.at("08:00")).getFirst().limit())
        .isEqualTo(111);
  }
}
