package care.silverbell.sim.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.band.BandMessageDecoder;
import care.silverbell.ingest.band.Decoded;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.sim.resident.Mishap;
import care.silverbell.sim.resident.Place;
import care.silverbell.sim.resident.Resident;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a band writes as a stranger to the service, the service reads as it was meant. */
class EveryFrameIsUnderstoodTest {
  private static final Instant AT = Instant.parse("2026-03-01T08:00:00.123Z");
  private static final Instant RECEIVED = AT.plusSeconds(1);
  private static final BandTopics TOPICS = new BandTopics("demo-0003");
  private static final Sample.Fix FIX = new Sample.Fix(AT, 37.535, 121.391, 9.0, "gps");
  private static final Position POSITION = new Position(37.535, 121.391, 9.0, Position.Source.GPS);

  private final BandMessageDecoder decoder = new BandMessageDecoder();

  @Test
  void aPressWithAllThatABandCanSay() {
    Press press = new Press("c-17", AT, FIX, 88, 61);

    BandMessage.Call call = decoded(BandMessage.Call.class, TOPICS.call(), BandJson.call(press));

    assertThat(call.id()).isEqualTo("c-17");
    assertThat(call.moment()).isEqualTo(Moment.of(AT));
    assertThat(call.position()).isEqualTo(POSITION);
    assertThat(call.heartRate()).isEqualTo(88);
    assertThat(call.battery()).isEqualTo(61);
    assertThat(call.readable()).isTrue();
  }

  @Test
  void aPressThatKnowsOnlyItsName() {
    BandMessage.Call call =
        decoded(
            BandMessage.Call.class,
            TOPICS.call(),
            BandJson.call(new Press("c-1", AT, null, null, null)));

    assertThat(call.id()).isEqualTo("c-1");
    assertThat(call.position()).isNull();
    assertThat(call.readable()).isTrue();
  }

  @Test
  void anIAmFineWithAndWithoutTheCallItMeans() {
    BandMessage.CallCancel named =
        decoded(BandMessage.CallCancel.class, TOPICS.cancel(), BandJson.cancel("c-17", AT));
    BandMessage.CallCancel nameless =
        decoded(BandMessage.CallCancel.class, TOPICS.cancel(), BandJson.cancel(null, AT));

    assertThat(named.id()).isEqualTo("c-17");
    assertThat(nameless.id()).isNull();
    assertThat(named.readable() && nameless.readable()).isTrue();
  }

  @Test
  void aFall() {
    BandMessage.Fall fall =
        decoded(BandMessage.Fall.class, TOPICS.fall(), BandJson.fall(new Fall(AT, 3.1, FIX)));

    assertThat(fall.impactG()).isCloseTo(3.1, within(1e-9));
    assertThat(fall.position()).isEqualTo(POSITION);
    assertThat(fall.readable()).isTrue();
  }

  @Test
  void aStatusWithEverythingAStatusWithNothingAndTheLastWill() {
    BandStatus whole = new BandStatus(AT, true, 83, false, true, "1.2.0-sim");

    assertThat(status(BandJson.status(whole)))
        .isEqualTo(new BandState(true, 83, false, true, "1.2.0-sim"));
    assertThat(status(BandJson.status(BandStatus.here(AT))))
        .isEqualTo(new BandState(true, null, null, null, null));
    assertThat(status(BandJson.lastWill()).online()).isFalse();
  }

  @Test
  void vitalsOfOneMomentAndOfMany() {
    Sample.Vitals all = new Sample.Vitals(AT, 72, 97, 128, 78, 36.4, 1203, true, true);
    Sample.Vitals pulse = Sample.Vitals.ofHeartRate(AT.plusSeconds(5), 73);

    assertThat(vitals(List.of(all)))
        .containsExactly(
            new BandMessage.VitalsSample(
                Moment.of(AT), new Signs(72, 97, 128, 78, 36.4, 1203, true, true)));
    assertThat(vitals(List.of(all, pulse)))
        .element(1)
        .isEqualTo(
            new BandMessage.VitalsSample(Moment.of(AT.plusSeconds(5)), Signs.ofHeartRate(73)));
  }

  @Test
  void allThatATownSaysInADayIsReadWithoutAFault() {
    for (String mishap : Mishap.NAMES) {
      Resident resident =
          new Resident(mishap.hashCode(), new Place(37.535, 121.391), ZoneId.of("Asia/Shanghai"));
      resident.befall(Mishap.named(mishap), AT.minus(Duration.ofHours(3)));
      List<Instant> day =
          IntStream.range(0, 1440)
              .mapToObj(minute -> AT.minus(Duration.ofMinutes(minute)))
              .toList();

      assertThat(vitals(day.stream().map(at -> resident.vitals(at.minusSeconds(60), at)).toList()))
          .hasSize(1440);
      assertThat(fixes(day.stream().map(resident::fix).toList())).hasSize(1440);
      day.forEach(at -> assertThat(status(BandJson.status(resident.status(at)))).isNotNull());
    }
  }

  @Test
  void aReplyIsReadAsTheContractWritesIt() {
    byte[] sent =
        utf8(
            """
            {"callId":"c-17","incident":"i-1","stage":"coming","by":"王","text":"在路上","at":%d}
            """
                .formatted(AT.toEpochMilli()));

    assertThat(BandReply.read(sent))
        .contains(new BandReply("c-17", "i-1", "coming", "王", "在路上", AT));
  }

  @Test
  void commandsAreReadAndRubbishIsNot() {
    assertThat(BandCommand.read(utf8("{\"command\":\"interval\",\"seconds\":5}")))
        .contains(new BandCommand.Interval(Duration.ofSeconds(5)));
    assertThat(BandCommand.read(utf8("{\"command\":\"message\",\"text\":\"好\"}")))
        .contains(new BandCommand.Message("好"));
    assertThat(BandCommand.read(utf8("{\"command\":\"interval\",\"seconds\":-1}")))
        .contains(new BandCommand.Unknown("interval"));
    assertThat(BandCommand.read(utf8("{{"))).isEmpty();
  }

  private List<BandMessage.VitalsSample> vitals(List<Sample.Vitals> samples) {
    BandMessage.VitalsReport report =
        decoded(BandMessage.VitalsReport.class, TOPICS.vitals(), BandJson.vitals(samples));
    assertThat(report.faults()).isEmpty();
    return report.samples();
  }

  private List<BandMessage.Fix> fixes(List<Sample.Fix> fixes) {
    BandMessage.LocationReport report =
        decoded(BandMessage.LocationReport.class, TOPICS.location(), BandJson.locations(fixes));
    assertThat(report.faults()).isEmpty();
    return report.fixes();
  }

  private BandState status(byte[] payload) {
    BandMessage.StatusReport report =
        decoded(BandMessage.StatusReport.class, TOPICS.status(), payload);
    assertThat(report.faults()).isEmpty();
    return report.state();
  }

  private <T extends BandMessage> T decoded(Class<T> kind, String topic, byte[] payload) {
    Decoded decoded = decoder.decode(topic, payload, RECEIVED);
    assertThat(decoded).isInstanceOf(kind);
    T message = kind.cast(decoded);
    assertThat(message.band().toString()).contains("demo-0003");
    return message;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
