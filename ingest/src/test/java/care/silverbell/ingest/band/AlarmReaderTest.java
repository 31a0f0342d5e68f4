package care.silverbell.ingest.band;

import static care.silverbell.ingest.band.Frames.A_MINUTE_AGO;
import static care.silverbell.ingest.band.Frames.RECEIVED;
import static care.silverbell.ingest.band.Frames.call;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.band.BandMessage.Alarm;
import care.silverbell.ingest.band.BandMessage.Call;
import care.silverbell.ingest.band.BandMessage.CallCancel;
import care.silverbell.ingest.band.BandMessage.Fall;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.Position;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmReaderTest {
  private static final BandSerial BAND = new BandSerial("demo-0001");

  @Test
  void aWholeCallIsReadWhole() {
    Call call =
        call(
            """
            {"id":"c-17","at":%d,"position":{"lat":37.5391,"lon":121.3914,"accuracy":12,
             "source":"gps","datum":"wgs84"},"heartRate":88,"battery":61}\
            """
                .formatted(A_MINUTE_AGO));
    assertThat(call)
        .isEqualTo(
            new Call(
                BAND,
                "c-17",
                Moment.of(Instant.ofEpochMilli(A_MINUTE_AGO)),
                new Position(37.5391, 121.3914, 12.0, Position.Source.GPS),
                88,
                61,
                true));
  }

  @Test
  void anEmptyPayloadIsACallAndNothingIsWrongWithIt() {
    assertThat(call("")).isEqualTo(bare(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        " ",
        "\u0000\u0000",
        "null",
        "true",
        "17",
        "\"help\"",
        "[]",
        "[[]]",
        "[1,2]",
        "{",
        "}",
        "{\"id\"",
        "{\"id\":\"c-17",
        "[{\"nothing\":1},{\"nothing\":2}]",
        "{\"nothing\":1} {\"nothing\":2}",
        "SOS!!! 救命",
      })
  void whateverElseComesIsACallToo(String payload) {
    assertThat(call(payload)).isEqualTo(bare(false));
  }

  @Test
  void twoHundredThousandBytesOfNoiseAreACall() {
    byte[] noise = new byte[200_000];
    new Random(7).nextBytes(noise);
    assertThat(Frames.decode("call", noise)).isEqualTo(bare(false));
  }

  @Test
  void anObjectOfAnotherShapeIsAReadableCall() {
    assertThat(call("{\"type\":\"SOS\",\"imei\":\"3575\",\"data\":{\"at\":1,\"id\":\"x\"}}"))
        .isEqualTo(bare(true));
  }

  @Test
  void aListOfOneIsThatOne() {
    assertThat(call("[{\"id\":\"c-17\"}]").id()).isEqualTo("c-17");
    assertThat(call("[{\"id\":\"c-17\"}]").readable()).isTrue();
  }

  @Test
  void ofAListOfTwoTheFirstIsTakenAndItIsMarkedUnreadable() {
    Call call = call("[{\"id\":\"c-17\"},{\"id\":\"c-18\"}]");
    assertThat(call.id()).isEqualTo("c-17");
    assertThat(call.readable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{\"id\":\"c-17\"} | c-17",
        "{\"id\":17} | 17",
        "{\"id\":12345678901234567890123} | 12345678901234567890123",
        "{\"id\":\"\"} | -",
        "{\"id\":\"  \"} | -",
        "{\"id\":null} | -",
        "{\"id\":true} | -",
        "{\"id\":{\"id\":\"c-17\"}} | -",
        "{\"id\":[\"c-17\"]} | -",
        "{\"id\":\"c-17\",\"id\":\"c-18\"} | c-18",
      })
  void theIdIsTakenAsText(String payload, String id) {
    assertThat(call(payload).id()).isEqualTo(id);
    assertThat(call(payload).readable()).isTrue();
  }

  @Test
  void overlongIdsAreShortenedAndStayApart() {
    String shared = "x".repeat(1_000);
    String id = call("{\"id\":\"" + shared + "1\"}").id();
    assertThat(id).hasSize(128).isEqualTo(call("{\"id\":\"" + shared + "1\"}").id());
    assertThat(id).isNotEqualTo(call("{\"id\":\"" + shared + "2\"}").id());
  }

  @Test
  void anIdThatNoDatabaseWouldTakeIsMadeFitToKeep() {
    assertThat(call("{\"id\":\"c\\u0000\"}").id()).startsWith("c\uFFFD~");
    assertThat(call("{\"id\":\"c\\ud83d\"}").id()).startsWith("c\uFFFD~");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"c-17\",\"heartRate\":\"fast\",\"battery\":900,\"position\":\"home\",\"at\":{}}",
        "{\"id\":\"c-17\",\"heartRate\":0,\"battery\":-1,\"position\":{\"lat\":0,\"lon\":0}}",
        "{\"id\":\"c-17\",\"heartRate\":[1],\"battery\":{},\"position\":[37.5,121.4],\"at\":[]}",
        "{\"id\":\"c-17\",\"heartRate\":NaN,\"battery\":1e999,\"position\":{\"lat\":37.5}}",
        "{\"id\":\"c-17\",\"heartRate\":null,\"battery\":null,\"position\":null,\"at\":null}",
      })
  void aFieldThatCannotBeIsAbsentAndTheOthersCount(String payload) {
    assertThat(call(payload))
        .isEqualTo(new Call(BAND, "c-17", new Moment(RECEIVED, true), null, null, null, true));
  }

  @Test
  void aPositionOnAChineseMapIsMovedToWgs84() {
    String position =
        "\"position\":{\"lat\":39.91334546,\"lon\":116.38404722,\"datum\":\"GCJ-02\"}";
    assertThat(Frames.metresBetween(call("{" + position + "}").position(), 39.911954, 116.377817))
        .isLessThan(0.5);
  }

  @Test
  void whatCameBeforeTheJsonBrokeOffCountsButNotAHalvedNumber() {
    Call call =
        call("{\"id\":\"c-17\",\"battery\":61,\"at\":%d,\"heartRate\":12".formatted(A_MINUTE_AGO));
    assertThat(call)
        .isEqualTo(
            new Call(
                BAND,
                "c-17",
                Moment.of(Instant.ofEpochMilli(A_MINUTE_AGO)),
                null,
                null,
                61,
                false));
    assertThat(call("{\"position\":{\"lat\":37.5,\"lon\":121.3").position()).isNull();
  }

  @Test
  void aPositionNestedTooDeepOrTooManyFieldsDoNotSilenceIt() {
    String deep = "[".repeat(100_000);
    assertThat(call("{\"id\":\"c-17\",\"x\":" + deep).id()).isEqualTo("c-17");
    assertThat(call("{\"id\":\"c-17\",\"x\":" + deep).readable()).isFalse();
  }

  @Test
  void aByteOrderMarkIsNoHindrance() {
    assertThat(call("\uFEFF{\"id\":\"c-17\"}").id()).isEqualTo("c-17");
  }

  @Test
  void paddingOfACBufferIsNoHindrance() {
    assertThat(call("{\"id\":\"c-17\"}\r\n\u0000\u0000\u0000").readable()).isTrue();
  }

  @Test
  void wideCharactersAreUnreadable() {
    for (Charset wide : new Charset[] {UTF_16BE, UTF_16LE, Charset.forName("UTF-32")}) {
      assertThat(Frames.decode("call", "{\"id\":\"c-17\"}".getBytes(wide))).isEqualTo(bare(false));
      assertThat(Frames.decode("call", "\uFEFF{\"id\":\"c-17\"}".getBytes(wide)))
          .isEqualTo(bare(false));
    }
  }

  @Test
  void aCancelNamesThePressItMeans() {
    assertThat(Frames.decode("call/cancel", "{\"id\":\"c-17\",\"at\":%d}".formatted(A_MINUTE_AGO)))
        .isEqualTo(
            new CallCancel(BAND, "c-17", Moment.of(Instant.ofEpochMilli(A_MINUTE_AGO)), true));
    assertThat(Frames.decode("call/cancel", "?"))
        .isEqualTo(new CallCancel(BAND, null, new Moment(RECEIVED, true), false));
  }

  @Test
  void aFallTellsHowHardAndWhere() {
    assertThat(
            Frames.decode(
                "fall",
                "{\"at\":%d,\"impactG\":3.1,\"position\":{\"lat\":37.5,\"lon\":121.4}}"
                    .formatted(A_MINUTE_AGO)))
        .isEqualTo(
            new Fall(
                BAND,
                Moment.of(Instant.ofEpochMilli(A_MINUTE_AGO)),
                3.1,
                new Position(37.5, 121.4, null, null),
                true));
    assertThat(Frames.decode("fall", "{\"impactG\":201}"))
        .isEqualTo(new Fall(BAND, new Moment(RECEIVED, true), null, null, true));
  }

  @Test
  void aSerialThatNoBandCanHaveRingsLikeAny() {
    for (String serial : new String[] {"", " ", "x".repeat(60_000), "a\u0000b", "\uDC00"}) {
      Decoded decoded =
          new BandMessageDecoder()
              .decode("silverbell/v1/bands/" + serial + "/call", "".getBytes(UTF_8), RECEIVED);
      assertThat(decoded).isInstanceOf(Alarm.class);
    }
  }

  private static Call bare(boolean readable) {
    return new Call(BAND, null, new Moment(RECEIVED, true), null, null, null, readable);
  }
}
