package care.silverbell.alerting.watch;

import care.silverbell.alerting.rule.Conclusion;
import care.silverbell.alerting.rule.Finding;
import care.silverbell.alerting.rule.FindingKind;
import care.silverbell.alerting.rule.MassSilence;
import care.silverbell.ingest.reading.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a silent band and a missed greeting mean among those of all neighbours. Silences are {@link
 * MassSilence}'s to tell apart. A greeting that is missed while the whole street is silent tells
 * nothing of the person: it is held until their band is heard of, or half an hour beyond the
 * street's silence.
 */
final class Streets {
  /** Bands speak every ten minutes at the least. */
  private static final Duration SILENT_AFTER = Duration.ofMinutes(15);

  private final Map<PersonId, Held> held = new HashMap<>();
  private MassSilence.Memory silence = MassSilence.Memory.NONE;
  private Look open = new Look(Instant.MIN);

  /** A missed greeting, and when its street was seen to be silent last. */
  private record Held(Finding finding, @Nullable Instant heard, Instant silentAt) {}

  private record Band(@Nullable String cell, @Nullable Instant heard) {}

  /** One look at everybody, person by person. */
  static final class Look {
    /** Stands beside the cells for all of them together. */
    private static final String ALL = "*";

    private final Instant now;
    private final Map<PersonId, Band> bands = new HashMap<>();
    private final Map<String, Integer> bandsOfCells = new HashMap<>();
    private final List<MassSilence.Waiting> silent = new ArrayList<>();
    private final List<Finding> missed = new ArrayList<>();
    private @Nullable Map<String, long[]> silences;

    private Look(Instant now) {
      this.now = now;
    }

    /**
     * The next one is looked at.
     *
     * @param heard the newest word of their band; null while there was none
     */
    void at(PersonId person, @Nullable String cell, @Nullable Instant heard) {
      bands.put(person, new Band(cell, heard));
      bandsOfCells.merge(named(cell), 1, Integer::sum);
    }

    /**
     * Whether that is to be looked at beside the others', and not to be told yet. Whoever found it
     * still has the person's lock: else its end could be told before it was taken.
     */
    synchronized boolean takes(Conclusion conclusion) {
      if (!(conclusion instanceof Finding finding) || finding.forTheRecord()) {
        return false;
      }
      Band band = bands.get(finding.person());
      if (isSilence(finding, band)) {
        return silent.add(new MassSilence.Waiting(finding, band == null ? null : band.cell(), now));
      }
      return finding.kind() == FindingKind.MISSED_GREETING && missed.add(finding);
    }

    /**
     * A band that was taken off, and has said nothing since, may be silent with its street, too.
     */
    private static boolean isSilence(Finding finding, @Nullable Band band) {
      return finding.kind() == FindingKind.SILENT_BAND
          || (finding.kind() == FindingKind.NOT_WORN
              && band != null
              && finding.since().equals(band.heard()));
    }

    private synchronized void forget(Conclusion.Over over) {
      if (isOfABand(over)) {
        silent.removeIf(it -> it.finding().person().equals(over.person()));
      }
      if (over.kind() == FindingKind.MISSED_GREETING) {
        missed.removeIf(it -> it.person().equals(over.person()));
      }
    }

    /** Whether the band fell silent together with its street, which is silent still. */
    private boolean isSilentWithOthers(Band band) {
      Instant heard = band.heard();
      if (heard == null) {
        return false;
      }
      int all = bandsOfCells.values().stream().mapToInt(Integer::intValue).sum();
      return MassSilence.isOfAll(together(ALL, heard), all)
          || (band.cell() != null
              && MassSilence.isOfCell(
                  together(band.cell(), heard), bandsOfCells.getOrDefault(band.cell(), 0)));
    }

    /** How many bands, that one among them, were heard of last at about that time. */
    private int together(String cell, Instant heard) {
      long[] times = silences().getOrDefault(cell, new long[0]);
      return place(times, heard.plus(MassSilence.TOGETHER).toEpochMilli() + 1)
          - place(times, heard.minus(MassSilence.TOGETHER).toEpochMilli());
    }

