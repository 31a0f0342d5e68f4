package care.silverbell.alerting.rule;

import care.silverbell.alerting.rule.Conclusion.Over;
import care.silverbell.alerting.rule.Rule.Context;
import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All rules over one person: puts readings in order ({@link Arrivals}), has them judged, and lets
 * no condition be found twice. What comes in late is judged beside, for the record. To be used by
 * one thread at a time.
 */
public final class PersonWatch {
  /** What was found longer ago than that rings nobody. */
  public static final Duration RINGS_WITHIN = Duration.ofMinutes(30);

  private static final int REMEMBERED = 32;

  private final RuleBook book;
  private final RuleBook.Memories memories;
  private final Arrivals vitals = new Arrivals();
  private final Arrivals locations = new Arrivals();
  private final Arrivals statuses = new Arrivals();
  private final Deque<Known> known = new ArrayDeque<>();
  private final @Nullable Duration passEvery;
  private final boolean beside;

  /** What came too late to ring and whose end nobody has seen: it rings once it is seen to last. */
  private final Map<FindingKind, Finding> tooLate = new EnumMap<>(FindingKind.class);

  private final Map<FindingKind, Reading> lasting = new EnumMap<>(FindingKind.class);
  private @Nullable Instant passedTo;
  private @Nullable PersonWatch late;

  private record Known(FindingKind kind, Instant since, Instant at) {}

  private PersonWatch(RuleBook book, @Nullable Duration passEvery, boolean beside) {
    this.book = book;
    this.passEvery = passEvery;
    this.beside = beside;
    memories = book.fresh();
  }

  /** Watches somebody of whom nothing is known yet; {@link #pass} must tell it the time. */
  public static PersonWatch live(RuleBook book) {
    return new PersonWatch(book, null, false);
  }

  /** Watches over a recording, in which time passes as the readings tell it. */
  public static PersonWatch ofRecording(RuleBook book, Duration passEvery) {
    return new PersonWatch(book, passEvery, false);
  }

  /**
   * Remembers what was found before the service started, so that it is not found again.
   *
   * @param alive whether nobody has seen its end yet
   */
  public void alreadyFound(FindingKind kind, Instant since, Instant at, boolean alive) {
    remember(new Known(kind, since, at));
    if (alive) {
      memories.alreadyFound(kind, since);
    }
  }

  /** Remembers what came too late to ring before the service started, and was not over. */
  public void foundTooLate(Finding finding) {
    tooLate.put(finding.kind(), finding);
  }

  /**
   * What was concluded from the past at the start, as it is to be told: what was found too long ago
   * rings only if it is seen to last, and nobody is asked to measure once more.
   */
  public List<Conclusion> ofThePast(List<Conclusion> concluded, Instant now) {
    List<Conclusion> told = new ArrayList<>();
    for (Conclusion conclusion : concluded) {
      switch (conclusion) {
        case Finding finding -> told.add(inTime(finding, now));
        case Over over -> {
          isOver(over);
          told.add(over);
        }
        case Conclusion.SecondReading _ -> {}
      }
    }
    return told;
  }

  /** Whoever was searched for was let go, and is still outside. */
  public void letGo(FindingKind kind) {
    memories.letGo(kind);
  }

  /** Whether the rules look for the person. */
  public boolean isSearching() {
    return memories.isSearching();
  }

  /**
   * Takes readings of this person in, received now.
   *
   * @param near whether somebody who goes with them was near at that fix
   */
  public List<Conclusion> take(
      List<? extends Reading> readings, Watched watched, Predicate<Location> near, Instant now) {
    List<Conclusion> raw = new ArrayList<>(0);
    List<Conclusion> conclusions = new ArrayList<>(0);
    for (Reading reading : readings) {
      Arrivals arrivals = arrivals(reading);
      arrivals.take(reading, now);
      judge(arrivals.ready(), watched, near, raw);
      List<Reading> behind = arrivals.late();
      if (!behind.isEmpty()) {
        judgeBeside(behind, watched, near, now, conclusions);
      }
    }
    sift(raw, now, conclusions);
    return conclusions;
  }

  /** Time passes: whoever was waited for is judged, and so is silence. */
  public List<Conclusion> pass(Watched watched, Predicate<Location> near, Instant now) {
    List<Conclusion> raw = new ArrayList<>(0);
    for (Arrivals arrivals : List.of(vitals, locations, statuses)) {
      judge(arrivals.ready(now), watched, near, raw);
    }
    letPass(now, watched, raw);
    if (passEvery == null && !beside) {
      memories.pass(now, new Context(watched, false), raw);
    }
    List<Conclusion> conclusions = new ArrayList<>(0);
    sift(raw, now, conclusions);
    return conclusions;
  }

