package care.silverbell.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicRulesTest {

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource({
    "b-1, silverbell/v1/bands/b-1/call, true",
    "b-1, silverbell/v1/bands/b-1/call/cancel, true",
    "b-1, silverbell/v1/bands/b-1/fall, true",
    "b-1, silverbell/v1/bands/b-1/vitals, true",
    "b-1, silverbell/v1/bands/b-1/location, true",
    "b-1, silverbell/v1/bands/b-1/status, true",
    "a.b, silverbell/v1/bands/a.b/call, true",
    "银 铃, silverbell/v1/bands/银 铃/call, true",
    "b-1, silverbell/v1/bands/b-1/reply, false",
    "b-1, silverbell/v1/bands/b-1/command, false",
    "b-1, silverbell/v1/bands/b-1, false",
    "b-1, silverbell/v1/bands/b-1/, false",
    "b-1, silverbell/v1/bands/b-1/call/, false",
    "b-1, silverbell/v1/bands/b-1/call/x, false",
    "b-1, silverbell/v1/bands/b-2/call, false",
    "b-1, silverbell/v1/bands/b-10/call, false",
    "b-1, silverbell/v1/bands//call, false",
    "b-1, silverbell.v1.bands.b-1.call, false",
    "b-1, silverbell/v1/bands/b-1/call::other, false",
    "b-1, $SYS/broker, false",
    "a.b, silverbell/v1/bands/a/b/call, false",
    "a/b, silverbell/v1/bands/a/b/call, false",
    "+, silverbell/v1/bands/+/call, false",
    "#, silverbell/v1/bands/#/call, false",
    "a::b, silverbell/v1/bands/a::b/call, false",
  })
  void aBandSaysOnlyWhatBandsSayAndOnlyAsItself(String serial, String topic, boolean allowed) {
    assertThat(TopicRules.mayPublish(serial, topic)).isEqualTo(allowed);
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource({
    "b-1, silverbell/v1/bands/b-1/reply, true",
    "b-1, silverbell/v1/bands/b-1/command, true",
    "b-1, silverbell/v1/bands/b-1/#, true",
    "b-1, silverbell/v1/bands/b-1/+, true",
    "b-1, silverbell/v1/bands/b-1/+/x/#, true",
    "b-1, silverbell/v1/bands/b-2/reply, false",
    "b-1, silverbell/v1/bands/+/reply, false",
    "b-1, silverbell/v1/bands/#, false",
    "b-1, silverbell/v1/+/b-1/reply, false",
    "b-1, +/v1/bands/b-1/reply, false",
    "b-1, #, false",
    "b-1, $SYS/#, false",
    "b-1, $share/g/silverbell/v1/bands/b-1/reply, false",
    "b-1, $share/g/silverbell/v1/bands/+/call, false",
    "b-1, silverbell/v1/bands/b-1, false",
    "b-1, silverbell/v1/bands/b-1/, false",
    "b-1, silverbell/v1/bands/b-1/#/x, false",
    "b-1, silverbell/v1/bands/b-1/x#, false",
    "b-1, silverbell/v1/bands/b-1/x+, false",
    "b-1, silverbell/v1/bands/b-1/reply::queue, false",
    "+, silverbell/v1/bands/+/call, false",
    "a/b, silverbell/v1/bands/a/b/reply, false",
  })
  void aBandHearsOnlyWhatIsSaidToIt(String serial, String filter, boolean allowed) {
    assertThat(TopicRules.maySubscribe(serial, filter)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({"''", "' '", "a\u0000b", "a\u0007b", "a\u0085b", "a\ud800b"})
  void aSerialThatCannotStandInATopicHasNone(String serial) {
    assertThat(TopicRules.isSerial(serial)).isFalse();
    assertThat(TopicRules.mayPublish(serial, "silverbell/v1/bands/" + serial + "/call")).isFalse();
  }
}
