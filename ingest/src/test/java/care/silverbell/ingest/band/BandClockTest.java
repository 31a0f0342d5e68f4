package care.silverbell.ingest.band;

import static care.silverbell.ingest.band.Frames.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.band.BandMessage.VitalsSample;
import care.silverbell.ingest.reading.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandClockTest {

  @ParameterizedTest
  @CsvSource({
    "1795334340000, 2026-11-22T07:59:00Z",
    "'\"1795334340000\"', 2026-11-22T07:59:00Z",
    "1795334340, 2026-11-22T07:59:00Z",
    "1795334340.25, 2026-11-22T07:59:00.250Z",
    "'\"1795334340\"', 2026-11-22T07:59:00Z",
    "1.79533434E12, 2026-11-22T07:59:00Z",
    "'\"2026-11-22T07:59:00Z\"', 2026-11-22T07:59:00Z",
    "'\"2026-11-22T15:59:00.123456+08:00\"', 2026-11-22T07:59:00.123Z",
    // Three hours old, from the very first believed moment, and two minutes ahead.
    "1795323600000, 2026-11-22T05:00:00Z",
    "1577836800000, 2020-01-01T00:00:00Z",
    "1795334520000, 2026-11-22T08:02:00Z",
  })
  void whatCanBeBelievedIsTaken(String at, Instant expected) {
    assertThat(moment(at)).isEqualTo(new Moment(expected, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "0",
        "-1",
        "1577836799999",
        "1795334520001",
        "1826870400000",
        "99999999999999999999999999999999",
        "-9223372036854775808",
        "1e999",
        "NaN",
        "true",
        "{}",
        "[1795334340000]",
        "\"\"",
        "\"yesterday\"",
        "\"2026-11-22T07:59:00\"",
        "\"+999999999-01-01T00:00:00Z\"",
      })
  void whatCannotIsReplacedByTheTimeOfReceiptAndMarked(String at) {
    assertThat(moment(at)).isEqualTo(new Moment(RECEIVED, true));
  }

  @Test
  void aTimeNotToldIsReplacedInEveryKind() {
    Moment replaced = new Moment(RECEIVED, true);
    assertThat(Frames.call("").moment()).isEqualTo(replaced);
    assertThat(Frames.status("{\"online\":false}").moment()).isEqualTo(replaced);
    assertThat(Frames.vitals("{\"heartRate\":72}").samples().getFirst().moment())
        .isEqualTo(replaced);
    assertThat(Frames.location("{\"lat\":1,\"lon\":1}").fixes().getFirst().moment())
        .isEqualTo(replaced);
  }

  @Test
  void aLateUploadKeepsItsTimes() {
    assertThat(moments(ago(7_200_000), ago(3_600_000), ago(0)))
        .containsExactly(
            Moment.of(RECEIVED.minusSeconds(7_200)),
            Moment.of(RECEIVED.minusSeconds(3_600)),
            Moment.of(RECEIVED));
  }

  @Test
  void anUploadFromAClockNeverSetKeepsItsDistances() {
    assertThat(moments("5000", "10000", "15000"))
        .containsExactly(replaced(10_000), replaced(5_000), replaced(0));
  }

  @Test
  void anUploadFromAClockFarAheadKeepsItsDistancesWhateverItsOrder() {
    assertThat(moments("4000000015000", "4000000000000", "4000000010000"))
        .containsExactly(replaced(0), replaced(15_000), replaced(5_000));
  }

  @Test
  void aClockSetToLocalTimeMovesTheWholeUpload() {
    long eightHours = Duration.ofHours(8).toMillis();
    assertThat(moments(ago(36_000_000 - eightHours), ago(600_000 - eightHours), ago(-eightHours)))
        .containsExactly(replaced(36_000_000), replaced(600_000), replaced(0));
  }

  @Test
  void aClockSetRightDuringTheUploadMovesOnlyWhatItToldBefore() {
    long hour = Duration.ofHours(1).toMillis();
    assertThat(moments(ago(4_000 - hour), ago(3_000 - hour), ago(2_000), ago(1_000)))
        .containsExactly(
            replaced(1_000),
            replaced(0),
            Moment.of(RECEIVED.minusMillis(2_000)),
            Moment.of(RECEIVED.minusMillis(1_000)));
  }

  @Test
  void aTimeThatIsGarbledByAnHourDoesNotMoveTheOthers() {
    assertThat(moments(ago(2_000), ago(-3_600_000), ago(1_000)))
        .containsExactly(
            Moment.of(RECEIVED.minusMillis(2_000)),
            replaced(0),
            Moment.of(RECEIVED.minusMillis(1_000)));
  }

  @Test
  void oneGarbledTimeDoesNotMoveTheOthers() {
    assertThat(moments(ago(2_000), "99999999999999", ago(1_000)))
        .containsExactly(
            Moment.of(RECEIVED.minusMillis(2_000)),
            replaced(0),
            Moment.of(RECEIVED.minusMillis(1_000)));
  }

  @Test
  void aClockSetDuringTheUploadIsBelievedFromThenOn() {
    assertThat(moments("1000", "6000", ago(1_000)))
        .containsExactly(replaced(5_000), replaced(0), Moment.of(RECEIVED.minusMillis(1_000)));
  }

  @Test
  void entriesWithoutATimeStandAMillisecondApart() {
    assertThat(moments("null", "\"?\"", "null"))
        .containsExactly(replaced(2), replaced(1), replaced(0));
  }

  @Test
  void aDistanceOfDecadesIsNone() {
    assertThat(moments("-2000000000000", "0")).containsExactly(replaced(1), replaced(0));
  }

  private static Moment moment(String at) {
    return Frames.call("{\"at\":" + at + "}").moment();
  }

  private static List<Moment> moments(String... times) {
    StringBuilder list = new StringBuilder();
    for (String at : times) {
      list.append(list.isEmpty() ? "[" : ",");
      list.append("{\"at\":").append(at).append(",\"heartRate\":72}");
    }
    return Frames.vitals(list + "]").samples().stream().map(VitalsSample::moment).toList();
  }

  private static String ago(long millis) {
    return String.valueOf(RECEIVED.toEpochMilli() - millis);
  }

  private static Moment replaced(long millisBeforeReceipt) {
    return new Moment(RECEIVED.minusMillis(millisBeforeReceipt), true);
  }
}
