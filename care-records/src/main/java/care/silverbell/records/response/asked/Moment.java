package care.silverbell.records.response.asked;

import care.silverbell.alerting.response.Who;
import care.silverbell.records.duty.DutyBook;
import care.silverbell.records.duty.DutyRule;
import care.silverbell.records.duty.OnDuty;
import care.silverbell.records.duty.OnDuty.Level;
import care.silverbell.records.response.reach.ReachBook.Cared;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person at a moment, with who is on duty for them then.
 *
 * @param person null for an unknown caller and for the service itself
 * @param duty of the person's cell; null where there is no person
 */
public record Moment(
    @Nullable Cared person, @Nullable OnDuty duty, DutyBook book, ZoneId zone, Instant at) {

  /** Looks duty up in the book. */
  public static Moment of(@Nullable Cared person, DutyBook book, ZoneId zone, Instant at) {
    return new Moment(
        person, person == null ? null : DutyRule.at(book, zone, person.cell(), at), book, zone, at);
  }

  /** Whom of the staff these words mean, so that how to tell them can be read beforehand. */
  public Set<UUID> staff(Set<Who> words) {
    Set<UUID> staff = new HashSet<>();
    for (Who word : words) {
      switch (word) {
        case Who.OnDuty _ -> onDuty(staff);
        case Who.StandIn _ -> onDuty(staff);
        case Who.Above above -> staff.addAll(above(above.levels()));
        case Who.Named named -> staff.add(named.staff());
        case Who.Family _, Who.Desk _, Who.Operators _, Who.Groups _, Who.Canary _ -> {}
      }
    }
    return staff;
  }

  /** Who is on duty that many levels above, else who serves there; empty for nobody. */
  List<UUID> above(int levels) {
    if (duty == null || duty.above().size() < levels) {
      return List.of();
    }
    Level level = duty.above().get(levels - 1);
    UUID a = level.a();
    return a == null ? level.others() : List.of(a);
  }

  /** Whether the grid has so many levels above the person's cell. */
  boolean hasLevel(int levels) {
    return duty != null && duty.above().size() >= levels;
  }

  /** The person's cell and those above, the nearest first. */
  public List<UUID> cells() {
    if (person == null) {
      return List.of();
    }
    List<UUID> cells = new ArrayList<>(List.of(person.cell()));
    cells.addAll(book.above().getOrDefault(person.cell(), List.of()));
    return cells;
  }

  private void onDuty(Set<UUID> staff) {
    if (duty instanceof OnDuty.Somebody somebody) {
      staff.add(somebody.a());
      UUID b = somebody.b();
      if (b != null) {
        staff.add(b);
      }
    }
  }
}
