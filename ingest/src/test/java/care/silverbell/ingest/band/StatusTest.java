package care.silverbell.ingest.band;

import static care.silverbell.ingest.band.Frames.A_MINUTE_AGO;
import static care.silverbell.ingest.band.Frames.rejection;
import static care.silverbell.ingest.band.Frames.status;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.band.BandMessage.StatusReport;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.Moment;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest {

  @Test
  void aWholeStatusIsReadWhole() {
    StatusReport report =
        status(
            """
            {"at":%d,"online":true,"battery":83,"charging":false,"worn":1,"firmware":"1.2.0"}\
            """
                .formatted(A_MINUTE_AGO));
    assertThat(report.state()).isEqualTo(new BandState(true, 83, false, true, "1.2.0"));
    assertThat(report.moment()).isEqualTo(Moment.of(Instant.ofEpochMilli(A_MINUTE_AGO)));
    assertThat(report.faults()).isEmpty();
  }

  @Test
  void aLastWillTellsOnlyThatTheBandIsGone() {
    assertThat(status("{\"online\":false}").state())
        .isEqualTo(new BandState(false, null, null, null, null));
  }

  @Test
  void firmwareMayBeANumberAndIsCutShort() {
    assertThat(status("{\"firmware\":2.10}").state().firmware()).isEqualTo("2.10");
    assertThat(status("{\"firmware\":\"%s\"}".formatted("v".repeat(99))).state().firmware())
        .isEqualTo("v".repeat(63) + "…");
  }

  @Test
  void aBadFieldIsLeftOutWithAFault() {
    StatusReport report = status("{\"online\":true,\"battery\":101,\"firmware\":[]}");
    assertThat(report.state()).isEqualTo(new BandState(true, null, null, null, null));
    assertThat(report.faults())
        .containsExactly("battery 101 is not a number of 0 to 100 %", "firmware […] is not a text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | there is nothing about the band in it",
        "{\"battery\":-1} | battery -1 is not a number of 0 to 100 %",
        "'' | the message is empty",
        "[{\"battery\":1},{\"battery\":2}] | a status is one object and nothing else",
        "true | a status is one object and nothing else",
      })
  void aStatusThatSaysNothingIsRejected(String payload, String reason) {
    assertThat(rejection("status", payload)).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"battery\":8", "offline"})
  void aBrokenStatusIsRejected(String payload) {
    assertThat(rejection("status", payload)).isNotBlank();
  }
}