    private static int place(long[] sorted, long time) {
      int place = Arrays.binarySearch(sorted, time);
      if (place < 0) {
        return -place - 1;
      }
      while (place > 0 && sorted[place - 1] == time) {
        place--;
      }
      return place;
    }

    /** When bands that are silent were heard of last, by cell and of all. */
    private Map<String, long[]> silences() {
      Map<String, long[]> known = silences;
      if (known == null) {
        Map<String, List<Long>> times = new HashMap<>();
        for (Band band : bands.values()) {
          Instant heard = band.heard();
          if (heard != null && heard.isBefore(now.minus(SILENT_AFTER))) {
            times.computeIfAbsent(ALL, _ -> new ArrayList<>()).add(heard.toEpochMilli());
            times
                .computeIfAbsent(named(band.cell()), _ -> new ArrayList<>())
                .add(heard.toEpochMilli());
          }
        }
        known = new HashMap<>();
        for (var it : times.entrySet()) {
          known.put(
              it.getKey(), it.getValue().stream().mapToLong(Long::longValue).sorted().toArray());
        }
        silences = known;
      }
      return known;
    }

    private static String named(@Nullable String cell) {
      return cell == null ? "" : cell;
    }
  }

  /** Goes on with outages that were told before the service was started. */
  synchronized void remember(List<MassSilence.Running> outages) {
    silence = silence.after(outages);
  }

  /** Begins to look at everybody; one look at a time. */
  synchronized Look look(Instant now) {
    open = new Look(now);
    return open;
  }

  /**
   * Decides on all that the look has taken, and on what was held before.
   *
   * @param ringing takes what rings, before anything of it can be over
   * @return outages that the operator is told of
   */
  synchronized List<MassSilence.Outage> decide(Look look, Consumer<List<Finding>> ringing) {
    List<Finding> rings = new ArrayList<>(heardAgain(look));
    MassSilence.Decision silences =
        MassSilence.decide(silence, look.silent, look.bandsOfCells, look.now);
    silence = silences.memory();
    rings.addAll(silences.rings());
    held.keySet().retainAll(look.bands.keySet());
    for (Finding finding : look.missed) {
      Band band = look.bands.get(finding.person());
      held.put(
          finding.person(), new Held(finding, band == null ? null : band.heard(), Instant.MIN));
    }
    List.copyOf(held.values()).forEach(it -> decide(it, look, rings));
    ringing.accept(rings);
    return silences.anew();
  }

  /** Bands on no wrist that are silent no longer: their matter is that they are not worn. */
  private List<Finding> heardAgain(Look look) {
    List<Finding> again = new ArrayList<>();
    for (MassSilence.Waiting it : silence.silent()) {
      Finding finding = it.finding();
      Band band = look.bands.get(finding.person());
      if (finding.kind() == FindingKind.NOT_WORN && !Look.isSilence(finding, band)) {
        again.add(finding);
        silence = silence.heardOf(finding.person());
      }
    }
    return again;
  }

  private void decide(Held it, Look look, List<Finding> rings) {
    PersonId person = it.finding().person();
    Band band = look.bands.get(person);
    if (band != null && look.isSilentWithOthers(band)) {
      held.put(person, new Held(it.finding(), band.heard(), look.now));
      return;
    }
    boolean heardOf = band == null || band.heard() == null || !band.heard().equals(it.heard());
    if (heardOf || !look.now.isBefore(it.silentAt().plus(MassSilence.COMES_BACK_WITHIN))) {
      held.remove(person);
      rings.add(it.finding());
    }
  }

  private static boolean isOfABand(Conclusion.Over over) {
    return over.kind() == FindingKind.SILENT_BAND || over.kind() == FindingKind.NOT_WORN;
  }

  /** What was found is so no longer. */
  synchronized void over(Conclusion.Over over) {
    open.forget(over);
    if (isOfABand(over)) {
      silence = silence.heardOf(over.person());
    }
    if (over.kind() == FindingKind.MISSED_GREETING) {
      held.remove(over.person());
    }
  }
}
