package care.silverbell.sim.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wire format of a band: JSON in UTF-8, times in epoch milliseconds, what is unknown left out.
 */
public final class BandJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonMapper READER = new JsonMapper();

  private BandJson() {}

  /** Payload of {@code vitals}: one object for one sample, an array for more. */
  public static byte[] vitals(List<Sample.Vitals> samples) {
    return oneOrMany(samples, BandJson::writeVitals);
  }

  /** Payload of {@code location}: one object for one fix, an array for more. */
  public static byte[] locations(List<Sample.Fix> fixes) {
    return oneOrMany(fixes, BandJson::writeFix);
  }

  /** Payload of {@code status}. */
  public static byte[] status(BandStatus status) {
    return written(json -> {
      json.writeStartObject();
      time(json, status.at());
      json.writeBooleanField("online", status.online());
      number(json, "battery", status.battery());
      truth(json, "charging", status.charging());
      truth(json, "worn", status.worn());
      text(json, "firmware", status.firmware());
      json.writeEndObject();
    });
  }

  /** Payload of the last will, which the broker says for a band that has gone without a word. */
  public static byte[] lastWill() {
    return written(json -> {
      json.writeStartObject();
      json.writeBooleanField("online", false);
      json.writeEndObject();
    });
  }

  /** Payload of {@code call}. */
  public static byte[] call(Press press) {
    return written(json -> {
      json.writeStartObject();
      json.writeStringField("id", press.id());
      time(json, press.at());
      position(json, press.position());
      number(json, "heartRate", press.heartRate());
      number(json, "battery", press.battery());
      json.writeEndObject();
    });
  }

  /** Payload of {@code call/cancel}; without an id it means whichever call is open. */
  public static byte[] cancel(@Nullable String callId, Instant at) {
    return written(json -> {
      json.writeStartObject();
      text(json, "id", callId);
      time(json, at);
      json.writeEndObject();
    });
  }

  /** Payload of {@code fall}. */
  public static byte[] fall(Fall fall) {
    return written(json -> {
      json.writeStartObject();
      time(json, fall.at());
      json.writeNumberField("impactG", fall.impactG());
      position(json, fall.position());
      json.writeEndObject();
    });
  }

  /** The id a call payload bears; empty where it has none or cannot be read. */
  public static Optional<String> callId(byte[] payload) {
    return object(payload).map(node -> text(node, "id"));
  }

  static Optional<JsonNode> object(byte[] payload) {
    try {
      return Optional.ofNullable(READER.readTree(payload)).filter(JsonNode::isObject);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static @Nullable String text(JsonNode node, String field) {
    return node.path(field).textValue();
  }

  private static void writeVitals(JsonGenerator json, Sample.Vitals vitals) throws IOException {
    json.writeStartObject();
    time(json, vitals.at());
    number(json, "heartRate", vitals.heartRate());
    number(json, "spo2", vitals.spo2());
    number(json, "systolic", vitals.systolic());
    number(json, "diastolic", vitals.diastolic());
    number(json, "temperature", vitals.temperature());
    number(json, "steps", vitals.steps());
    truth(json, "worn", vitals.worn());
    truth(json, "atRest", vitals.atRest());
    json.writeEndObject();
  }

  private static void writeFix(JsonGenerator json, Sample.Fix fix) throws IOException {
    json.writeStartObject();
    time(json, fix.at());
    json.writeNumberField("lat", fix.lat());
    json.writeNumberField("lon", fix.lon());
    number(json, "accuracy", fix.accuracy());
    text(json, "source", fix.source());
    json.writeEndObject();
  }

  private static void position(JsonGenerator json, Sample.@Nullable Fix fix) throws IOException {
    if (fix != null) {
      json.writeFieldName("position");
      writeFix(json, fix);
    }
  }

  private static void time(JsonGenerator json, Instant at) throws IOException {
    json.writeNumberField("at", at.toEpochMilli());
  }

  private static void number(JsonGenerator json, String field, @Nullable Integer value)
      throws IOException {
    if (value != null) {
      json.writeNumberField(field, value.intValue());
    }
  }

  private static void number(JsonGenerator json, String field, @Nullable Double value)
      throws IOException {
    if (value != null) {
      json.writeNumberField(field, value.doubleValue());
    }
  }

  private static void truth(JsonGenerator json, String field, @Nullable Boolean value)
      throws IOException {
    if (value != null) {
      json.writeBooleanField(field, value);
    }
  }

  private static void text(JsonGenerator json, String field, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(field, value);
    }
  }

  private static <T> byte[] oneOrMany(List<T> things, Writer<T> writer) {
    return written(json -> {
      if (things.size() != 1) {
        json.writeStartArray();
      }
      for (T thing : things) {
        writer.write(json, thing);
      }
      if (things.size() != 1) {
        json.writeEndArray();
      }
    });
  }

  private static byte[] written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      writing.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON into memory", e);
    }
    return bytes.toByteArray();
  }

  @FunctionalInterface
  private interface Writer<T> {
    void write(JsonGenerator json, T thing) throws IOException;
  }

  @FunctionalInterface
  private interface Writing {
    void write(JsonGenerator json) throws IOException;
  }
}
