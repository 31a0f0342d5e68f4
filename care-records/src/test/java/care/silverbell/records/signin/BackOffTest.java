package care.silverbell.records.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0",
    "4, 0",
    "5, 1",
    "6, 2",
    "7, 4",
    "8, 8",
    "9, 16",
    "10, 32",
    "11, 64",
    "12, 128",
    "13, 256",
    "14, 512",
    "15, 900",
    "16, 900",
    "40, 900",
    "2147483647, 900"
  })
  void afterFiveFailuresTheWaitDoublesUpToAQuarterOfAnHour(int failures, long seconds) {
    assertThat(BackOff.after(failures, 5)).hasSeconds(seconds);
  }
}
