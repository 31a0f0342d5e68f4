package care.silverbell.records.response.reach;

import care.silverbell.records.person.Contact;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Hours of the week on the office's wall clock: a span holds its start and not its end; one that
 * ends no later than it starts goes on past midnight, and belongs to the day on which it starts.
 */
public final class Hours {
  /** What is so on each day of a week for ever is never otherwise. */
  private static final int DAYS = 8;

  private Hours() {}

  /** Whether one of the spans covers the moment. */
  public static boolean cover(List<Contact.Hours> hours, Instant at, ZoneId zone) {
    ZonedDateTime shown = at.atZone(zone);
    return hours.stream().anyMatch(it -> covers(it, shown));
  }

  /** When the hours that cover the moment end; empty where they never do, or do not cover it. */
  public static Optional<Instant> end(List<Contact.Hours> hours, Instant at, ZoneId zone) {
    return next(hours, at, zone, Contact.Hours::to).filter(_ -> cover(hours, at, zone));
  }

  /** When hours begin next that do not cover the moment; empty where there are none. */
  public static Optional<Instant> begin(List<Contact.Hours> hours, Instant at, ZoneId zone) {
    return next(hours, at, zone, Contact.Hours::from).filter(_ -> !cover(hours, at, zone));
  }

  /** The next turn of that kind at which it is otherwise than at the moment. */
  private static Optional<Instant> next(
      List<Contact.Hours> hours, Instant at, ZoneId zone, Function<Contact.Hours, LocalTime> turn) {
    boolean now = cover(hours, at, zone);
    LocalDate today = at.atZone(zone).toLocalDate();
    return IntStream.rangeClosed(0, DAYS)
        .mapToObj(today::plusDays)
        .flatMap(
            day -> hours.stream().map(it -> day.atTime(turn.apply(it)).atZone(zone).toInstant()))
        .filter(it -> it.isAfter(at) && cover(hours, it, zone) != now)
        .min(Comparator.naturalOrder());
  }

  private static boolean covers(Contact.Hours span, ZonedDateTime shown) {
    LocalTime time = shown.toLocalTime();
    boolean pastMidnight = !span.to().isAfter(span.from());
    boolean begun = !time.isBefore(span.from());
    boolean ended = !time.isBefore(span.to());
    DayOfWeek today = shown.getDayOfWeek();
    if (!pastMidnight) {
      return begun && !ended && span.days().contains(today.getValue());
    }
    return (begun && span.days().contains(today.getValue()))
        || (!ended && span.days().contains(today.minus(1).getValue()));
  }
}
