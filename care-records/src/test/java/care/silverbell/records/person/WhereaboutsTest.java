package care.silverbell.records.person;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.rule.HoursOfWeek;
import care.silverbell.alerting.rule.Zone;
import care.silverbell.ingest.reading.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At home or not, without saying where. */
class WhereaboutsTest {
  private static final double LATITUDE = 37.5391;
  private static final double LONGITUDE = 121.3914;

  /** Metres in a degree of latitude on the mean sphere. */
  private static final double DEGREE = 111_195.08;

  @ParameterizedTest
  @CsvSource({
    // metres to the north, accuracy in metres, said
    "0, , INSIDE",
    "299, , INSIDE",
    "301, , OUTSIDE",
    "250, 40, INSIDE",
    "250, 60, UNKNOWN",
    "350, 40, OUTSIDE",
    "350, 60, UNKNOWN",
    "5000, 1000, OUTSIDE",
    "0, 2000, UNKNOWN"
  })
  void aFixSaysInsideOrOutsideOnlyWhereItsErrorAllows(
      double metres, @Nullable Double accuracy, Whereabouts.AtHome said) {
    Position fix = new Position(LATITUDE + metres / DEGREE, LONGITUDE, accuracy, null);
    assertThat(Whereabouts.of(LATITUDE, LONGITUDE, fix)).isEqualTo(said);
  }

  @Test
  void insideAnyOfTheirZonesIsAtHome() {
    Zone yard = new Zone("院子", new Zone.Circle(0, 0, 200), HoursOfWeek.ALWAYS);
    Zone park = new Zone("公园", new Zone.Circle(0, 0.01, 100), HoursOfWeek.ALWAYS);
    List<Zone> zones = List.of(yard, park);
    assertThat(Whereabouts.of(zones, new Position(0, 0.001, 10.0, null)))
        .isEqualTo(Whereabouts.AtHome.INSIDE);
    assertThat(Whereabouts.of(zones, new Position(0, 0.0105, 10.0, null)))
        .isEqualTo(Whereabouts.AtHome.INSIDE);
    assertThat(Whereabouts.of(zones, new Position(0, 0.005, 10.0, null)))
        .isEqualTo(Whereabouts.AtHome.OUTSIDE);
    assertThat(Whereabouts.of(zones, new Position(0, 0.0019, 30.0, null)))
        .isEqualTo(Whereabouts.AtHome.UNKNOWN);
  }
}
