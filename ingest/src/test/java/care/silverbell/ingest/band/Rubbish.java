package care.silverbell.ingest.band;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Payloads as a broken, a strange or a hostile band would send them. */
final class Rubbish {
  private static final Map<BandTopic.Kind, String[]> FIELDS =
      Map.of(
          BandTopic.Kind.CALL, new String[] {"id", "at", "position", "heartRate", "battery"},
          BandTopic.Kind.CANCEL, new String[] {"id", "at"},
          BandTopic.Kind.FALL, new String[] {"at", "impactG", "position"},
          BandTopic.Kind.VITALS,
              new String[] {
                "at", "heartRate", "spo2", "systolic", "diastolic", "temperature", "steps", "worn"
              },
          BandTopic.Kind.LOCATION, new String[] {"at", "lat", "lon", "accuracy", "source", "datum"},
          BandTopic.Kind.STATUS,
              new String[] {"at", "online", "battery", "charging", "worn", "firmware"});

  private static final String[] VALUES = {
    "0",
    "-0",
    "-0.0",
    "1",
    "72",
    "72.5",
    "-1",
    "1e999",
    "-1e999",
    "1e-999",
    "NaN",
    "Infinity",
    "-Infinity",
    "null",
    "true",
    "false",
    "\"\"",
    "\"72\"",
    "\"72.9\"",
    "\"gcj02\"",
    "\"bd09\"",
    "\"gps\"",
    "\"\\u0000\"",
    "\"\\ud83d\"",
    "\"\\\"\"",
    "{}",
    "[]",
    "[[[[[]]]]]",
    "{\"a\":{\"b\":1}}",
    "1795334340000",
    "1795334340",
    "4000000000000",
    "-62135596800000",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "\"2026-11-22T07:59:00Z\"",
    "\"-999999999-01-01T00:00:00Z\"",
    "{\"lat\":31.2,\"lon\":121.5,\"datum\":\"bd09\"}",
    "{\"lat\":0,\"lon\":0}",
    "{\"lat\":90,\"lon\":-180,\"accuracy\":-1}",
    "31.2",
    "121.5",
    "137.83",
    "0.8294",
    "00072",
    "0x48",
    "+72",
    ".5",
    "5.",
    "'72'",
    "1795334459999",
    "1795334520000.4"
  };

  private final SplittableRandom random;
  private final byte[][] recorded = RecordedPayloads.all().toArray(byte[][]::new);

  Rubbish(SplittableRandom random) {
    this.random = random;
  }

  byte[] next(BandTopic.Kind kind) {
    return switch (random.nextInt(8)) {
      case 0 -> noise(random.nextInt(200));
      case 1 -> truncated(recorded());
      case 2, 3 -> mutated(recorded());
      case 4 -> list(kind);
      case 5 -> mutated(object(kind).getBytes(UTF_8));
      default -> object(kind).getBytes(UTF_8);
    };
  }

