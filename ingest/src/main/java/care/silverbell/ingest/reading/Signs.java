package care.silverbell.ingest.reading;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The vital signs of one moment; what is absent is unknown.
 *
 * @param heartRate beats per minute
 * @param spo2 oxygen saturation, %
 * @param systolic blood pressure, mmHg
 * @param diastolic blood pressure, mmHg
 * @param temperature of the body, °C
 * @param steps since the wearer's midnight
 * @param worn whether the band is on a wrist
 * @param atRest whether the band judges its wearer to be at rest
 */
public record Signs(
    @Nullable Integer heartRate,
    @Nullable Integer spo2,
    @Nullable Integer systolic,
    @Nullable Integer diastolic,
    @Nullable Double temperature,
    @Nullable Integer steps,
    @Nullable Boolean worn,
    @Nullable Boolean atRest) {

  /** Nothing known. */
  public static final Signs NONE = new Signs(null, null, null, null, null, null, null, null);

  /** Heart rate alone, beats per minute. */
  public static Signs ofHeartRate(int beatsPerMinute) {
    return new Signs(beatsPerMinute, null, null, null, null, null, null, null);
  }

  /** Of what tells each sign's value in its unit, null where it is unknown. */
  public static Signs of(
      Function<Sign, @Nullable Double> values, @Nullable Boolean worn, @Nullable Boolean atRest) {
    return new Signs(
        whole(values.apply(Sign.HEART_RATE)),
        whole(values.apply(Sign.SPO2)),
        whole(values.apply(Sign.SYSTOLIC)),
        whole(values.apply(Sign.DIASTOLIC)),
        values.apply(Sign.TEMPERATURE),
        whole(values.apply(Sign.STEPS)),
        worn,
        atRest);
  }

  private static @Nullable Integer whole(@Nullable Double value) {
    return value == null ? null : (int) Math.round(value);
  }

  /**
   * Whether the value of a sign is one of the wearer: what was measured while the band was on no
   * wrist is nobody's. Steps are counted, not measured: they stay the wearer's.
   */
  public boolean isOfWearer(Sign sign) {
    return sign == Sign.STEPS || !Boolean.FALSE.equals(worn);
  }

  /** Without what is nobody's. */
  public Signs ofWearer() {
    return Boolean.FALSE.equals(worn)
        ? new Signs(null, null, null, null, null, steps, worn, atRest)
        : this;
  }

  /** The value of one numeric sign in its unit, or null where it is unknown. */
  public @Nullable Number value(Sign sign) {
    return switch (sign) {
      case HEART_RATE -> heartRate;
      case SPO2 -> spo2;
      case SYSTOLIC -> systolic;
      case DIASTOLIC -> diastolic;
      case TEMPERATURE -> temperature;
      case STEPS -> steps;
    };
  }
}
