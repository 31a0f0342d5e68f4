package care.silverbell.sim.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a band measures again and again, and keeps while it is out of reach. */
public sealed interface Sample {

  /** When it was measured, by the band's clock. */
  Instant at();

  /**
   * Vital signs of one moment; what is null was not measured.
   *
   * @param heartRate beats per minute
   * @param spo2 %
   * @param systolic mmHg
   * @param diastolic mmHg
   * @param temperature °C
   * @param steps since midnight
   */
  record Vitals(
      Instant at,
      @Nullable Integer heartRate,
      @Nullable Integer spo2,
      @Nullable Integer systolic,
      @Nullable Integer diastolic,
      @Nullable Double temperature,
      @Nullable Integer steps,
      @Nullable Boolean worn,
      @Nullable Boolean atRest)
      implements Sample {

    /** A recorded pulse and nothing else. */
    public static Vitals ofHeartRate(Instant at, int beatsPerMinute) {
      return new Vitals(at, beatsPerMinute, null, null, null, null, null, null, null);
    }

    /** A recorded step count since midnight and nothing else. */
    public static Vitals ofSteps(Instant at, int sinceMidnight) {
      return new Vitals(at, null, null, null, null, null, sinceMidnight, null, null);
    }
  }

  /**
   * Where the band was, in WGS-84.
   *
   * @param lat degrees
   * @param lon degrees
   * @param accuracy metres
   * @param source gps, wifi or cell
   */
  record Fix(Instant at, double lat, double lon, @Nullable Double accuracy, @Nullable String source)
      implements Sample {}
}
