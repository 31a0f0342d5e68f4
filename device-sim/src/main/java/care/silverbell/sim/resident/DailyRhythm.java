package care.silverbell.sim.resident;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** How a person spends their days, and what that does to the battery on the wrist. */
final class DailyRhythm {
  /** After so many days without a charger any band is flat. */
  private static final int DAYS_LOOKED_BACK = 3;

  private static final int DAYS_REMEMBERED = 6;
  private static final double FULL = 100;

  private final long seed;
  private final ZoneId zone;
  private final Map<LocalDate, Day> days = new ConcurrentHashMap<>();

  DailyRhythm(long seed, ZoneId zone) {
    this.seed = seed;
    this.zone = zone;
  }

  Day.Spell spellAt(Instant at) {
    return day(date(at)).spellAt(at);
  }

  boolean offWrist(Instant at) {
    return charging(at) || within(at, Day::offWrist).isPresent();
  }

  boolean charging(Instant at) {
    return within(at, Day::charging).isPresent();
  }

  boolean outOfReach(Instant at) {
    return within(at, Day::outOfReach).isPresent();
  }

  /** Steps since midnight. */
  int stepsSinceMidnight(Instant at, double stepsASecondWalking) {
    double steps = 0;
    for (Day.Spell spell : day(date(at)).spells()) {
      Instant end = spell.span().until().isBefore(at) ? spell.span().until() : at;
      long seconds = Math.max(0, Duration.between(spell.span().from(), end).toSeconds());
      steps += seconds * stepsASecond(spell.activity(), stepsASecondWalking);
    }
    return (int) steps;
  }

  /** The battery in %: full from the charger, then less by the hour. */
  double battery(Instant at, double drainAnHour) {
    Optional<Day.Span> last =
        IntStream.rangeClosed(0, DAYS_LOOKED_BACK)
            .mapToObj(back -> day(date(at).minusDays(back)).charging())
            .flatMap(List::stream)
            .filter(span -> !span.from().isAfter(at))
            .findFirst();
    if (last.isEmpty()) {
      return 0;
    }
    Day.Span charge = last.get();
    if (!charge.contains(at)) {
      double hours = Duration.between(charge.until(), at).toMillis() / 3_600_000.0;
      return Math.max(0, FULL - hours * drainAnHour);
    }
    double before = battery(charge.from().minusMillis(1), drainAnHour);
    double done =
        (double) Duration.between(charge.from(), at).toMillis() / charge.length().toMillis();
    return before + (FULL - before) * done;
  }

  private static double stepsASecond(Activity activity, double walking) {
    return switch (activity) {
      case ASLEEP, RESTING -> 0;
      case EATING -> 0.01;
      case CHORES -> 0.12;
      case WALKING -> walking;
    };
  }

  private Optional<Day.Span> within(Instant at, Function<Day, List<Day.Span>> spans) {
    LocalDate today = date(at);
    return IntStream.rangeClosed(0, 1)
        .mapToObj(back -> spans.apply(day(today.minusDays(back))))
        .flatMap(List::stream)
        .filter(span -> span.contains(at))
        .findFirst();
  }

  private LocalDate date(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }

  private Day day(LocalDate date) {
    Day known = days.get(date);
    if (known != null) {
      return known;
    }
    if (days.size() > DAYS_REMEMBERED) {
      days.clear();
    }
    Day planned = Day.of(seed, date, zone);
    days.put(date, planned);
    return planned;
  }
}
