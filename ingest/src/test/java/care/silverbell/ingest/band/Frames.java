package care.silverbell.ingest.band;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.band.BandMessage.Call;
import care.silverbell.ingest.band.BandMessage.LocationReport;
import care.silverbell.ingest.band.BandMessage.StatusReport;
import care.silverbell.ingest.band.BandMessage.VitalsReport;
import care.silverbell.ingest.band.Decoded.Rejected;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Signs;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Messages of band {@code demo-0001}, received at one moment. */
final class Frames {
  static final Instant RECEIVED = Instant.parse("2026-11-22T08:00:00Z");

  /** A time the band may well say: a minute before the message came in. */
  static final long A_MINUTE_AGO = RECEIVED.minusSeconds(60).toEpochMilli();

  private static final BandMessageDecoder DECODER = new BandMessageDecoder();

  private Frames() {}

  static Decoded decode(String leaf, byte[] payload) {
    return DECODER.decode("silverbell/v1/bands/demo-0001/" + leaf, payload, RECEIVED);
  }

  static Decoded decode(String leaf, String payload) {
    return decode(leaf, payload.getBytes(UTF_8));
  }

  static Call call(String payload) {
    return as(Call.class, decode("call", payload));
  }

  static VitalsReport vitals(String payload) {
    return as(VitalsReport.class, decode("vitals", payload));
  }

  /** The signs of a report of one sample. */
  static Signs signs(String payload) {
    VitalsReport report = vitals(payload);
    assertThat(report.samples()).hasSize(1);
    return report.samples().getFirst().signs();
  }

  static LocationReport location(String payload) {
    return as(LocationReport.class, decode("location", payload));
  }

  static StatusReport status(String payload) {
    return as(StatusReport.class, decode("status", payload));
  }

  static String rejection(String leaf, String payload) {
    return as(Rejected.class, decode(leaf, payload)).reason();
  }

  static <T extends Decoded> T as(Class<T> type, Decoded decoded) {
    assertThat(decoded).isInstanceOf(type);
    return type.cast(decoded);
  }

  /** How far apart two places are, metres. */
  static double metresBetween(@Nullable Position somewhere, double latitude, double longitude) {
    Position here = Objects.requireNonNull(somewhere);
    double north = Math.toRadians(here.latitude() - latitude);
    double east = Math.toRadians(here.longitude() - longitude) * Math.cos(Math.toRadians(latitude));
    return 6_371_000 * Math.hypot(north, east);
  }
}
