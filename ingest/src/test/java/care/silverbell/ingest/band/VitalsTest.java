package care.silverbell.ingest.band;

import static care.silverbell.ingest.band.Frames.A_MINUTE_AGO;
import static care.silverbell.ingest.band.Frames.rejection;
import static care.silverbell.ingest.band.Frames.signs;
import static care.silverbell.ingest.band.Frames.vitals;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.band.BandMessage.VitalsReport;
import care.silverbell.ingest.band.BandMessage.VitalsSample;
import care.silverbell.ingest.band.Decoded.Rejected;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Signs;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VitalsTest {

  @Test
  void aWholeFrameIsReadWhole() {
    assertThat(
            vitals(
                """
                {"at":%d,"heartRate":72,"spo2":97,"systolic":128,"diastolic":78,
                 "temperature":36.4,"steps":1203,"worn":true,"atRest":false,"gait":{"left":[1]}}\
                """
                    .formatted(A_MINUTE_AGO)))
        .isEqualTo(
            new VitalsReport(
                new BandSerial("demo-0001"),
                List.of(
                    new VitalsSample(
                        Moment.of(Instant.ofEpochMilli(A_MINUTE_AGO)),
                        new Signs(72, 97, 128, 78, 36.4, 1203, true, false))),
                List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "HEART_RATE, 20, 300, 19, 301, 20 to 300 /min",
    "SPO2, 40, 100, 39, 101, 40 to 100 %",
    "SYSTOLIC, 30, 300, 29, 301, 30 to 300 mmHg",
    "DIASTOLIC, 10, 250, 9, 251, 10 to 250 mmHg",
    "TEMPERATURE, 20, 45, 19.9, 45.1, 20 to 45 °C",
    "STEPS, 0, 200000, -1, 200001, 0 to 200000 steps",
  })
  void aValueOutsideItsRangeIsLeftOutWithAFault(
      Sign sign, double least, double greatest, String below, String above, String range) {
    for (double inside : new double[] {least, greatest}) {
      Number kept = signs("{\"%s\":%s}".formatted(sign.field(), inside)).value(sign);
      assertThat(Objects.requireNonNull(kept).doubleValue()).isEqualTo(inside);
    }
    for (String outside : new String[] {below, above}) {
      VitalsReport report = vitals("{\"worn\":true,\"%s\":%s}".formatted(sign.field(), outside));
      assertThat(report.samples().getFirst().signs().value(sign)).isNull();
      assertThat(report.faults())
          .containsExactly(sign.field() + " " + outside + " is not a number of " + range);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "72 | 72",
        "72.4 | 72",
        "72.5 | 73",
        "7.2e1 | 72",
        "\"72\" | 72",
        "\" 72 \" | 72",
        "\"71.6\" | 72",
        "72.0000000000000000000000000000001 | 72",
      })
  void aHeartRateIsAWholeNumberHoweverItIsWritten(String written, int expected) {
    assertThat(signs("{\"heartRate\":" + written + "}").heartRate()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "-Infinity",
        "Infinity",
        "1e999",
        "-1e999",
        "\"NaN\"",
        "\"0x48\"",
        "\"72d\"",
        "\"\"",
        "\"seventy\"",
        "true",
        "{\"v\":72}",
        "[72]",
        "99999999999999999999999999999",
      })
  void whatIsNoSuchNumberIsLeftOutWithAFault(String written) {
    VitalsReport report = vitals("{\"heartRate\":" + written + ",\"spo2\":97}");
    assertThat(report.samples().getFirst().signs())
        .isEqualTo(new Signs(null, 97, null, null, null, null, null, null));
    assertThat(report.faults()).hasSize(1);
    assertThat(report.faults().getFirst())
        .startsWith("heartRate ")
        .endsWith(" is not a number of 20 to 300 /min");
  }

  @Test
  void aNumberOfTenThousandDigitsCostsOnlyItsField() {
    VitalsReport report = vitals("{\"heartRate\":%s,\"spo2\":97}".formatted("7".repeat(10_000)));
    assertThat(report.samples().getFirst().signs().spo2()).isEqualTo(97);
    assertThat(report.faults().getFirst())
        .isEqualTo("heartRate " + "7".repeat(39) + "… is not a number of 20 to 300 /min");
  }

  @ParameterizedTest
  @ValueSource(strings = {"heartRate", "spo2", "systolic", "diastolic", "temperature"})
  void aZeroMeansNoReadingAndIsNoFault(String field) {
    VitalsReport report = vitals("{\"%s\":0,\"steps\":0}".formatted(field));
    assertThat(report.samples().getFirst().signs())
        .isEqualTo(new Signs(null, null, null, null, null, 0, null, null));
    assertThat(report.faults()).isEmpty();
  }

  @Test
  void aFrameOfNothingButNoReadingsIsNoFaultAndNoSample() {
    VitalsReport report = vitals("{\"at\":1,\"heartRate\":0,\"spo2\":0.0}");
    assertThat(report.samples()).isEmpty();
    assertThat(report.faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "true | true",
        "false | false",
        "1 | true",
        "0 | false",
        "\"true\" | true",
        "\"0\" | false",
        "null | -",
      })
  void aFlagMayBeWrittenAsANumber(String written, Boolean expected) {
    assertThat(signs("{\"steps\":1,\"worn\":" + written + "}").worn()).isEqualTo(expected);
    assertThat(vitals("{\"steps\":1,\"worn\":" + written + "}").faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "\"yes\"", "1.0", "{}", "[true]"})
  void anyOtherFlagIsLeftOutWithAFault(String written) {
    VitalsReport report = vitals("{\"steps\":1,\"worn\":" + written + "}");
    assertThat(report.samples().getFirst().signs().worn()).isNull();
    assertThat(report.faults().getFirst()).endsWith(" is not true or false");
  }

  @Test
  void ofTwoFieldsOfOneNameTheLastWins() {
    assertThat(signs("{\"heartRate\":72,\"heartRate\":80}").heartRate()).isEqualTo(80);
    assertThat(signs("{\"spo2\":97,\"heartRate\":72,\"heartRate\":null}").heartRate()).isNull();
  }

  @Test
  void theGoodItemsOfAListGoOn() {
    VitalsReport report =
        vitals("[{\"heartRate\":72},7,{\"heartRate\":999},[[]],null,{\"heartRate\":80}]");
    assertThat(report.samples())
        .extracting(sample -> sample.signs().heartRate())
        .containsExactly(72, 80);
    assertThat(report.faults())
        .containsExactly(
            "item 2: 7 is not an object",
            "item 3: heartRate 999 is not a number of 20 to 300 /min",
            "item 4: […] is not an object",
            "item 5: null is not an object");
  }

  @Test
  void aListThatBreaksOffKeepsWhatIsWhole() {
    VitalsReport report = vitals("[{\"heartRate\":72},{\"heartRate\":80},{\"heartRate\":90,\"sp");
    assertThat(report.samples()).hasSize(2);
    assertThat(report.faults()).hasSize(1);
    assertThat(report.faults().getFirst()).startsWith("the message breaks off in item 3: ");
  }

  @Test
  void whatFollowsTheEndIsSaid() {
    VitalsReport report = vitals("{\"heartRate\":72}{\"heartRate\":80}");
    assertThat(report.samples()).hasSize(1);
    assertThat(report.faults()).containsExactly("something follows the end of the message");
  }

  @Test
  void ofAnEndlessListTenThousandItemsAreTaken() {
    VitalsReport report =
        vitals("[" + "{\"heartRate\":72},".repeat(10_000) + "{\"heartRate\":72}]");
    assertThat(report.samples()).hasSize(10_000);
    assertThat(report.samples().stream().map(VitalsSample::moment).distinct()).hasSize(10_000);
    assertThat(report.faults())
        .containsExactly("the list has more than 10,000 items; the rest is left out");
  }

  @Test
  void tenThousandFaultsAreToldShortly() {
    VitalsReport report = vitals("[" + "{\"heartRate\":1},".repeat(5_000) + "{\"heartRate\":72}]");
    assertThat(report.faults()).hasSize(101).last().isEqualTo("and 4900 more of the kind");
  }

  @Test
  void aFaultShowsNoControlCharactersAndNotMoreThanFortyOfTheValue() {
    VitalsReport report =
        vitals("{\"steps\":1,\"heartRate\":\"\\u0000\\u001b" + "x".repeat(100_000) + "\"}");
    assertThat(report.faults())
        .containsExactly(
            "heartRate \"\uFFFD\uFFFD" + "x".repeat(36) + "… is not a number of 20 to 300 /min");
  }

  @Test
  void unknownFieldsAreIgnoredHoweverMany() {
    StringBuilder frame = new StringBuilder("{");
    for (int i = 0; i < 50_000; i++) {
      frame.append("\"name").append(i).append("\":{\"a\":[1]},");
    }
    VitalsReport report = vitals(frame + "\"steps\":7}");
    assertThat(report.samples().getFirst().signs().steps()).isEqualTo(7);
    assertThat(report.faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the message is empty",
        "{} | there is no vital sign in it",
        "[] | there is no vital sign in it",
        "{\"at\":1795334340000} | there is no vital sign in it",
        "{\"heartRate\":null} | there is no vital sign in it",
        "17 | the message is 17, not an object or a list",
        "{\"heartRate\":999} | heartRate 999 is not a number of 20 to 300 /min",
        "[1,2,3,4] | item 1: 1 is not an object; item 2: 2 is not an object; "
            + "item 3: 3 is not an object; and more of the kind",
      })
  void aMessageOfWhichNothingIsLeftIsRejectedWithItsReason(String payload, String reason) {
    assertThat(rejection("vitals", payload)).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "{\"heartRate\":7", "{\"heartRate\":72", "{'heartRate':72}"})
  void brokenJsonIsRejected(String payload) {
    assertThat(rejection("vitals", payload)).isNotBlank().hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void wideCharactersAndGiantsAreRejected() {
    assertThat(Frames.decode("vitals", "{\"heartRate\":72}".getBytes(UTF_16LE)))
        .isEqualTo(new Rejected("the message is in UTF-16 or UTF-32, not in UTF-8"));
    assertThat(rejection("vitals", "{\"x\":\"" + "y".repeat(3 << 20) + "\"}"))
        .isEqualTo("the message has 3145736 bytes, more than the 2097152 allowed");
  }
}
