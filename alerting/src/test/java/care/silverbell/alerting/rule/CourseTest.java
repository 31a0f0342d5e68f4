package care.silverbell.alerting.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTest {
  private static final Instant START = Story.at("08:00");

  /** A fix every 30 seconds, so many metres east and north. */
  private static List<Location> walk(double[]... metres) {
    List<Location> fixes = new ArrayList<>();
    for (int i = 0; i < metres.length; i++) {
      fixes.add(
          new Location(
              Story.PERSON,
              Moment.of(START.plusSeconds(30L * i)),
              new Position(metres[i][1] / 111_195.0, metres[i][0] / 111_195.0, 8.0, null)));
    }
    return fixes;
  }

  private static Instant after(int fixes) {
    return START.plusSeconds(30L * fixes);
  }

  @Test
  void whoeverWalksEastGoesEastAtTheirPace() {
    Course course =
        Course.of(walk(new double[] {0, 0}, new double[] {36, 0}, new double[] {72, 0}), after(3))
            .orElseThrow();
    assertThat(course.degrees()).isCloseTo(90, within(0.5));
    assertThat(course.metresPerSecond()).isCloseTo(1.2, within(0.02));
  }

  @Test
  void whoeverHasTurnedGoesBackWithinAMinuteAndAHalf() {
    Course course =
        Course.of(
                walk(
                    new double[] {0, 0},
                    new double[] {0, 60},
                    new double[] {0, 120},
                    new double[] {0, 80},
                    new double[] {0, 40},
                    new double[] {0, 0}),
                after(6))
            .orElseThrow();
    assertThat(course.degrees()).isCloseTo(180, within(0.5));
  }

  @Test
  void whoeverMovesLessThanAFixErrsStandsAndFacesNowhere() {
    assertThat(
            Course.of(
                walk(new double[] {0, 0}, new double[] {4, 3}, new double[] {1, 2}), after(3)))
        .hasValueSatisfying(it -> assertThat(it.stands()).isTrue());
  }

  @Test
  void anOldFixOrASingleOneTellsNothing() {
    List<Location> walk = walk(new double[] {0, 0}, new double[] {36, 0});
    assertThat(Course.of(walk, after(2).plus(Duration.ofMinutes(11)))).isEmpty();
    assertThat(Course.of(walk.subList(0, 1), after(1))).isEmpty();
    assertThat(Course.of(List.of(), after(1))).isEmpty();
  }
}
