package care.silverbell.records.duty;

import care.silverbell.records.duty.DutyBook.Holiday;
import care.silverbell.records.duty.DutyBook.Member;
import care.silverbell.records.duty.DutyBook.Row;
import care.silverbell.records.duty.OnDuty.Gap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is on duty, told a second time and plainly: a clock is read by looking at it again and again,
 * and all that could stand there is written down and crossed out.
 */
final class DutyOracle {
  /** Apia has left out a whole day (30 December 2011). */
  private static final Duration A_LEAP = Duration.ofHours(27);

  private final DutyBook book;
  private final ZoneId zone;
  private final LocalDate first;
  private final LocalDate last;
  private final Map<LocalDateTime, Instant> clock = new HashMap<>();
  private final Map<UUID, Map<Long, List<Turn>>> turns = new HashMap<>();

  DutyOracle(DutyBook book, ZoneId zone, LocalDate first, LocalDate last) {
    this.book = book;
    this.zone = zone;
    this.first = first;
    this.last = last;
  }

  /** What is to come out; a gap where a is null. */
  record Told(@Nullable UUID a, @Nullable UUID b, @Nullable Gap gap) {
    static Told of(OnDuty duty) {
      return switch (duty) {
        case OnDuty.Somebody it -> new Told(it.a(), it.b(), null);
        case OnDuty.Nobody it -> new Told(null, null, it.gap());
      };
    }
  }

  private record Turn(Row row, Instant from, Instant to) {}

  Told at(UUID cell, Instant at) {
    List<UUID> standing;
    if (book.rota().getOrDefault(cell, List.of()).isEmpty()) {
      standing = serving(cell, at);
      if (standing.isEmpty()) {
        return new Told(null, null, Gap.NO_STAFF);
      }
    } else {
      Turn turn = turn(cell, at);
      if (turn == null) {
        return new Told(null, null, Gap.NO_ROTA_NOW);
      }
      standing = new ArrayList<>(List.of(turn.row.a()));
      if (turn.row.b() != null) {
        standing.add(turn.row.b());
      }
    }
    swap(cell, standing, at);
    List<UUID> there = new ArrayList<>();
    boolean anyOnTheStaff = false;
    for (UUID one : standing) {
      anyOnTheStaff |= !hasLeft(one, at);
      if (!hasLeft(one, at) && !isOnLeave(one, at) && !there.contains(one)) {
        there.add(one);
      }
    }
    if (there.isEmpty()) {
      return new Told(null, null, anyOnTheStaff ? Gap.ON_LEAVE : Gap.LEFT);
    }
    return new Told(there.getFirst(), there.size() > 1 ? there.get(1) : null, null);
  }

  /** Those above, level by level. */
  List<OnDuty.Level> above(UUID cell, Instant at) {
    List<OnDuty.Level> levels = new ArrayList<>();
    for (UUID higher : book.above().getOrDefault(cell, List.of())) {
      UUID a = at(higher, at).a;
      List<UUID> others = new ArrayList<>();
      for (UUID one : serving(higher, at)) {
        if (!one.equals(a) && !hasLeft(one, at) && !isOnLeave(one, at)) {
          others.add(one);
        }
      }
      levels.add(new OnDuty.Level(higher, a, others));
    }
    return levels;
  }

  /** When somebody's turn begins or ends by the rota, and whatever else has a beginning or end. */
  Set<Instant> turns(UUID cell) {
    Set<Instant> all = new TreeSet<>();
    turnsOf(cell).values().stream()
        .flatMap(List::stream)
        .forEach(it -> all.addAll(List.of(it.from, it.to)));
    book.swaps().values().stream()
        .flatMap(List::stream)
        .forEach(it -> all.addAll(List.of(it.starts(), it.ends())));
    book.leave().values().stream()
        .flatMap(List::stream)
        .forEach(it -> all.addAll(List.of(it.starts(), it.ends())));
    book.serving().values().stream()
        .flatMap(List::stream)
        .forEach(it -> all.add(it.until() == null ? it.since() : it.until()));
    book.staff().values().stream()
        .map(Member::leftOn)
        .filter(Objects::nonNull)
        .forEach(it -> all.add(shown(it.atStartOfDay())));
    return all;
  }

  private List<UUID> serving(UUID cell, Instant at) {
    List<UUID> serving = new ArrayList<>();
    book.serving().getOrDefault(cell, List.of()).stream()
        .filter(it -> isWithin(at, it.since(), it.until()))
        .sorted(
            Comparator.comparing(DutyBook.Serving::since).thenComparing(DutyBook.Serving::staff))
        .forEach(it -> {
          if (!serving.contains(it.staff())) {
            serving.add(it.staff());
          }
        });
    return serving;
  }

