package care.silverbell.ingest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReadingCodecTest {
  private static final PersonId ANNA = new PersonId(UUID.randomUUID());
  private static final Moment THEN = Moment.of(Instant.ofEpochMilli(1_763_798_400_123L));
  private static final Moment RECEIVED = new Moment(THEN.at(), true);

  @Test
  void everyReadingComesBackAsItWent() throws IOException {
    List<Reading> readings = new ArrayList<>();
    readings.add(new Vitals(ANNA, THEN, new Signs(72, 97, 128, 78, 36.4, 1203, true, false)));
    readings.add(new Vitals(ANNA, RECEIVED, Signs.ofHeartRate(-1)));
    readings.add(new Vitals(ANNA, RECEIVED, Signs.NONE));
    for (Position.Source source : Position.Source.values()) {
      readings.add(new Location(ANNA, THEN, new Position(-90, 180, 0.5, source)));
    }
    readings.add(new Location(ANNA, RECEIVED, new Position(37.5391, 121.3914, null, null)));
    var state = new BandState(false, 0, true, false, "银\n\0\"铃");
    readings.add(new BandStatus(ANNA, THEN, new BandSerial("a\\ b\n"), state));
    var unknown = new BandState(null, null, null, null, null);
    readings.add(new BandStatus(ANNA, RECEIVED, new BandSerial("demo-0001"), unknown));
    assertThat(ReadingCodec.decode(ReadingCodec.encode(readings))).isEqualTo(readings);
  }

  @Test
  void aRecordOfAnotherFormatOrACutOneIsNotGuessedAt() {
    byte[] record = ReadingCodec.encode(List.of(new Vitals(ANNA, THEN, Signs.ofHeartRate(72))));
    byte[] later = record.clone();
    later[0] = 2;
    assertThatThrownBy(() -> ReadingCodec.decode(later)).hasMessageContaining("format 2");
    for (int length = 0; length < record.length; length++) {
      byte[] cut = Arrays.copyOf(record, length);
      assertThatThrownBy(() -> ReadingCodec.decode(cut)).isInstanceOf(IOException.class);
    }
  }
}
