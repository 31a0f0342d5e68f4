package care.silverbell;

import care.silverbell.alerting.backtest.Proposal;
import care.silverbell.alerting.rule.HoursOfWeek;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.alerting.rule.Zone;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.records.rule.backtest.AskedLimit;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings of a rule as they are typed to be tried. */
final class TriedSettings {
  @Option(
      names = "--sign",
      defaultValue = "heartRate",
      description = "heartRate (default), spo2, systolic, diastolic or temperature")
  private String sign = "";

  @Option(names = "--low", description = "too low at or below it")
  private @Nullable Double low;

  @Option(names = "--high", description = "too high at or above it")
  private @Nullable Double high;

  @Option(names = "--lasting", description = "seconds that it must last; else the rule's own time")
  private @Nullable Integer lasting;

  @Option(
      names = "--still",
      description = "in place of a limit: minutes that somebody may keep still while awake")
  private @Nullable Integer still;

  @Option(
      names = "--greeting-by",
      description = "in place of a limit: by when there is a sign of life, such as 08:00")
  private @Nullable LocalTime greetingBy;

  @Option(
      names = "--zone",
      description = "in place of a limit: LAT,LON,METRES of where somebody is expected, always")
  private @Nullable String zone;

  /**
   * What they ask for.
   *
   * @param overOwn whether a limit takes the place of one that was set for a person
   * @throws IllegalArgumentException if they ask for nothing, or for what cannot be
   */
  Proposal proposal(boolean overOwn) {
    if (zone != null) {
      return new Proposal.OfZones(List.of(zone(zone)));
    }
    if (still != null || greetingBy != null) {
      return new Proposal.OfPartOfDay(greetingBy, still == null ? null : Duration.ofMinutes(still));
    }
    return limit(overOwn);
  }

  private static Zone zone(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a zone is LAT,LON,METRES");
    }
    return new Zone(
        text,
        new Zone.Circle(
            Double.parseDouble(parts[0]),
            Double.parseDouble(parts[1]),
            Double.parseDouble(parts[2])),
        HoursOfWeek.ALWAYS);
  }

  private Proposal limit(boolean overOwn) {
    Sign of =
        AskedLimit.sign(sign)
            .orElseThrow(() -> new IllegalArgumentException("there are no limits of " + sign));
    if (low == null && high == null) {
      throw new IllegalArgumentException("say --low or --high, --still, --greeting-by or --zone");
    }
    Duration time = lasting == null ? null : Duration.ofSeconds(lasting);
    return new Proposal.OfLimit(of, new Limit(low, high, time), overOwn);
  }
}
