package care.silverbell.records.response.unreachable;

import care.silverbell.records.duty.DutyBook;
import care.silverbell.records.duty.DutyRule;
import care.silverbell.records.duty.OnDuty;
import care.silverbell.records.duty.Stretches;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;

/** A cell's duty over a time, with those above, cut where any of it changes. */
record DutyWeek(List<Turn> turns) {

  /** From then on, until the next turn. */
  record Turn(Instant from, OnDuty duty) {}

  static DutyWeek of(DutyBook book, ZoneId zone, UUID cell, Instant from, Instant to) {
    NavigableSet<Instant> moments = new TreeSet<>(Stretches.turns(book, zone, cell, from, to));
    for (UUID higher : book.above().getOrDefault(cell, List.of())) {
      moments.addAll(Stretches.turns(book, zone, higher, from, to));
    }
    List<Turn> turns = new ArrayList<>();
    turns.add(new Turn(from, DutyRule.at(book, zone, cell, from)));
    for (Instant moment : moments.subSet(from, false, to, false)) {
      OnDuty duty = DutyRule.at(book, zone, cell, moment);
      if (!duty.equals(turns.getLast().duty())) {
        turns.add(new Turn(moment, duty));
      }
    }
    return new DutyWeek(turns);
  }
}
