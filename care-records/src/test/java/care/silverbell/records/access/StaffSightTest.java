package care.silverbell.records.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each role sees of those who work on the grid. */
class StaffSightTest {
  @ParameterizedTest
  @CsvSource({
    // role, own in an emergency, own, above own, elsewhere
    "admin, everything, everything, everything, everything",
    "desk, everything, everything, everything, everything",
    "grid, colleagues, colleagues, colleagues, colleagues",
    "doctor, duty_phones, names, names, nothing",
    "family, duty_phones, names, names, nothing",
  })
  void whoSeesWhatOfTheStaff(
      String role, String emergency, String own, String above, String elsewhere) {
    Role as = Role.of(role);
    assertThat(StaffSight.of(as, CellPlace.OWN_IN_AN_EMERGENCY)).isEqualTo(sight(emergency));
    assertThat(StaffSight.of(as, CellPlace.OWN)).isEqualTo(sight(own));
    assertThat(StaffSight.of(as, CellPlace.ABOVE_OWN)).isEqualTo(sight(above));
    assertThat(StaffSight.of(as, CellPlace.ELSEWHERE)).isEqualTo(sight(elsewhere));
  }

  @ParameterizedTest
  @EnumSource
  void anEmergencyNeverShowsLess(Role role) {
    assertThat(
            StaffSight.of(role, CellPlace.OWN_IN_AN_EMERGENCY)
                .isAtLeast(StaffSight.of(role, CellPlace.OWN)))
        .isTrue();
  }

  private static StaffSight sight(String name) {
    return StaffSight.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
