package care.silverbell.records.attention;

import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.ingest.reading.Sign;
import java.util.Map;
import java.util.Optional;

/**
 * What is outside for anybody for whom no doctor has said otherwise: the band 3 of NEWS2 (Royal
 * College of Physicians). It has none for the diastolic pressure.
 */
final class GeneralBounds {
  private static final Map<Sign, Limit> OF_SIGNS =
      Map.of(
          Sign.HEART_RATE, new Limit(40.0, 131.0, null),
          Sign.SPO2, new Limit(91.0, null, null),
          Sign.SYSTOLIC, new Limit(90.0, 220.0, null),
          Sign.TEMPERATURE, new Limit(35.0, 39.1, null));

  private GeneralBounds() {}

  static Optional<Limit> of(Sign sign) {
    return Optional.ofNullable(OF_SIGNS.get(sign));
  }
}
