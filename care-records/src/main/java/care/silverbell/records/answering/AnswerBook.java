package care.silverbell.records.answering;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer-time book: incidents added up by cell, by shift or by month. */
final class AnswerBook {
  private AnswerBook() {}

  /** A cell of the grid; {@code parent} is null at the top. */
  record Cell(UUID id, @Nullable UUID parent, String name, @Nullable String level) {}

  /**
   * A line of the book.
   *
   * @param key a cell's id, a shift, a month; null for callers whom nobody knows
   * @param cell where the line is a cell's
   */
  record Line(@Nullable String key, String name, @Nullable Cell cell, Figures figures) {}

  /** All lines in one; what stands in a cell's line and in that of a cell above counts once. */
  static Figures total(List<Line> lines) {
    Set<@Nullable String> keys = new HashSet<>();
    lines.forEach(line -> keys.add(line.key()));
    Figures total = new Figures();
    for (Line line : lines) {
      UUID parent = line.cell() == null ? null : line.cell().parent();
      if (parent == null || !keys.contains(parent.toString())) {
        total.addAll(line.figures());
      }
    }
    return total;
  }

  /** A line for each cell with an incident in it or below, in the order of the cells given. */
  static List<Line> byCell(Collection<Handled> incidents, Collection<Cell> cells) {
    Map<UUID, Cell> known = new LinkedHashMap<>();
    cells.forEach(cell -> known.put(cell.id(), cell));
    Map<UUID, Figures> alone = new HashMap<>();
    Figures unknown = new Figures();
    for (Handled incident : incidents) {
      UUID cell = incident.cell();
      Figures own =
          cell == null || !known.containsKey(cell)
              ? unknown
              : alone.computeIfAbsent(cell, _ -> new Figures());
      own.add(incident);
    }
    Map<UUID, Figures> sums = summed(alone, known);
    List<Line> lines = new ArrayList<>();
    known.forEach((id, cell) -> {
      Figures sum = sums.get(id);
      if (sum != null) {
        lines.add(new Line(id.toString(), cell.name(), cell, sum));
      }
    });
    if (unknown.incidents() > 0) {
      lines.add(new Line(null, "", null, unknown));
    }
    return lines;
  }

  /** Each cell with all that is below it. */
  private static Map<UUID, Figures> summed(Map<UUID, Figures> alone, Map<UUID, Cell> known) {
    Map<UUID, Figures> sums = new HashMap<>();
    alone.forEach((cell, own) -> {
      for (UUID at = cell; at != null && known.containsKey(at); at = parentOf(at, known)) {
        sums.computeIfAbsent(at, _ -> new Figures()).addAll(own);
      }
    });
    return sums;
  }

  private static @Nullable UUID parentOf(UUID cell, Map<UUID, Cell> known) {
    Cell itself = known.get(cell);
    return itself == null ? null : itself.parent();
  }

  /** A line for each shift in which something happened. */
  static List<Line> byShift(Collection<Handled> incidents, ZoneId zone) {
    Map<Shift, Figures> figures = new TreeMap<>();
    for (Handled incident : incidents) {
      Shift shift = Shift.of(incident.openedAt().atZone(zone).toLocalTime());
      figures.computeIfAbsent(shift, _ -> new Figures()).add(incident);
    }
    List<Line> lines = new ArrayList<>();
    figures.forEach(
        (shift, own) -> lines.add(new Line(shift.wireName(), shift.hours(), null, own)));
    return lines;
  }

  /** A line for each month in which something happened, the oldest first. */
  static List<Line> byMonth(Collection<Handled> incidents, ZoneId zone) {
    Map<Integer, Figures> figures = new TreeMap<>(Comparator.naturalOrder());
    for (Handled incident : incidents) {
      ZonedDateTime at = incident.openedAt().atZone(zone);
      figures
          .computeIfAbsent(at.getYear() * 12 + at.getMonthValue() - 1, _ -> new Figures())
          .add(incident);
    }
    List<Line> lines = new ArrayList<>();
    figures.forEach((month, own) -> {
      String name = "%04d-%02d".formatted(month / 12, month % 12 + 1);
      lines.add(new Line(name, name, null, own));
    });
    return lines;
  }
}