  /** How many readings nobody judged, because their time could not be right. */
  public int unjudged() {
    return vitals.unjudged() + locations.unjudged() + statuses.unjudged();
  }

  /** Why their band is silent; null while it is not said to be. */
  public @Nullable Silence silence() {
    return memories.silence();
  }

  private void judge(
      List<Reading> ready, Watched watched, Predicate<Location> near, List<Conclusion> raw) {
    for (Reading reading : ready) {
      letPass(reading.moment().at(), watched, raw);
      boolean accompanied = reading instanceof Location fix && near.test(fix);
      memories.judge(reading, new Context(watched, accompanied), raw);
      for (Finding late : tooLate.values()) {
        if (late.isSeenIn(reading) && reading.moment().at().isAfter(late.at())) {
          lasting.put(late.kind(), reading);
        }
      }
    }
  }

  private void letPass(Instant to, Watched watched, List<Conclusion> raw) {
    if (passEvery == null) {
      return;
    }
    Instant next =
        passedTo == null
            ? Instant.ofEpochMilli(
                Math.ceilDiv(to.toEpochMilli(), passEvery.toMillis()) * passEvery.toMillis())
            : passedTo.plus(passEvery);
    while (!next.isAfter(to)) {
      memories.pass(next, new Context(watched, false), raw);
      passedTo = next;
      next = next.plus(passEvery);
    }
  }

  private void judgeBeside(
      List<Reading> behind,
      Watched watched,
      Predicate<Location> near,
      Instant now,
      List<Conclusion> conclusions) {
    if (beside) {
      return; // later still than what was late: kept and shown, judged by nobody
    }
    if (late == null) {
      late = new PersonWatch(book, null, true);
    }
    for (Conclusion conclusion : late.take(behind, watched, near, now)) {
      if (conclusion instanceof Finding finding && remember(finding)) {
        conclusions.add(finding.asPast());
      }
    }
  }

  private void sift(List<Conclusion> raw, Instant now, List<Conclusion> conclusions) {
    for (Conclusion conclusion : raw) {
      switch (conclusion) {
        case Finding finding -> {
          if (remember(finding)) {
            conclusions.add(inTime(finding, now));
          }
        }
        case Over over -> {
          isOver(over);
          if (known.stream().anyMatch(it -> belongs(over, it))) {
            conclusions.add(over);
          }
        }
        case Conclusion.SecondReading second -> {
          if (!second.at().isBefore(now.minus(RINGS_WITHIN))) {
            conclusions.add(second);
          }
        }
      }
    }
    ringWhatLasts(now, conclusions);
  }

  private Finding inTime(Finding finding, Instant now) {
    if (!finding.at().isBefore(now.minus(RINGS_WITHIN))) {
      return finding;
    }
    Finding record = finding.asRecord();
    foundTooLate(record);
    return record;
  }

  private void isOver(Over over) {
    Finding late = tooLate.get(over.kind());
    if (late != null && !over.at().isBefore(late.since())) {
      tooLate.remove(over.kind());
    }
  }

  /** What had come too late, and was seen to last of late. */
  private void ringWhatLasts(Instant now, List<Conclusion> conclusions) {
    lasting.forEach((kind, seen) -> {
      Finding late = tooLate.get(kind);
      if (late != null && !seen.moment().at().isBefore(now.minus(RINGS_WITHIN))) {
        tooLate.remove(kind);
        conclusions.add(late.lasts(seen));
      }
    });
    lasting.clear();
  }

  /** What was found before a restart began earlier than the memory reaches. */
  private static boolean belongs(Over over, Known known) {
    return known.kind() == over.kind()
        && !known.since().isAfter(over.at())
        && !over.since().isAfter(known.at());
  }

  /** Whether it is a condition that was not found yet. */
  private boolean remember(Finding finding) {
    for (Known it : known) {
      if (it.kind() == finding.kind()
          && !finding.since().isAfter(it.at())
          && !it.since().isAfter(finding.at())) {
        return false;
      }
    }
    remember(new Known(finding.kind(), finding.since(), finding.at()));
    return true;
  }

  private void remember(Known finding) {
    known.addLast(finding);
    if (known.size() > REMEMBERED) {
      known.removeFirst();
    }
  }

  private Arrivals arrivals(Reading reading) {
    return switch (reading) {
      case Vitals _ -> vitals;
      case Location _ -> locations;
      case BandStatus _ -> statuses;
    };
  }
}
