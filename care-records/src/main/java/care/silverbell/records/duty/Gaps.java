package care.silverbell.records.duty;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The times at which nobody would be on duty once a change of the duty book is made. */
public final class Gaps {
  private Gaps() {}

  /**
   * That nobody is on duty for a cell in [from, to).
   *
   * @param fresh whether somebody was, in part of that time, before the change
   */
  public record Left(UUID cell, Instant from, Instant to, OnDuty.Gap why, boolean fresh) {}

  /** The gaps of [from, to) in the cells whose duty the change touches; no other cell is told. */
  public static List<Left> left(
      DutyBook before, DutyBook after, ZoneId zone, Instant from, Instant to) {
    List<Left> left = new ArrayList<>();
    for (UUID cell : touched(before, after)) {
      List<Stretches.Stretch> was = Stretches.of(before, zone, cell, from, to);
      for (Stretches.Stretch now : Stretches.of(after, zone, cell, from, to)) {
        switch (now.who()) {
          case OnDuty.Somebody _ -> {}
          case OnDuty.Nobody nobody ->
              left.add(new Left(cell, now.from(), now.to(), nobody.gap(), wasSomebody(was, now)));
        }
      }
    }
    return left;
  }

  private static boolean wasSomebody(List<Stretches.Stretch> was, Stretches.Stretch now) {
    return was.stream()
        .anyMatch(it ->
            it.who() instanceof OnDuty.Somebody
                && it.from().isBefore(now.to())
                && it.to().isAfter(now.from()));
  }

  /** The cells of which anything that {@link DutyRule} looks at is not as it was. */
  static Set<UUID> touched(DutyBook before, DutyBook after) {
    Set<UUID> others = changedStaff(before, after);
    return after.above().keySet().stream()
        .filter(cell ->
            differ(before, after, cell)
                || named(before, cell).anyMatch(others::contains)
                || named(after, cell).anyMatch(others::contains))
        .collect(Collectors.toSet());
  }

  private static boolean differ(DutyBook before, DutyBook after, UUID cell) {
    return isOther(before, after, book -> book.rota().get(cell))
        || isOther(before, after, book -> book.serving().get(cell))
        || isOther(before, after, book -> book.swaps().get(cell))
        || isOther(before, after, book -> holidays(book, cell));
  }

  /** Its own and those of the cells above, the nearest first. */
  private static List<Map<?, ?>> holidays(DutyBook book, UUID cell) {
    return Stream.concat(Stream.of(cell), book.above().getOrDefault(cell, List.of()).stream())
        .<Map<?, ?>>map(it -> book.holidays().getOrDefault(it, Map.of()))
        .toList();
  }

  private static Set<UUID> changedStaff(DutyBook before, DutyBook after) {
    Set<UUID> changed = new HashSet<>();
    for (UUID staff : after.staff().keySet()) {
      if (isOther(before, after, book -> book.staff().get(staff))
          || isOther(before, after, book -> book.leave().get(staff))) {
        changed.add(staff);
      }
    }
    return changed;
  }

  private static boolean isOther(
      DutyBook before, DutyBook after, Function<DutyBook, @Nullable Object> what) {
    return !Objects.equals(what.apply(before), what.apply(after));
  }

  private static Stream<UUID> named(DutyBook book, UUID cell) {
    return Stream.of(
            book.rota().getOrDefault(cell, List.of()).stream()
                .flatMap(row -> Stream.of(row.a(), Objects.requireNonNullElse(row.b(), row.a()))),
            book.serving().getOrDefault(cell, List.of()).stream().map(DutyBook.Serving::staff),
            book.swaps().getOrDefault(cell, List.of()).stream().map(DutyBook.Swap::instead))
        .flatMap(it -> it);
  }
}
