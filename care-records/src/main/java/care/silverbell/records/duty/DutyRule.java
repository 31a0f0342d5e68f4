package care.silverbell.records.duty;

import care.silverbell.records.duty.DutyBook.Leave;
import care.silverbell.records.duty.DutyBook.Member;
import care.silverbell.records.duty.DutyBook.Row;
import care.silverbell.records.duty.DutyBook.Serving;
import care.silverbell.records.duty.DutyBook.Swap;
import care.silverbell.records.duty.OnDuty.Gap;
import care.silverbell.records.duty.OnDuty.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is on duty for a cell at a moment: a pure function of the {@link DutyBook}. In this order:
 *
 * <ol>
 *   <li><b>The rota.</b> A row names A and B for a span of a weekday. Times are those of the wall
 *       clock in the office's zone ({@link WallClock} says what a time is that daylight saving
 *       leaps over or repeats); a span holds its start and not its end. It belongs to the day on
 *       which it starts: that day's weekday and its {@code validFrom} to {@code validTo} count. A
 *       span that ends no later than it starts ends the day after; one that ends as it starts is a
 *       whole day.
 *   <li><b>Holidays.</b> A day that is a holiday for the cell (its own, else the nearest above)
 *       takes the rows of the weekday it is treated as, and those only; 8 is the holidays' own
 *       rota. A night that began the evening before goes on.
 *   <li><b>Overlaps.</b> Of several spans that cover the moment the later {@code validFrom} wins,
 *       then the later start, then the earlier end, then the smaller id.
 *   <li><b>No rota.</b> A cell without a single row, valid or not, is held by those who serve it,
 *       in the order in which they began (then by id): the first is A, the second B. Rows name whom
 *       they like; A and B of a row need not serve the cell.
 *   <li><b>Swaps.</b> Each swap of the cell that covers the moment, in order of their start (then
 *       by id), puts {@code instead} in the place of {@code away}. Who then stands there twice
 *       stands in the first place only: B for A leaves nobody as B.
 *   <li><b>Leave.</b> Who is on leave, or has left (from the beginning of {@code leftOn}), drops
 *       out, and the next one moves up: B becomes A.
 * </ol>
 *
 * Where nobody remains there is a gap, and it has a name. Those above are told for every level: its
 * own A by the same rule, then all others who serve it and are there.
 */
public final class DutyRule {
  private static final Comparator<Span> WINS_LAST =
      Comparator.comparing((Span span) -> span.row().validFrom())
          .thenComparing(Span::starts)
          .thenComparing(Comparator.comparing(Span::ends).reversed())
          .thenComparing(Comparator.comparing((Span span) -> span.row().id()).reversed());

  private DutyRule() {}

  /** Who is on duty for the cell, who stands in, and who is above. */
  public static OnDuty at(DutyBook book, ZoneId zone, UUID cell, Instant at) {
    List<Level> levels = new ArrayList<>();
    for (UUID higher : book.above().getOrDefault(cell, List.of())) {
      levels.add(level(book, zone, higher, at));
    }
    return here(book, zone, cell, at).under(levels);
  }

  /** Why one of the staff is away at that moment; empty where they are there. */
  public static Optional<Gap> away(DutyBook book, ZoneId zone, UUID staff, Instant at) {
    if (hasLeft(book, zone, staff, at)) {
      return Optional.of(Gap.LEFT);
    }
    return isThere(book, zone, staff, at) ? Optional.empty() : Optional.of(Gap.ON_LEAVE);
  }

  /** The same without those above. */
  static OnDuty here(DutyBook book, ZoneId zone, UUID cell, Instant at) {
    if (!book.above().containsKey(cell)) {
      return nobody(Gap.NO_SUCH_CELL);
    }
    List<Row> rota = book.rota().getOrDefault(cell, List.of());
    List<UUID> named;
    if (rota.isEmpty()) {
      named = serving(book, cell, at);
      if (named.isEmpty()) {
        return nobody(Gap.NO_STAFF);
      }
    } else {
      Optional<Span> now =
          spansAround(book, zone, rota, at).stream().filter(span -> span.covers(at)).max(WINS_LAST);
      if (now.isEmpty()) {
        return nobody(Gap.NO_ROTA_NOW);
      }
      named = now.get().pair();
    }
    return present(book, zone, swapped(book, cell, named, at), at);
  }

