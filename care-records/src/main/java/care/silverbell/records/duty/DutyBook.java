package care.silverbell.records.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that duty is told from, as it was at one moment; {@link DutyRule} says what it means.
 *
 * @param above each cell of the grid with those above it, its parent first
 * @param serving by cell, in the order in which they began
 * @param rota by cell
 * @param holidays by cell and day
 * @param swaps by cell, in the order in which they start
 * @param leave by staff
 */
public record DutyBook(
    Map<UUID, List<UUID>> above,
    Map<UUID, Member> staff,
    Map<UUID, List<Serving>> serving,
    Map<UUID, List<Row>> rota,
    Map<UUID, Map<LocalDate, Holiday>> holidays,
    Map<UUID, List<Swap>> swaps,
    Map<UUID, List<Leave>> leave) {

  /**
   * Somebody of the staff.
   *
   * @param leftOn the first day on which they are no longer there
   */
  public record Member(
      UUID id, String code, String name, @Nullable String phone, @Nullable LocalDate leftOn) {}

  /** That somebody serves a cell from {@code since} on and before {@code until}. */
  public record Serving(UUID cell, UUID staff, Instant since, @Nullable Instant until) {
    boolean covers(Instant at) {
      return !at.isBefore(since) && (until == null || at.isBefore(until));
    }
  }

  /**
   * A span of a cell's weekly rota.
   *
   * @param weekday 1 for Monday to 7 for Sunday, 8 for a holiday
   * @param ends no later than {@code starts} for a span that ends the day after
   * @param validFrom the first day on which the span may start
   * @param validTo the last one; null for no end
   */
  public record Row(
      UUID id,
      UUID cell,
      int weekday,
      LocalTime starts,
      LocalTime ends,
      UUID a,
      @Nullable UUID b,
      LocalDate validFrom,
      @Nullable LocalDate validTo) {}

  /** A day that is treated as another weekday, or as 8, a holiday. */
  public record Holiday(UUID cell, LocalDate day, String name, int treatedAs) {}

  /** That {@code instead} stands in the place of {@code away} in [starts, ends). */
  public record Swap(UUID id, UUID cell, Instant starts, Instant ends, UUID away, UUID instead) {
    boolean covers(Instant at) {
      return !at.isBefore(starts) && at.isBefore(ends);
    }
  }

  /** That somebody is away in [starts, ends). */
  public record Leave(UUID id, UUID staff, Instant starts, Instant ends) {
    boolean covers(Instant at) {
      return !at.isBefore(starts) && at.isBefore(ends);
    }
  }

  /** Sorts what was read into a book. */
  public static DutyBook of(
      Map<UUID, List<UUID>> above,
      List<Member> staff,
      List<Serving> serving,
      List<Row> rota,
      List<Holiday> holidays,
      List<Swap> swaps,
      List<Leave> leave) {
    Map<UUID, Map<LocalDate, Holiday>> days = new HashMap<>();
    holidays.forEach(it -> days.computeIfAbsent(it.cell(), _ -> new HashMap<>()).put(it.day(), it));
    return new DutyBook(
        above,
        staff.stream().collect(Collectors.toMap(Member::id, it -> it)),
        serving.stream()
            .sorted(Comparator.comparing(Serving::since).thenComparing(Serving::staff))
            .collect(Collectors.groupingBy(Serving::cell)),
        rota.stream().collect(Collectors.groupingBy(Row::cell)),
        days,
        swaps.stream()
            .sorted(Comparator.comparing(Swap::starts).thenComparing(Swap::id))
            .collect(Collectors.groupingBy(Swap::cell)),
        leave.stream().collect(Collectors.groupingBy(Leave::staff)));
  }

  /**
   * The holiday a cell has on that day: its own, else that of the nearest cell above; null for
   * none.
   */
  public @Nullable Holiday holiday(UUID cell, LocalDate day) {
    Holiday own = holidays.getOrDefault(cell, Map.of()).get(day);
    if (own != null) {
      return own;
    }
    for (UUID higher : above.getOrDefault(cell, List.of())) {
      Holiday theirs = holidays.getOrDefault(higher, Map.of()).get(day);
      if (theirs != null) {
        return theirs;
      }
    }
    return null;
  }

  int weekday(UUID cell, LocalDate day) {
    Holiday holiday = holiday(cell, day);
    return holiday == null ? day.getDayOfWeek().getValue() : holiday.treatedAs();
  }
}
