package care.silverbell.alerting.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EarthTest {
  @Test
  void aDistanceIsThatOfTheGreatCircle() {
    // A quarter of a meridian, and the two sides of the date line.
    assertThat(Earth.metres(0, 0, 90, 0)).isCloseTo(10_007_557, within(1.0));
    assertThat(Earth.metres(0, 179.9995, 0, -179.9995)).isCloseTo(111.195, within(0.01));
  }
}
