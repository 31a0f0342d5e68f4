package care.silverbell.alerting.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells one silent band from a silent street: many bands that fall silent within ten minutes are
 * one outage (a mast, the power, our own line) for the operator and not a hundred alarms for the
 * families. Each silence waits five minutes for others of its kind before it rings for itself.
 */
public final class MassSilence {
  private static final Duration WAITS = Duration.ofMinutes(5);
  private static final Duration TOGETHER = Duration.ofMinutes(10);
  private static final int OF_A_CELL = 5;
  private static final int OF_ALL = 10;

  private MassSilence() {}

  /** A silence that waits, since {@code foundAt}. */
  public record Waiting(Finding finding, @Nullable String cell, Instant foundAt) {}

  /**
   * An outage that was told.
   *
   * @param cell null where it is of the whole sub-district
   */
  public record Outage(@Nullable String cell, Instant from, Instant to, int bands) {
    boolean takes(Waiting waiting) {
      Instant since = waiting.finding().since();
      return (cell == null || cell.equals(waiting.cell()))
          && !since.isBefore(from.minus(TOGETHER))
          && !since.isAfter(to.plus(TOGETHER));
    }

    /** For the operator. */
    public Sentence why() {
      String zh = cell == null ? "" : "网格 " + cell + " 的 ";
      String en = cell == null ? "" : " of cell " + cell;
      return new Sentence(
          zh + bands + " 个手环同时失联：应为信号或服务中断，未逐户告警",
          bands
              + " bands"
              + en
              + " fell silent together: an outage, so families are not told one by one");
    }
  }

  /** What is remembered: silences that wait, and outages of late. */
  public record Memory(List<Waiting> waiting, List<Outage> outages) {
    /** Nothing is silent. */
    public static final Memory NONE = new Memory(List.of(), List.of());
  }

  /** What comes of it: those that ring for themselves, and what the operator is told. */
  public record Decision(Memory memory, List<Finding> rings, List<Outage> anew) {}

  /**
   * Decides, after the silences found now were added to those that wait.
   *
   * @param bands how many bands are watched in each cell; those of no cell count under an empty
   *     name
   */
  public static Decision decide(
      Memory memory, List<Waiting> found, Map<String, Integer> bands, Instant now) {
    List<Waiting> waiting = new ArrayList<>(memory.waiting());
    waiting.addAll(found);
    List<Outage> outages =
        new ArrayList<>(
            memory.outages().stream()
                .filter(it -> it.to().isAfter(now.minus(Duration.ofHours(3))))
                .toList());
    List<Outage> anew = new ArrayList<>();
    absorb(waiting, outages);
    int all = bands.values().stream().mapToInt(Integer::intValue).sum();
    together(waiting, null, Math.max(OF_ALL, all / 5)).ifPresent(anew::add);
    absorb(waiting, anew);
    Map<String, List<Waiting>> byCell = new HashMap<>();
    for (Waiting it : waiting) {
      if (it.cell() != null) {
        byCell.computeIfAbsent(it.cell(), _ -> new ArrayList<>()).add(it);
      }
    }
    byCell.forEach((cell, silent) ->
        together(silent, cell, Math.max(OF_A_CELL, bands.getOrDefault(cell, 0) / 2))
            .ifPresent(anew::add));
    absorb(waiting, anew);
    outages.addAll(anew);
    List<Finding> rings = new ArrayList<>();
    for (Waiting it : List.copyOf(waiting)) {
      if (!now.isBefore(it.foundAt().plus(WAITS))) {
        rings.add(it.finding());
        waiting.remove(it);
      }
    }
    return new Decision(new Memory(List.copyOf(waiting), List.copyOf(outages)), rings, anew);
  }

  private static void absorb(List<Waiting> waiting, List<Outage> outages) {
    waiting.removeIf(it -> outages.stream().anyMatch(outage -> outage.takes(it)));
  }

  private static Optional<Outage> together(
      List<Waiting> silent, @Nullable String cell, int needed) {
    List<Instant> since = silent.stream().map(it -> it.finding().since()).sorted().toList();
    for (int first = 0; first + needed <= since.size(); first++) {
      int last = first;
      while (last + 1 < since.size()
          && !since.get(last + 1).isAfter(since.get(first).plus(TOGETHER))) {
        last++;
      }
      if (last - first + 1 >= needed) {
        return Optional.of(new Outage(cell, since.get(first), since.get(last), last - first + 1));
      }
    }
    return Optional.empty();
  }
}
