package care.silverbell.records.response.reach;

import care.silverbell.records.person.Contact;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Hours of the week on the office's wall clock: a span holds its start and not its end; one that
 * ends no later than it starts goes on past midnight, and belongs to the day on which it starts.
 */
public final class Hours {
  private Hours() {}

  /** Whether one of the spans covers the moment. */
  public static boolean cover(List<Contact.Hours> hours, Instant at, ZoneId zone) {
    ZonedDateTime shown = at.atZone(zone);
    return hours.stream().anyMatch(it -> covers(it, shown));
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
