package care.silverbell.records.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;

/** A time cut into stretches in each of which the same people are on duty for a cell. */
public final class Stretches {
  private Stretches() {}

  /** From {@code from} until before {@code to}; nothing is said of those above. */
  public record Stretch(Instant from, Instant to, OnDuty who) {}

  /** The stretches of [from, to), each as long as it can be, without a hole between them. */
  public static List<Stretch> of(DutyBook book, ZoneId zone, UUID cell, Instant from, Instant to) {
    List<Stretch> stretches = new ArrayList<>();
    NavigableSet<Instant> turns = turns(book, zone, cell, from, to);
    Instant begun = from;
    OnDuty who = DutyRule.here(book, zone, cell, from);
    for (Instant turn : turns.subSet(from, false, to, false)) {
      OnDuty next = DutyRule.here(book, zone, cell, turn);
      if (!next.equals(who)) {
        stretches.add(new Stretch(begun, turn, who));
        begun = turn;
        who = next;
      }
    }
    stretches.add(new Stretch(begun, to, who));
    return stretches;
  }

  /** Every moment at which it may become another's turn, and some more. */
  public static NavigableSet<Instant> turns(
      DutyBook book, ZoneId zone, UUID cell, Instant from, Instant to) {
    NavigableSet<Instant> turns = new TreeSet<>();
    LocalDate last = to.atZone(zone).toLocalDate().plusDays(1);
    List<DutyBook.Row> rota = book.rota().getOrDefault(cell, List.of());
    LocalDate first = from.atZone(zone).toLocalDate().minusDays(1);
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      for (DutyRule.Span span : DutyRule.spans(book, zone, rota, day)) {
        turns.add(span.starts());
        turns.add(span.ends());
      }
    }
    book.swaps()
        .getOrDefault(cell, List.of())
        .forEach(it -> {
          turns.add(it.starts());
          turns.add(it.ends());
        });
    book.leave().values().stream()
        .flatMap(List::stream)
        .forEach(it -> {
          turns.add(it.starts());
          turns.add(it.ends());
        });
    for (DutyBook.Serving serving : book.serving().getOrDefault(cell, List.of())) {
      turns.add(serving.since());
      Instant until = serving.until();
      if (until != null) {
        turns.add(until);
      }
    }
    for (DutyBook.Member member : book.staff().values()) {
      LocalDate leftOn = member.leftOn();
      if (leftOn != null) {
        turns.add(WallClock.dawn(zone, leftOn));
      }
    }
    return turns;
  }
}
