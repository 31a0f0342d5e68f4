package care.silverbell.ingest.telemetry;

import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Readings in InfluxDB's line protocol: a line a reading, times in milliseconds. A reading that
 * says nothing has no line.
 */
public final class LineProtocol {
  private static final int USUAL_LINE_LENGTH = 128;
  private static final String WORN = "worn";
  private static final String AT_REST = "atRest";

  /** Before the name of what was measured on no wrist: kept, and read by nobody. */
  private static final String OFF_WRIST = "offWrist_";

  private final StringBuilder out;
  private char separator = ' ';

  private LineProtocol(int readings) {
    out = new StringBuilder(readings * USUAL_LINE_LENGTH);
  }

  /** The readings' lines, each ended by a line feed. */
  public static String of(List<Reading> readings) {
    var lines = new LineProtocol(readings.size());
    for (Reading reading : readings) {
      lines.add(reading);
    }
    return lines.out.toString();
  }

  private void add(Reading reading) {
    int start = out.length();
    separator = ' ';
    switch (reading) {
      case Vitals(PersonId person, _, Signs signs) -> {
        series("vitals", person);
        fields(signs);
      }
      case Location(PersonId person, _, Position position) -> {
        series("location", person);
        fields(position);
      }
      case BandStatus(PersonId person, _, BandSerial band, BandState state) -> {
        series("band", person);
        tag("band", band.value());
        fields(state);
      }
    }
    boolean saysNothing = separator == ' ';
    if (saysNothing) {
      out.setLength(start);
      return;
    }
    if (reading.moment().clockReplaced()) {
      field("clockReplaced", true);
    }
    out.append(' ').append(reading.moment().at().toEpochMilli()).append('\n');
  }

  private void series(String measurement, PersonId person) {
    out.append(measurement).append(",person=").append(person.value());
  }

  private void fields(Signs signs) {
    field(name(signs, Sign.HEART_RATE), signs.heartRate());
    field(name(signs, Sign.SPO2), signs.spo2());
    field(name(signs, Sign.SYSTOLIC), signs.systolic());
    field(name(signs, Sign.DIASTOLIC), signs.diastolic());
    field(name(signs, Sign.TEMPERATURE), signs.temperature());
    field(name(signs, Sign.STEPS), signs.steps());
    field(WORN, signs.worn());
    field(AT_REST, signs.atRest());
  }

  /**
   * InfluxQL cannot ask for values that were not said to be off the wrist: by their name it can.
   */
  private static String name(Signs signs, Sign sign) {
    return signs.isOfWearer(sign) ? sign.field() : OFF_WRIST + sign.field();
  }

  private void fields(Position position) {
    field("lat", position.latitude());
    field("lon", position.longitude());
    field("accuracy", position.accuracyMetres());
    Position.Source source = position.source();
    field("source", source == null ? null : SourceName.of(source));
  }

  private void fields(BandState state) {
    field("online", state.online());
    field("battery", state.battery());
    field("charging", state.charging());
    field(WORN, state.worn());
    field("firmware", state.firmware());
  }

  private void field(String name, @Nullable Integer value) {
    if (value != null) {
      name(name).append(value.intValue()).append('i');
    }
  }

  private void field(String name, @Nullable Double value) {
    if (value != null) {
      name(name).append(value.doubleValue());
    }
  }

  private void field(String name, @Nullable Boolean value) {
    if (value != null) {
      name(name).append(value.booleanValue());
    }
  }

  private void field(String name, @Nullable String value) {
    if (value != null) {
      name(name).append('"');
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == '"' || c == '\\') {
          out.append('\\');
        }
        out.append(c == '\0' ? '\uFFFD' : c);
      }
      out.append('"');
    }
  }

  private StringBuilder name(String field) {
    out.append(separator).append(field).append('=');
    separator = ',';
    return out;
  }

  /** A tag knows no escape for a line's end, nor for a backslash at its own end. */
  private void tag(String name, String value) {
    out.append(',').append(name).append('=');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean last = i == value.length() - 1;
      switch (c) {
        case ',', '=', ' ' -> out.append('\\').append(c);
        case '\n', '\r', '\0' -> out.append('_');
        case '\\' -> out.append(last ? '_' : c);
        default -> out.append(c);
      }
    }
  }
}
