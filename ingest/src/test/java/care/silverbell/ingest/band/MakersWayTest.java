package care.silverbell.ingest.band;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.reading.Position;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a maker leaves unsaid: on which datum its positions stand, and whose time its clock has. */
class MakersWayTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final String TOPIC = "silverbell/v1/bands/b-1/";

  /** Beijing, from the tests of googollee/eviltransform. */
  private static final Datum.Point WGS84 = new Datum.Point(39.911954, 116.377817);

  private final BandMessageDecoder shifted = decoder(new MakersWay(Datum.GCJ02, null));
  private final BandMessageDecoder local =
      decoder(new MakersWay(Datum.WGS84, ZoneId.of("Asia/Shanghai")));

  @Test
  void aPositionWithoutADatumStandsOnTheMakers() {
    Position position = fix(shifted, "{\"lat\":39.91334545536069,\"lon\":116.38404722455657}");

    assertThat(position.latitude()).isBetween(WGS84.latitude() - 1e-6, WGS84.latitude() + 1e-6);
    assertThat(position.longitude()).isBetween(WGS84.longitude() - 1e-6, WGS84.longitude() + 1e-6);
  }

  @Test
  void aPositionThatNamesItsDatumStandsOnThat() {
    Position position = fix(shifted, "{\"lat\":39.911954,\"lon\":116.377817,\"datum\":\"wgs84\"}");

    assertThat(position.latitude()).isEqualTo(39.911954);
    assertThat(position.longitude()).isEqualTo(116.377817);
  }

  @Test
  void aDatumNobodyKnowsIsTakenForTheMakers() {
    BandMessage.LocationReport report =
        location(shifted, "{\"lat\":39.9133,\"lon\":116.3840,\"datum\":\"mars\"}");

    assertThat(report.faults()).singleElement().asString().contains("taken for gcj02");
    assertThat(report.fixes().getFirst().position().longitude()).isLessThan(116.379);
  }

  @Test
  void aCallsPositionStandsOnTheMakersToo() {
    var call =
        (BandMessage.Call)
            decode(
                shifted,
                "call",
                "{\"position\":{\"lat\":39.91334545536069,\"lon\":116.38404722455657}}");

    assertThat(Objects.requireNonNull(call.position()).longitude())
        .isBetween(WGS84.longitude() - 1e-6, WGS84.longitude() + 1e-6);
  }

  @Test
  void aClockThatCountsLocalTimeIsSetRight() {
    Instant meant = NOW.minus(Duration.ofMinutes(5));
    long counted = meant.plus(Duration.ofHours(8)).toEpochMilli();

    var vitals =
        (BandMessage.VitalsReport)
            decode(local, "vitals", "{\"at\":" + counted + ",\"heartRate\":72}");
    assertThat(vitals.samples().getFirst().moment().at()).isEqualTo(meant);
    assertThat(vitals.samples().getFirst().moment().clockReplaced()).isFalse();

    var call = (BandMessage.Call) decode(local, "call", "{\"at\":" + counted / 1000 + "}");
    assertThat(call.moment().at()).isEqualTo(meant);
    var status =
        (BandMessage.StatusReport)
            decode(local, "status", "{\"at\":" + counted + ",\"battery\":50}");
    assertThat(status.moment().at()).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({
    // A text without an offset is local; one with an offset says itself what it is.
    "2026-11-22T10:55:00, 2026-11-22T02:55:00Z",
    "2026-11-22 10:55:00, 2026-11-22T02:55:00Z",
    "2026-11-22T10:55, 2026-11-22T02:55:00Z",
    "2026-11-22T02:55:00Z, 2026-11-22T02:55:00Z",
    "2026-11-22T10:55:00+08:00, 2026-11-22T02:55:00Z"
  })
  void aWrittenTimeWithoutAnOffsetIsTheMakers(String written, Instant meant) {
    var vitals =
        (BandMessage.VitalsReport)
            decode(local, "vitals", "{\"at\":\"" + written + "\",\"heartRate\":72}");

    assertThat(vitals.samples().getFirst().moment().at()).isEqualTo(meant);
  }

  /** In Paris 02:30 does not exist in spring, and is twice in autumn: the first is meant. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-29T01:30:00Z, 2026-03-29T00:30:00Z",
    "2026-03-29T02:30:00Z, 2026-03-29T01:30:00Z",
    "2026-10-25T02:30:00Z, 2026-10-25T00:30:00Z",
    "2026-10-25T03:30:00Z, 2026-10-25T02:30:00Z"
  })
  void whereTheClockJumpsTheFirstOfTwoHoursIsMeant(Instant counted, Instant meant) {
    assertThat(BandClock.ofNumber((double) counted.toEpochMilli(), ZoneId.of("Europe/Paris")))
        .isEqualTo(meant.toEpochMilli());
  }

  @Test
  void aBandOfNoMakerIsReadAsTheContractHasIt() {
    var fixes =
        (BandMessage.LocationReport)
            new BandMessageDecoder()
                .decode(
                    TOPIC + "location",
                    "{\"at\":%d,\"lat\":39.9,\"lon\":116.4}"
                        .formatted(NOW.toEpochMilli())
                        .getBytes(StandardCharsets.UTF_8),
                    NOW);

    assertThat(fixes.fixes().getFirst().position().latitude()).isEqualTo(39.9);
    assertThat(fixes.fixes().getFirst().moment().at()).isEqualTo(NOW);
  }

  private static BandMessageDecoder decoder(MakersWay way) {
    return new BandMessageDecoder(_ -> way);
  }

  private static Position fix(BandMessageDecoder decoder, String payload) {
    return location(decoder, payload).fixes().getFirst().position();
  }

  private static BandMessage.LocationReport location(BandMessageDecoder decoder, String payload) {
    return (BandMessage.LocationReport) decode(decoder, "location", payload);
  }

  private static Decoded decode(BandMessageDecoder decoder, String kind, String payload) {
    return decoder.decode(TOPIC + kind, payload.getBytes(StandardCharsets.UTF_8), NOW);
  }
}
