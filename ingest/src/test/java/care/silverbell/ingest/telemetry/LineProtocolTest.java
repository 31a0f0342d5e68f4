package care.silverbell.ingest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineProtocolTest {
  private static final PersonId ANNA = PersonId.of("7b0e0f5e-6a5e-4a55-9c39-0d3f2d8b2a11");
  private static final String TAG = ",person=7b0e0f5e-6a5e-4a55-9c39-0d3f2d8b2a11";
  private static final Moment THEN = Moment.of(Instant.ofEpochMilli(1_763_798_400_123L));
  private static final BandState ONLINE = new BandState(true, null, null, null, null);

  @Test
  void vitalsCarryAFieldASign() {
    var signs = new Signs(72, 97, 128, 78, 36.4, 1203, true, false);
    assertThat(LineProtocol.of(List.of(new Vitals(ANNA, THEN, signs))))
        .isEqualTo(
            "vitals"
                + TAG
                + " heartRate=72i,spo2=97i,systolic=128i,diastolic=78i,temperature=36.4,steps=1203i"
                + ",worn=true,atRest=false 1763798400123\n");
  }

  @Test
  void whatWasMeasuredOnNoWristHasANameOfItsOwn() {
    var signs = new Signs(72, 97, null, null, null, 1203, false, null);
    assertThat(LineProtocol.of(List.of(new Vitals(ANNA, THEN, signs))))
        .isEqualTo(
            "vitals"
                + TAG
                + " offWrist_heartRate=72i,offWrist_spo2=97i,steps=1203i,worn=false 1763798400123\n");
  }

  @Test
  void whatIsUnknownHasNoField() {
    assertThat(LineProtocol.of(List.of(new Vitals(ANNA, THEN, Signs.ofHeartRate(72)))))
        .isEqualTo("vitals" + TAG + " heartRate=72i 1763798400123\n");
  }

  @Test
  void aReplacedClockIsMarkedAndAGoodOneIsNot() {
    var replaced = new Moment(THEN.at(), true);
    var position = new Position(37.5391, 121.3914, 12.0, Position.Source.WIFI);
    assertThat(
            LineProtocol.of(
                List.of(
                    new Location(ANNA, replaced, position), new Location(ANNA, THEN, position))))
        .isEqualTo(
            "location%1$s lat=37.5391,lon=121.3914,accuracy=12.0,source=\"wifi\",clockReplaced=true"
                    .formatted(TAG)
                + " 1763798400123\nlocation%1$s".formatted(TAG)
                + " lat=37.5391,lon=121.3914,accuracy=12.0,source=\"wifi\" 1763798400123\n");
  }

  @Test
  void aBandsSerialIsATagAndItsFirmwareAString() {
    var state = new BandState(true, 83, false, true, "1.2 \"β\" \\");
    assertThat(
            LineProtocol.of(List.of(new BandStatus(ANNA, THEN, new BandSerial("a b,c=d"), state))))
        .isEqualTo(
            "band"
                + TAG
                + ",band=a\\ b\\,c\\=d online=true,battery=83i,charging=false,worn=true"
                + ",firmware=\"1.2 \\\"β\\\" \\\\\" 1763798400123\n");
  }

  @Test
  void aTagCannotEndItsLineOrSwallowTheNextSpace() {
    assertThat(
            LineProtocol.of(
                List.of(new BandStatus(ANNA, THEN, new BandSerial("a\nb\\c\\"), ONLINE))))
        .isEqualTo("band" + TAG + ",band=a_b\\c_ online=true 1763798400123\n");
  }

  @Test
  void aReadingThatSaysNothingHasNoLine() {
    var replaced = new Moment(THEN.at(), true);
    assertThat(
            LineProtocol.of(
                List.of(
                    new Vitals(ANNA, replaced, Signs.NONE),
                    new Vitals(ANNA, THEN, Signs.ofHeartRate(60)))))
        .isEqualTo("vitals" + TAG + " heartRate=60i 1763798400123\n");
  }
}
