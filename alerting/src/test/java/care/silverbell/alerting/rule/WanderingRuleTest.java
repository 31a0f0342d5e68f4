package care.silverbell.alerting.rule;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.rule.HoursOfWeek.Stretch;
import care.silverbell.alerting.rule.Zone.Corner;
import care.silverbell.alerting.rule.Zone.Polygon;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class WanderingRuleTest {
  private static Story story() {
    return Story.of(new WanderingRule()).with(Story.home(200));
  }

  @Test
  void threeFixesInARowOutsideRingAndHomeEndsIt() {
    Story story = story();
    story.tell("08:00-08:02/10 east 50\n08:02:10-08:04/10 east 260\n08:05-08:06/10 east 40");
    assertThat(story.concluded())
        .containsExactly("08:02:30 wandering since 08:02:10", "08:05:20 wandering is over");
  }

  @Test
  void oneBadFixRingsNobody() {
    assertThat(
            story()
                .tell("08:00-08:02/10 east 50\n08:02:10 east 2000\n08:02:20-08:04/10 east 50")
                .concluded())
        .isEmpty();
  }

  @Test
  void fixesThatMayBeInsideByTheirOwnAccuracyTellNothingAtOnce() {
    assertThat(story().tell("08:00 east 0 10\n08:01-08:04/10 east 260 100").concluded()).isEmpty();
  }

  @Test
  void aSlowWalkOutUnderABadSkyIsNotMissed() {
    assertThat(story().tell("08:00 east 0 10\n08:01-08:10/60 east 270 100").concluded())
        .containsExactly("08:06 wandering since 08:01");
  }

  @Test
  void fixesMinutesApartRingAtTheSecond() {
    assertThat(story().tell("08:00 east 0\n08:10-08:40/600 east 900").concluded())
        .containsExactly("08:20 wandering since 08:10");
  }

  @Test
  void acrossTheStreetAndBackIsNoWandering() {
    assertThat(
            story()
                .tell(
                    """
                    08:00-08:01/3 east 190
                    08:01:03-08:01:06/3 east 215
                    08:01:09-08:05/3 east 150
                    """)
                .concluded())
        .isEmpty();
  }

  @Test
  void aCompanionHoldsItBackAndLeavingThemRings() {
    Story story = story().tell("08:00-08:01/10 east 0").accompanied(true);
    story.tell("08:01:10-08:20/10 east 400");
    assertThat(story.concluded()).isEmpty();
    story.accompanied(false).tell("08:20:10-08:21/10 east 400");
    assertThat(story.concluded()).hasSize(1).first().asString().contains("wandering");
  }

  @Test
  void whoIsLetGoOutsideMayStayThereAndIsLookedForAgainOnceTheyGoOn() {
    Story story = story().tell("08:00 east 50\n08:02-08:04/10 east 260").letGo();
    story.tell("08:40-10:00/60 east 300 20");
    assertThat(story.concluded()).containsExactly("08:02:20 wandering since 08:02");

    story.tell("10:01-10:05/60 east 900 20");
    assertThat(story.concluded()).hasSize(2).last().asString().endsWith("wandering since 10:01");
    story.tell("10:10-10:12/10 east 20");
    assertThat(story.concluded()).last().asString().endsWith("wandering is over");
  }

  @Test
  void whoIsLetGoAndComesHomeIsLookedForWhenTheyLeaveAgain() {
    Story story = story().tell("08:00 east 50\n08:02-08:04/10 east 260").letGo();
    story.tell("08:40-08:42/10 east 20\n09:00-09:02/10 east 260");
    assertThat(story.concluded()).hasSize(2).last().asString().contains("wandering since 09:00");
  }

  @Test
  void aZoneHoldsInItsHoursOnly() {
    Zone nights =
        new Zone(
            "Home",
            new Zone.Circle(0, 0, 200),
            new HoursOfWeek(
                List.of(new Stretch(DayOfWeek.MONDAY, LocalTime.of(20, 0), LocalTime.of(7, 0)))));
    Story story = Story.of(new WanderingRule()).with(nights);
    story.tell("08:00-19:59/60 east 3000");
    assertThat(story.concluded()).isEmpty();
    story.tell("20:00-20:05/60 east 3000");
    assertThat(story.concluded()).containsExactly("20:02 wandering since 20:00");
  }

  @Test
  void whoeverIsLookedForIsNotHomeBecauseTheHourHasStruck() {
    Zone mornings =
        new Zone(
            "Home",
            new Zone.Circle(0, 0, 200),
            new HoursOfWeek(
                List.of(new Stretch(DayOfWeek.MONDAY, LocalTime.of(6, 0), LocalTime.of(9, 0)))));
    Story story = Story.of(new WanderingRule()).with(mornings);
    story.tell("08:00-08:50/10 east 900\n09:00-09:30/10 east 1500");
    assertThat(story.concluded()).containsExactly("08:00:20 wandering since 08:00");
    story.tell("10:00-10:05/10 east 40");
    assertThat(story.concluded()).hasSize(2).last().asString().endsWith("wandering is over");
  }

  @Test
  void aStretchOverMidnightReachesIntoTheNextMorning() {
    Stretch night = new Stretch(DayOfWeek.SUNDAY, LocalTime.of(20, 0), LocalTime.of(7, 0));
    assertThat(night.holds(DayOfWeek.MONDAY, LocalTime.of(6, 59))).isTrue();
    assertThat(night.holds(DayOfWeek.MONDAY, LocalTime.of(7, 0))).isFalse();
    assertThat(night.holds(DayOfWeek.SUNDAY, LocalTime.of(6, 0))).isFalse();
  }

  @Test
  void withinAnyOfTheZonesIsInside() {
    Zone park = new Zone("Park", new Zone.Circle(0, 0.009, 300), HoursOfWeek.ALWAYS);
    Story story = Story.of(new WanderingRule()).with(Story.home(200), park);
    assertThat(story.tell("08:00-08:10/10 east 1000").concluded()).isEmpty();
  }

  @Test
  void aPolygonKnowsHowFarItsBorderIs() {
    Polygon square =
        new Polygon(
            List.of(
                new Corner(0, 0),
                new Corner(0, 0.01),
                new Corner(0.01, 0.01),
                new Corner(0.01, 0)));
    assertThat(square.metresBeyond(at(0.005, 0.002))).isBetween(-223.0, -222.0);
    assertThat(square.metresBeyond(at(0.005, -0.002))).isBetween(222.0, 223.0);
    assertThat(square.metresBeyond(at(0.012, 0.012))).isBetween(314.0, 315.0);
  }

  @Test
  void theSentenceSaysWhichWayAndHowFast() {
    Story story = story();
    story.tell("08:00 east 0\n08:10:00 east 300\n08:10:30 east 330\n08:11 east 360");
    assertThat(story.finding().why().en())
        .isEqualTo(
            "has left the zone \"Home\" and is 160 m beyond it, at about 4 km/h to the east");
    assertThat(story.finding().why().zh()).contains("160 米").contains("向东");
  }

  private static care.silverbell.ingest.reading.Position at(double latitude, double longitude) {
    return new care.silverbell.ingest.reading.Position(latitude, longitude, null, null);
  }
}