  private void swap(UUID cell, List<UUID> standing, Instant at) {
    book.swaps().getOrDefault(cell, List.of()).stream()
        .filter(it -> isWithin(at, it.starts(), it.ends()))
        .sorted(Comparator.comparing(DutyBook.Swap::starts).thenComparing(DutyBook.Swap::id))
        .forEach(it -> {
          for (int place = 0; place < standing.size(); place++) {
            if (standing.get(place).equals(it.away())) {
              standing.set(place, it.instead());
            }
          }
        });
  }

  /** Of those that cover the moment, the one that is to win. */
  private @Nullable Turn turn(UUID cell, Instant at) {
    Turn winner = null;
    for (Turn turn : turnsOf(cell).getOrDefault(day(at), List.of())) {
      if (isWithin(at, turn.from, turn.to) && (winner == null || wins(turn, winner))) {
        winner = turn;
      }
    }
    return winner;
  }

  private static boolean wins(Turn one, Turn other) {
    int newer = one.row.validFrom().compareTo(other.row.validFrom());
    if (newer != 0) {
      return newer > 0;
    }
    int later = one.from.compareTo(other.from);
    if (later != 0) {
      return later > 0;
    }
    int longer = one.to.compareTo(other.to);
    return longer != 0 ? longer < 0 : one.row.id().compareTo(other.row.id()) < 0;
  }

  /** All turns of a cell's year, by each day of the world's clock that they touch. */
  private Map<Long, List<Turn>> turnsOf(UUID cell) {
    return turns.computeIfAbsent(
        cell,
        _ -> {
          Map<Long, List<Turn>> byDay = new TreeMap<>();
          for (LocalDate day = first.minusDays(2);
              day.isBefore(last.plusDays(2));
              day = day.plusDays(1)) {
            for (Row row : book.rota().getOrDefault(cell, List.of())) {
              if (isOf(row, cell, day)) {
                add(byDay, row, day);
              }
            }
          }
          return byDay;
        });
  }

  private void add(Map<Long, List<Turn>> byDay, Row row, LocalDate day) {
    LocalDate endsOn = row.starts().isBefore(row.ends()) ? day : day.plusDays(1);
    Turn turn = new Turn(row, shown(day.atTime(row.starts())), shown(endsOn.atTime(row.ends())));
    for (long touched = day(turn.from); touched <= day(turn.to); touched++) {
      byDay.computeIfAbsent(touched, _ -> new ArrayList<>()).add(turn);
    }
  }

  private boolean isOf(Row row, UUID cell, LocalDate day) {
    LocalDate validTo = row.validTo();
    if (day.isBefore(row.validFrom()) || (validTo != null && day.isAfter(validTo))) {
      return false;
    }
    List<UUID> upwards = new ArrayList<>(List.of(cell));
    upwards.addAll(book.above().getOrDefault(cell, List.of()));
    for (UUID one : upwards) {
      Holiday holiday = book.holidays().getOrDefault(one, Map.of()).get(day);
      if (holiday != null) {
        return holiday.treatedAs() == row.weekday();
      }
    }
    return day.getDayOfWeek().getValue() == row.weekday();
  }

  private boolean hasLeft(UUID who, Instant at) {
    Member member = book.staff().get(who);
    LocalDate leftOn = member == null ? null : member.leftOn();
    return leftOn != null && !at.isBefore(shown(leftOn.atStartOfDay()));
  }

  private boolean isOnLeave(UUID who, Instant at) {
    return book.leave().getOrDefault(who, List.of()).stream()
        .anyMatch(it -> isWithin(at, it.starts(), it.ends()));
  }

  private static boolean isWithin(Instant at, Instant from, @Nullable Instant to) {
    return from.compareTo(at) <= 0 && (to == null || at.compareTo(to) < 0);
  }

  private static long day(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), 86_400L);
  }

  /**
   * The first quarter of an hour at which the clock on the wall shows that time, or has leapt over
   * it: rotas are written in quarters here, and no clock is moved by less.
   */
  private Instant shown(LocalDateTime time) {
    return clock.computeIfAbsent(
        time,
        _ -> {
          Instant roughly = time.toInstant(ZoneOffset.UTC);
          Instant at =
              roughly
                  .minusSeconds(zone.getRules().getOffset(roughly).getTotalSeconds())
                  .minus(A_LEAP);
          while (at.atZone(zone).toLocalDateTime().isBefore(time)) {
            at = at.plus(15, ChronoUnit.MINUTES);
          }
          return at;
        });
  }
}