  String text(int length) {
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000);
    }
    return new String(chars);
  }

  private byte[] recorded() {
    return recorded[random.nextInt(recorded.length)];
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] truncated(byte[] payload) {
    return Arrays.copyOf(payload, random.nextInt(payload.length + 1));
  }

  /** A few bytes changed, doubled, cut out or put in. */
  private byte[] mutated(byte[] payload) {
    byte[] bytes = payload;
    for (int change = random.nextInt(1, 6); change > 0 && bytes.length > 0; change--) {
      int at = random.nextInt(bytes.length);
      int to = Math.min(bytes.length, at + random.nextInt(1, 12));
      bytes =
          switch (random.nextInt(4)) {
            case 0 -> joined(Arrays.copyOf(bytes, at), noise(to - at), rest(bytes, to));
            case 1 -> joined(Arrays.copyOf(bytes, to), rest(bytes, at));
            case 2 -> joined(Arrays.copyOf(bytes, at), rest(bytes, to));
            default ->
                joined(Arrays.copyOf(bytes, at), value().getBytes(ISO_8859_1), rest(bytes, at));
          };
    }
    return bytes;
  }

  private byte[] list(BandTopic.Kind kind) {
    StringBuilder list = new StringBuilder("[");
    for (int items = random.nextInt(12); items > 0; items--) {
      list.append(random.nextInt(5) == 0 ? value() : object(kind)).append(items > 1 ? "," : "");
    }
    return list.append(']').toString().getBytes(UTF_8);
  }

  /** Known names mostly, some of them twice, with values that mostly do not belong to them. */
  private String object(BandTopic.Kind kind) {
    String[] names = FIELDS.getOrDefault(kind, new String[0]);
    StringBuilder object = new StringBuilder("{");
    for (int fields = random.nextInt(9); fields > 0; fields--) {
      String name = random.nextInt(10) == 0 ? "x" : names[random.nextInt(names.length)];
      object.append('"').append(name).append("\":").append(value()).append(fields > 1 ? "," : "");
    }
    return object.append('}').toString();
  }

  private String value() {
    return switch (random.nextInt(4)) {
      case 0 -> String.valueOf(random.nextInt(-10, 400));
      case 1 -> String.valueOf(random.nextDouble(-200, 400));
      default -> VALUES[random.nextInt(VALUES.length)];
    };
  }

  private static byte[] rest(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  static Stream<Arguments> attacks() {
    String megabyte = "x".repeat(1_000_000);
    return Stream.of(
        attack("100,000 lists, one in the other", "[".repeat(100_000)),
        attack("100,000 objects, one in the other", "{\"a\":".repeat(100_000)),
        attack("the same below a known field", "{\"position\":" + "{\"lat\":".repeat(100_000)),
        attack("a text of a megabyte", "\"" + megabyte + "\""),
        attack("an id of a megabyte", "{\"id\":\"" + megabyte + "\"}"),
        attack("a firmware of a megabyte", "{\"firmware\":\"" + megabyte + "\"}"),
        attack("a heart rate of a megabyte", "{\"heartRate\":\"" + megabyte + "\"}"),
        attack("a latitude of a megabyte", "{\"lat\":\"" + megabyte + "\",\"lon\":1}"),
        attack("a datum of a megabyte", "{\"lat\":1,\"lon\":1,\"datum\":\"" + megabyte + "\"}"),
        attack("a time of a megabyte", "{\"at\":\"" + megabyte + "\",\"steps\":1}"),
        attack("a name of a megabyte", "{\"" + megabyte + "\":1}"),
        attack("an escaped text of a megabyte", "{\"id\":\"" + "\\u0000".repeat(170_000) + "\"}"),
        attack("a number of 10,000 digits", "{\"heartRate\":" + "9".repeat(10_000) + "}"),
        attack("a number of a million digits", "{\"at\":" + "9".repeat(1_000_000) + "}"),
        attack("a fraction of a million digits", "{\"lat\":1." + "3".repeat(1_000_000) + "}"),
        attack("an exponent of a million digits", "{\"steps\":1e" + "9".repeat(1_000_000) + "}"),
        attack("100,000 fields of one name", "{" + "\"heartRate\":72,".repeat(100_000)),
        attack("50,000 names never seen", manyNames()),
        attack("100,000 entries of nothing", "[" + "{},".repeat(100_000) + "{}]"),
        attack("100,000 entries that are none", "[" + "7,".repeat(100_000) + "7]"),
        attack("10,000 entries of faults", "[" + "{\"heartRate\":1},".repeat(10_000) + "{}]"),
        attack("a megabyte of spaces", " ".repeat(1_000_000)),
        attack("a megabyte of NUL", "\u0000".repeat(1_000_000)),
        attack("a megabyte of open quotes", "\"".repeat(1_000_000)),
        attack("eight megabytes", "{\"x\":\"" + megabyte.repeat(8) + "\"}"),
        Arguments.of("invalid UTF-8", "{\"id\":\"\u00C3(\u00F5\"}".getBytes(ISO_8859_1)),
        Arguments.of("an overlong NUL", "{\"id\":\"\u00C0\u0080\"}".getBytes(ISO_8859_1)));
  }

  private static String manyNames() {
    StringBuilder object = new StringBuilder("{");
    for (int i = 0; i < 50_000; i++) {
      object.append("\"name").append(i).append("\":1,");
    }
    return object.append("\"steps\":1}").toString();
  }

  private static Arguments attack(String name, String payload) {
    return Arguments.of(name, payload.getBytes(UTF_8));
  }
}