  /** A row's span on one day. */
  record Span(Row row, Instant starts, Instant ends) {
    boolean covers(Instant at) {
      return !at.isBefore(starts) && at.isBefore(ends);
    }

    List<UUID> pair() {
      UUID b = row.b();
      return b == null ? List.of(row.a()) : List.of(row.a(), b);
    }
  }

  /** The spans of that day; empty ones, leapt over by the clock, among them. */
  static List<Span> spans(DutyBook book, ZoneId zone, List<Row> rota, LocalDate day) {
    List<Span> spans = new ArrayList<>();
    for (Row row : rota) {
      LocalDate validTo = row.validTo();
      if (!day.isBefore(row.validFrom())
          && (validTo == null || !day.isAfter(validTo))
          && row.weekday() == book.weekday(row.cell(), day)) {
        LocalDate last = row.ends().isAfter(row.starts()) ? day : day.plusDays(1);
        spans.add(
            new Span(
                row,
                WallClock.instant(zone, day.atTime(row.starts())),
                WallClock.instant(zone, last.atTime(row.ends()))));
      }
    }
    return spans;
  }

  /** A span lasts a day at most; where the clock is put back at midnight the date may be behind. */
  private static List<Span> spansAround(DutyBook book, ZoneId zone, List<Row> rota, Instant at) {
    LocalDate today = at.atZone(zone).toLocalDate();
    List<Span> spans = spans(book, zone, rota, today.minusDays(1));
    spans.addAll(spans(book, zone, rota, today));
    spans.addAll(spans(book, zone, rota, today.plusDays(1)));
    return spans;
  }

  private static List<UUID> serving(DutyBook book, UUID cell, Instant at) {
    return book.serving().getOrDefault(cell, List.of()).stream()
        .filter(it -> it.covers(at))
        .map(Serving::staff)
        .distinct()
        .toList();
  }

  private static List<UUID> swapped(DutyBook book, UUID cell, List<UUID> named, Instant at) {
    List<UUID> standing = new ArrayList<>(named);
    for (Swap swap : book.swaps().getOrDefault(cell, List.of())) {
      if (swap.covers(at)) {
        standing.replaceAll(it -> it.equals(swap.away()) ? swap.instead() : it);
      }
    }
    return new ArrayList<>(new LinkedHashSet<>(standing));
  }

  private static OnDuty present(DutyBook book, ZoneId zone, List<UUID> standing, Instant at) {
    List<UUID> there = standing.stream().filter(it -> isThere(book, zone, it, at)).toList();
    if (there.isEmpty()) {
      boolean leave = standing.stream().anyMatch(it -> !hasLeft(book, zone, it, at));
      return nobody(leave ? Gap.ON_LEAVE : Gap.LEFT);
    }
    return new OnDuty.Somebody(there.getFirst(), there.size() > 1 ? there.get(1) : null, List.of());
  }

  private static Level level(DutyBook book, ZoneId zone, UUID cell, Instant at) {
    @Nullable UUID a =
        switch (here(book, zone, cell, at)) {
          case OnDuty.Somebody somebody -> somebody.a();
          case OnDuty.Nobody _ -> null;
        };
    List<UUID> others =
        serving(book, cell, at).stream()
            .filter(it -> !it.equals(a) && isThere(book, zone, it, at))
            .toList();
    return new Level(cell, a, others);
  }

  private static boolean isThere(DutyBook book, ZoneId zone, UUID staff, Instant at) {
    return !hasLeft(book, zone, staff, at)
        && book.leave().getOrDefault(staff, List.<Leave>of()).stream()
            .noneMatch(it -> it.covers(at));
  }

  private static boolean hasLeft(DutyBook book, ZoneId zone, UUID staff, Instant at) {
    Member member = book.staff().get(staff);
    LocalDate leftOn = member == null ? null : member.leftOn();
    return leftOn != null && !at.isBefore(WallClock.dawn(zone, leftOn));
  }

  private static OnDuty nobody(Gap gap) {
    return new OnDuty.Nobody(gap, List.of());
  }
}
