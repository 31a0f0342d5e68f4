package care.silverbell.records.trend;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.trend.DayFigures;
import care.silverbell.ingest.trend.RollUp;
import care.silverbell.ingest.trend.RollUps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sign over any stretch of time, in at most about a thousand pieces: as fine as the stretch
 * allows, so that a year and a minute are read equally fast.
 *
 * @param every length of a piece; null where each piece is one reading
 * @param gaps where nothing is known; nothing may be drawn across them
 */
public record Ribbon(@Nullable Duration every, List<RollUp> pieces, List<Gap> gaps) {
  private static final Duration RAW = Duration.ofHours(2);
  private static final Duration WINDOWED = Duration.ofDays(2);
  private static final Duration HOURLY = Duration.ofDays(45);
  private static final int MOST_PIECES = 600;
  private static final int MOST_POINTS = 20_000;

  /** Bands measure every ten minutes at the slowest; what is silent for longer has a gap. */
  private static final Duration SILENCE = Duration.ofMinutes(15);

  private static final List<Duration> LENGTHS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30));

  /** Reads it, with why there are gaps. */
  static Ribbon read(
      TelemetryStore telemetry,
      RollUps rollUps,
      PersonId person,
      Sign sign,
      Instant from,
      Instant to) {
    return of(telemetry, rollUps, person, sign, from, to).named(telemetry, person, sign, from);
  }

  /** By the hour, however long, with why there are gaps. */
  public static Ribbon byHours(
      TelemetryStore telemetry,
      RollUps rollUps,
      PersonId person,
      Sign sign,
      Instant from,
      Instant to) {
    return byHours(rollUps, person, sign, from, to).named(telemetry, person, sign, from);
  }

  private static Ribbon byHours(
      RollUps rollUps, PersonId person, Sign sign, Instant from, Instant to) {
    return of(Duration.ofHours(1), rollUps.hours(person, sign, from, to), from, to);
  }

  private Ribbon named(TelemetryStore telemetry, PersonId person, Sign sign, Instant from) {
    return new Ribbon(
        every, pieces, GapReasons.named(telemetry, person, sign, from, gaps, SILENCE));
  }

  /** From the readings for a day or two, from what was rolled up beyond. */
  private static Ribbon of(
      TelemetryStore telemetry,
      RollUps rollUps,
      PersonId person,
      Sign sign,
      Instant from,
      Instant to) {
    Duration span = Duration.between(from, to);
    if (span.compareTo(RAW) <= 0) {
      List<RollUp> pieces =
          telemetry.points(person, sign, from, to, MOST_POINTS).stream()
              .map(it -> new RollUp(it.at(), it.value(), it.value(), it.value(), 1))
              .toList();
      return of(null, pieces, from, to);
    }
    if (span.compareTo(WINDOWED) <= 0) {
      Duration every = length(span);
      List<RollUp> pieces =
          telemetry.windows(person, sign, from, to, every).stream()
              .map(it -> new RollUp(it.at(), it.min(), it.mean(), it.max(), it.count()))
              .toList();
      return of(every, pieces, from, to);
    }
    if (span.compareTo(HOURLY) <= 0) {
      return byHours(rollUps, person, sign, from, to);
    }
    List<RollUp> days =
        rollUps
            .days(
                person,
                sign,
                from.atZone(rollUps.zone()).toLocalDate(),
                to.atZone(rollUps.zone()).toLocalDate())
            .stream()
            .map(DayFigures::whole)
            .toList();
    return of(Duration.ofDays(1), days, from, to);
  }

  static Ribbon of(@Nullable Duration every, List<RollUp> pieces, Instant from, Instant to) {
    return new Ribbon(every, pieces, gaps(every == null ? Duration.ZERO : every, pieces, from, to));
  }

  private static Duration length(Duration span) {
    return LENGTHS.stream()
        .filter(it -> span.dividedBy(it) <= MOST_PIECES)
        .findFirst()
        .orElse(LENGTHS.getLast());
  }

  private static List<Gap> gaps(Duration every, List<RollUp> pieces, Instant from, Instant to) {
    List<Gap> gaps = new ArrayList<>();
    Instant known = from;
    for (RollUp piece : pieces) {
      gap(gaps, known, piece.at(), every);
      Instant ends = piece.at().plus(every);
      known = ends.isAfter(known) ? ends : known;
    }
    gap(gaps, known, to, every);
    return gaps;
  }

  private static void gap(List<Gap> gaps, Instant from, Instant to, Duration every) {
    Duration silence = Duration.between(from, to);
    // A whole piece is missing, or, where pieces are short, more than a slow band would leave out.
    if (silence.compareTo(SILENCE) > 0 && silence.compareTo(every.dividedBy(2)) > 0) {
      gaps.add(new Gap(from, to, Gap.Why.NOT_MEASURED));
    }
  }
}
