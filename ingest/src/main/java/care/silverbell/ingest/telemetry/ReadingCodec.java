package care.silverbell.ingest.telemetry;

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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Readings as the bytes of one record of the spool. A record outlives the program that wrote it, so
 * it starts with the number of its format.
 */
final class ReadingCodec {
  private static final int FORMAT = 1;
  private static final int VITALS = 1;
  private static final int LOCATION = 2;
  private static final int BAND_STATUS = 3;
  private static final int USUAL_BYTES = 64;

  private ReadingCodec() {}

  static byte[] encode(List<Reading> readings) {
    var bytes = new ByteArrayOutputStream(readings.size() * USUAL_BYTES);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeInt(readings.size());
      for (Reading reading : readings) {
        write(out, reading);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a record back.
   *
   * @throws IOException if the bytes are not a record of this format
   */
  static List<Reading> decode(byte[] record) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(record))) {
      int format = in.readUnsignedByte();
      if (format != FORMAT) {
        throw new IOException("a record of format " + format + ", not " + FORMAT);
      }
      int count = in.readInt();
      List<Reading> readings = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        readings.add(read(in));
      }
      return readings;
    } catch (IllegalArgumentException e) {
      throw new IOException("a record that holds an impossible reading", e);
    }
  }

  private static void write(DataOutputStream out, Reading reading) throws IOException {
    out.writeByte(
        switch (reading) {
          case Vitals _ -> VITALS;
          case Location _ -> LOCATION;
          case BandStatus _ -> BAND_STATUS;
        });
    out.writeLong(reading.person().value().getMostSignificantBits());
    out.writeLong(reading.person().value().getLeastSignificantBits());
    out.writeLong(reading.moment().at().toEpochMilli());
    out.writeBoolean(reading.moment().clockReplaced());
    switch (reading) {
      case Vitals vitals -> write(out, vitals.signs());
      case Location location -> write(out, location.position());
      case BandStatus status -> {
        text(out, status.band().value());
        write(out, status.state());
      }
    }
  }

  private static Reading read(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte();
    var person = new PersonId(new UUID(in.readLong(), in.readLong()));
    var moment = new Moment(Instant.ofEpochMilli(in.readLong()), in.readBoolean());
    return switch (kind) {
      case VITALS -> new Vitals(person, moment, readSigns(in));
      case LOCATION -> new Location(person, moment, readPosition(in));
      case BAND_STATUS -> readStatus(in, person, moment);
      default -> throw new IOException("a reading of unknown kind " + kind);
    };
  }

  private static void write(DataOutputStream out, Signs signs) throws IOException {
    whole(out, signs.heartRate());
    whole(out, signs.spo2());
    whole(out, signs.systolic());
    whole(out, signs.diastolic());
    decimal(out, signs.temperature());
    whole(out, signs.steps());
    truth(out, signs.worn());
    truth(out, signs.atRest());
  }

  private static Signs readSigns(DataInputStream in) throws IOException {
    return new Signs(
        whole(in), whole(in), whole(in), whole(in), decimal(in), whole(in), truth(in), truth(in));
  }

  private static void write(DataOutputStream out, Position position) throws IOException {
    out.writeDouble(position.latitude());
    out.writeDouble(position.longitude());
    decimal(out, position.accuracyMetres());
    Position.Source source = position.source();
    text(out, source == null ? null : SourceName.of(source));
  }

  private static Position readPosition(DataInputStream in) throws IOException {
    return new Position(in.readDouble(), in.readDouble(), decimal(in), SourceName.read(text(in)));
  }

  private static void write(DataOutputStream out, BandState state) throws IOException {
    truth(out, state.online());
    whole(out, state.battery());
    truth(out, state.charging());
    truth(out, state.worn());
    text(out, state.firmware());
  }

  private static BandStatus readStatus(DataInputStream in, PersonId person, Moment moment)
      throws IOException {
    String band = text(in);
    if (band == null) {
      throw new IOException("a status of no band");
    }
    var state = new BandState(truth(in), whole(in), truth(in), truth(in), text(in));
    return new BandStatus(person, moment, new BandSerial(band), state);
  }

  private static void whole(DataOutputStream out, @Nullable Integer value) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      out.writeInt(value);
    }
  }

  private static @Nullable Integer whole(DataInputStream in) throws IOException {
    return in.readBoolean() ? in.readInt() : null;
  }

  private static void decimal(DataOutputStream out, @Nullable Double value) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      out.writeDouble(value);
    }
  }

  private static @Nullable Double decimal(DataInputStream in) throws IOException {
    return in.readBoolean() ? in.readDouble() : null;
  }

  private static void truth(DataOutputStream out, @Nullable Boolean value) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      out.writeBoolean(value);
    }
  }

  private static @Nullable Boolean truth(DataInputStream in) throws IOException {
    return in.readBoolean() ? in.readBoolean() : null;
  }

  private static void text(DataOutputStream out, @Nullable String value) throws IOException {
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static @Nullable String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
