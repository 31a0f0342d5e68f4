package care.silverbell.ingest.band;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.band.BandTopic.Kind;
import care.silverbell.ingest.reading.BandSerial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandTopicTest {

  @ParameterizedTest
  @CsvSource({
    "call, CALL, call",
    "call/cancel, CANCEL, cancel",
    "fall, FALL, fall",
    "vitals, VITALS, vitals",
    "location, LOCATION, location",
    "status, STATUS, status",
  })
  void everyLeafHasItsKindAndMetricName(String leaf, Kind kind, String metric) {
    assertThat(BandTopic.parse("silverbell/v1/bands/demo-0001/" + leaf))
        .contains(new BandTopic(new BandSerial("demo-0001"), kind));
    assertThat(kind.metric()).isEqualTo(metric);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "silverbell",
        "silverbell/v1/bands/",
        "silverbell/v1/bands/demo-0001",
        "silverbell/v1/bands/demo-0001/",
        "silverbell/v1/bands/demo-0001/reply",
        "silverbell/v1/bands/demo-0001/call/",
        "silverbell/v1/bands/demo-0001/Call",
        "silverbell/v2/bands/demo-0001/call",
        "/silverbell/v1/bands/demo-0001/call",
        "$SYS/broker/uptime",
      })
  void elsewhereNoBandSpeaks(String topic) {
    assertThat(BandTopic.parse(topic)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theFilterBringsTheKindItIsFor(Kind kind) {
    assertThat(BandTopic.parse(kind.filter().replace("+", "b-9")))
        .contains(new BandTopic(new BandSerial("b-9"), kind));
  }

  @Test
  void aBandIsAnsweredAndCommandedOnItsOwnTopics() {
    BandSerial band = new BandSerial("demo-0001");
    assertThat(BandTopic.reply(band)).isEqualTo("silverbell/v1/bands/demo-0001/reply");
    assertThat(BandTopic.command(band)).isEqualTo("silverbell/v1/bands/demo-0001/command");
  }

  @Test
  void aSerialOfTheGreatestLengthIsKeptAsItIs() {
    String longest = "s".repeat(BandSerial.MAX_LENGTH);
    assertThat(serialOf(longest)).isEqualTo(longest);
  }

  @Test
  void twoOverlongSerialsStayApart() {
    String shared = "s".repeat(5_000);
    assertThat(serialOf(shared + "1"))
        .hasSize(BandSerial.MAX_LENGTH)
        .isEqualTo(serialOf(shared + "1"))
        .isNotEqualTo(serialOf(shared + "2"));
  }

  @Test
  void serialsThatDifferInControlCharactersStayApartAndCanBeKept() {
    assertThat(serialOf("band\u0000"))
        .startsWith("band\uFFFD~")
        .isNotEqualTo(serialOf("band\u0001"))
        .doesNotContain("\u0000");
  }

  @Test
  void halfOfASurrogatePairIsReplacedAndAWholeOneIsNot() {
    assertThat(serialOf("band\uD83D")).startsWith("band\uFFFD~");
    assertThat(serialOf("银铃🔔")).isEqualTo("银铃🔔");
    assertThat(serialOf("🔔".repeat(100))).hasSizeLessThanOrEqualTo(128).doesNotContain("\uFFFD");
  }

  @Test
  void aSerialOfSpacesOrNoneStillHasAName() {
    assertThat(serialOf("")).isEqualTo("(no serial)");
    assertThat(serialOf("   ")).isEqualTo("(no serial)");
  }

  private static String serialOf(String serial) {
    return BandTopic.parse("silverbell/v1/bands/" + serial + "/call").orElseThrow().band().value();
  }
}
