package care.silverbell.ingest.band;

import static care.silverbell.ingest.band.Frames.RECEIVED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.band.BandMessage.Call;
import care.silverbell.ingest.band.BandMessage.LocationReport;
import care.silverbell.ingest.band.Decoded.Rejected;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandMessageDecoderTest {
  private final BandMessageDecoder decoder = new BandMessageDecoder();

  @Test
  void whereNoBandSpeaksNothingIsRead() {
    assertThat(decoder.decode("weather/\u0000today", "{}".getBytes(UTF_8), RECEIVED))
        .isEqualTo(new Rejected("no band speaks on weather/\uFFFDtoday"));
  }

  @Test
  void timesOfReceiptAreKeptInWholeMilliseconds() {
    Decoded decoded =
        decoder.decode("silverbell/v1/bands/b-1/call", new byte[0], RECEIVED.plusNanos(7_999_999));
    assertThat(Frames.as(Call.class, decoded).moment())
        .isEqualTo(new Moment(RECEIVED.plusMillis(7), true));
  }

  /** What watches send when their SOS key is pressed, from Traccar's tests (Apache-2.0). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[3G*6907919734*003e*AL_LTE,170525,214118,V,0,N,0,E,0,0,0,0,0,22,0,0,00010000,0,0,0]",
        "imei:865456055519122,sensor alarm,2208011920,,L,;",
        "*HQ,9001000002,V8,213945,A,3542.2043,N,38.6508,W,0.00,170,221025,FBFFF9FF,0,0,0,0,22,31#",
        "!1,867273023933661,V07S.5701.1621,100",
      })
  void anotherMakersFrameOnTheCallTopicRings(String frame) {
    assertThat(Frames.call(frame).readable()).isFalse();
  }

  /** A press as Traccar passes it on in JSON: another shape, and still a readable call. */
  @Test
  void aPressPassedOnByTraccarRings() {
    Call call =
        Frames.call(
            """
            {"position":{"id":1,"attributes":{"sat":0,"batteryLevel":22,"steps":0,"alarm":"sos"},
             "protocol":"watch","deviceTime":"2025-05-17T21:41:18.000+00:00","valid":false,
             "latitude":0.0,"longitude":0.0,"accuracy":0.0},"device":{"id":1,"status":"online"}}\
            """);
    assertThat(call.readable()).isTrue();
    assertThat(call.position()).isNull();
  }

  /** OwnTracks names latitude and longitude as we do; from Traccar's tests (Apache-2.0). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"cog\":271,\"lon\":2.29513,\"acc\":5,\"lat\":48.85833,\"tst\":1497349316,\"t\":\"u\"}"
            + " | 48.85833 | 2.29513",
        "{\"lat\":48.85,\"lon\":2.295,\"_type\":\"location\",\"tid\":\"JJ\",\"tst\":1497476456}"
            + " | 48.85 | 2.295",
      })
  void aPhonesPositionIsAPosition(String payload, double latitude, double longitude) {
    LocationReport report = Frames.location(payload);
    assertThat(report.fixes().getFirst().position())
        .isEqualTo(new Position(latitude, longitude, null, null));
    assertThat(report.fixes().getFirst().moment().clockReplaced()).isTrue();
  }

  @Test
  void everyRecordedPayloadRingsOnEveryCallTopicAndPassesForNoBadReading() {
    for (byte[] payload : RecordedPayloads.all()) {
      for (BandTopic.Kind kind : BandTopic.Kind.values()) {
        Judge.judge(kind, Frames.decode(kind.leaf(), payload));
      }
    }
  }

  @Test
  void manyThreadsMayUseOneDecoder() throws Exception {
    List<byte[]> payloads = RecordedPayloads.all();
    List<Decoded> expected = decodeAll(payloads);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<List<Decoded>>> work = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        work.add(() -> decodeAll(payloads));
      }
      for (Future<List<Decoded>> done : threads.invokeAll(work)) {
        assertThat(done.get()).isEqualTo(expected);
      }
    }
  }

  private List<Decoded> decodeAll(List<byte[]> payloads) {
    List<Decoded> all = new ArrayList<>();
    for (byte[] payload : payloads) {
      for (BandTopic.Kind kind : BandTopic.Kind.values()) {
        all.add(decoder.decode("silverbell/v1/bands/b-1/" + kind.leaf(), payload, RECEIVED));
      }
    }
    return all;
  }
}
