package care.silverbell.alerting.rule;

import care.silverbell.ingest.reading.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells one silent band from a silent street: many bands that fall silent within ten minutes are
 * one outage (a mast, the power, our own line) for the operator and not a hundred alarms for the
 * families. Each silence waits eleven minutes for others of its kind before it rings for itself.
 * Whoever is silent still half an hour after an outage is over, or six hours into it, rings for
 * themselves.
 */
public final class MassSilence {
  /** Bands that fall silent within it may have one reason. */
  public static final Duration TOGETHER = Duration.ofMinutes(10);

  /** As long as others may still come, and until the last of them was looked at. */
  private static final Duration WAITS = TOGETHER.plusMinutes(1);

  /** Once half of an outage's bands are back, the others have so long to follow. */
  public static final Duration COMES_BACK_WITHIN = Duration.ofMinutes(30);

  /** After that a silence is its family's matter, whatever the reason is. */
  public static final Duration LONGEST = Duration.ofHours(6);

  private static final Duration REMEMBERED_FOR = Duration.ofHours(3);
  private static final int OF_A_CELL = 5;
  private static final int OF_ALL = 10;

  private MassSilence() {}

  /** Whether so many silent bands of a cell are an outage of it. */
  public static boolean isOfCell(int silent, int bands) {
    return silent >= neededOfCell(bands);
  }

  /** Whether so many silent bands anywhere are an outage of all. */
  public static boolean isOfAll(int silent, int bands) {
    return silent >= neededOfAll(bands);
  }

  private static int neededOfCell(int bands) {
    return Math.max(OF_A_CELL, bands / 2);
  }

  private static int neededOfAll(int bands) {
    return Math.max(OF_ALL, bands / 5);
  }

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

  /**
   * An outage and whose bands are silent with it still.
   *
   * @param overSince when half of them had been heard of again; null while it goes on
   */
  public record Running(
      Outage outage, List<Waiting> silent, Instant toldAt, @Nullable Instant overSince) {
    public Running {
      silent = List.copyOf(silent);
    }

    private Running and(List<Waiting> taken) {
      List<Waiting> all = new ArrayList<>(silent);
      all.addAll(taken);
      return new Running(outage, all, toldAt, overSince);
    }

    private Running without(Predicate<Waiting> gone) {
      return new Running(outage, silent.stream().filter(gone.negate()).toList(), toldAt, overSince);
    }

    private Running lookedAt(Instant now) {
      boolean ends = overSince == null && silent.size() * 2 <= outage.bands();
      return ends ? new Running(outage, silent, toldAt, now) : this;
    }

    /** Whether whoever is silent still is so for a reason of their own, or for too long. */
    private boolean lets(Instant now) {
      return (overSince != null && !now.isBefore(overSince.plus(COMES_BACK_WITHIN)))
          || !now.isBefore(toldAt.plus(LONGEST));
    }

    private boolean isRemembered(Instant now) {
      return !silent.isEmpty() || outage.to().isAfter(now.minus(REMEMBERED_FOR));
    }
  }

  /** What is remembered: silences that wait, and outages of late. */
  public record Memory(List<Waiting> waiting, List<Running> outages) {
    /** Nothing is silent. */
    public static final Memory NONE = new Memory(List.of(), List.of());

    public Memory {
      waiting = List.copyOf(waiting);
      outages = List.copyOf(outages);
    }

    /** The same, after outages that were told before. */
    public Memory after(List<Running> before) {
      List<Running> all = new ArrayList<>(before);
      all.addAll(outages);
      return new Memory(waiting, all);
    }

    /** All that wait, or are silent with an outage. */
    public List<Waiting> silent() {
      List<Waiting> all = new ArrayList<>(waiting);
      outages.forEach(it -> all.addAll(it.silent()));
      return all;
    }

    /** That person's band was heard of. */
    public Memory heardOf(PersonId person) {
      Predicate<Waiting> theirs = it -> it.finding().person().equals(person);
      return new Memory(
          waiting.stream().filter(theirs.negate()).toList(),
          outages.stream().map(it -> it.without(theirs)).toList());
    }
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
    List<Running> running = new ArrayList<>(memory.outages());
    running.replaceAll(it -> it.and(taken(waiting, it.outage())));
    running.removeIf(it -> !it.isRemembered(now));
    List<Outage> anew = anew(waiting, running, bands, now);
    List<Finding> rings = new ArrayList<>();
    for (Waiting it : List.copyOf(waiting)) {
      if (!now.isBefore(it.foundAt().plus(WAITS))) {
        rings.add(it.finding());
        waiting.remove(it);
      }
    }
    running.replaceAll(it -> it.lookedAt(now));
    for (Running it : List.copyOf(running)) {
      if (it.lets(now)) {
        it.silent().forEach(silent -> rings.add(silent.finding()));
        running.set(running.indexOf(it), it.without(_ -> true));
      }
    }
    return new Decision(new Memory(waiting, running), rings, anew);
  }

  private static List<Outage> anew(
      List<Waiting> waiting, List<Running> running, Map<String, Integer> bands, Instant now) {
    List<Outage> anew = new ArrayList<>();
    int all = bands.values().stream().mapToInt(Integer::intValue).sum();
    together(waiting, null, neededOfAll(all)).ifPresent(anew::add);
    anew.forEach(it -> running.add(new Running(it, taken(waiting, it), now, null)));
    Map<String, List<Waiting>> byCell = new HashMap<>();
    for (Waiting it : waiting) {
      if (it.cell() != null) {
        byCell.computeIfAbsent(it.cell(), _ -> new ArrayList<>()).add(it);
      }
    }
    byCell.forEach((cell, silent) ->
        together(silent, cell, neededOfCell(bands.getOrDefault(cell, 0)))
            .ifPresent(it -> {
              anew.add(it);
              running.add(new Running(it, taken(waiting, it), now, null));
            }));
    return anew;
  }

  /** Those that belong to the outage; they wait for themselves no longer. */
  private static List<Waiting> taken(List<Waiting> waiting, Outage outage) {
    List<Waiting> taken = waiting.stream().filter(outage::takes).toList();
    waiting.removeAll(taken);
    return taken;
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
