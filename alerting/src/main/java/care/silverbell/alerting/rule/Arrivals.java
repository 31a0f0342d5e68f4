package care.silverbell.alerting.rule;

import care.silverbell.ingest.reading.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of one person's readings, put in the order of their own time. The definition:
 *
 * <ol>
 *   <li>The same reading again changes nothing.
 *   <li>While readings come in order each is handed on at once. The first that comes behind a later
 *       one shows that this band's readings must be waited for (it is itself judged by nobody,
 *       which is the price of ringing at once before): from then on each is held back until one of
 *       60 seconds later has come, or nothing has come for 60 seconds.
 *   <li>A time is believed when it is within 5 minutes of the time of receipt, or within 15 minutes
 *       after the newest one believed. One that leaps further ahead (a clock that is an hour off,
 *       or an upload after a pause) waits for three such in a row that agree: within 15 minutes in
 *       their times, or within 5 in how far these are from the times of receipt.
 *   <li>What is older than all that is late: three or more in a row are an upload, to be judged for
 *       the record; fewer are a clock that is off, and are judged by nobody.
 * </ol>
 */
final class Arrivals {
  private static final Duration HOLD = Duration.ofSeconds(60);
  private static final Duration CONFIRMS = Duration.ofMinutes(5);
  private static final Duration LEAP = Duration.ofMinutes(15);
  private static final int AGREEING = 3;

  /** Of leapers and of readings known again; beyond any that 60 seconds bring. */
  private static final int KEPT = 256;

  private static final Comparator<Reading> BY_TIME = Comparator.comparing(Arrivals::at);

  private final List<Reading> pending = new ArrayList<>();
  private final Deque<Reading> handedOn = new ArrayDeque<>();
  private final Deque<Leap> leapers = new ArrayDeque<>();
  private final List<Reading> behind = new ArrayList<>();
  private @Nullable Instant newest;
  private @Nullable Instant reached;
  private @Nullable Instant lastArrival;
  private @Nullable Instant forgetAgainAt;
  private Duration hold = Duration.ZERO;
  private int unjudged;

  /** Takes one reading in, received now. */
  void take(Reading reading, Instant now) {
    lastArrival = now;
    Instant at = at(reading);
    if (reached != null && !at.isAfter(reached)) {
      comesBehind(reading, reached);
      return;
    }
    unjudged += behind.size() < AGREEING ? behind.size() : 0;
    behind.clear();
    boolean confirmed = between(at, now).compareTo(CONFIRMS) <= 0;
    if (confirmed || (newest != null && !at.isAfter(newest.plus(LEAP)))) {
      unjudged += leapers.size();
      leapers.clear();
      accept(reading);
    } else {
      leaps(new Leap(reading, now));
    }
  }

  /** Those that may be judged now, in the order of their time. */
  List<Reading> ready() {
    if (pending.isEmpty() || newest == null) {
      return List.of();
    }
    return handOnUntil(newest.minus(hold));
  }

  /** The same when nothing may have come for a while. */
  List<Reading> ready(Instant now) {
    boolean quiet = lastArrival != null && !now.isBefore(lastArrival.plus(HOLD));
    return quiet && newest != null ? handOnUntil(newest) : ready();
  }

  /** A late upload so far; empty where there is none. */
  List<Reading> late() {
    if (behind.size() < AGREEING) {
      return List.of();
    }
    List<Reading> late = behind.stream().sorted(BY_TIME).toList();
    behind.clear();
    return late;
  }

  /** How many were judged by nobody, because their time cannot be right or came too late. */
  int unjudged() {
    return unjudged;
  }

  private void comesBehind(Reading reading, Instant judgedTo) {
    if (handedOn.contains(reading)) {
      return;
    }
    boolean disorder = !at(reading).isBefore(judgedTo.minus(HOLD));
    if (disorder && hold.isZero()) {
      hold = HOLD;
      unjudged++;
      return;
    }
    behind.add(reading);
    if (behind.size() > KEPT) {
      behind.removeFirst();
    }
  }

  private void accept(Reading reading) {
    if (pending.contains(reading)) {
      return;
    }
    int place = pending.size();
    while (place > 0 && BY_TIME.compare(pending.get(place - 1), reading) > 0) {
      place--;
    }
    if (place < pending.size()) {
      hold = HOLD;
    }
    pending.add(place, reading);
    if (newest == null || at(reading).isAfter(newest)) {
      newest = at(reading);
    }
  }

  /** One whose time leaps ahead, and when it was received. */
  private record Leap(Reading reading, Instant received) {
    boolean agreesWith(Leap other) {
      return between(at(reading), at(other.reading)).compareTo(LEAP) <= 0
          || off().minus(other.off()).abs().compareTo(CONFIRMS) <= 0;
    }

    /** How far the band's clock is behind. */
    private Duration off() {
      return Duration.between(at(reading), received);
    }
  }

  private void leaps(Leap leap) {
    if (leapers.stream().anyMatch(it -> it.reading().equals(leap.reading()))) {
      return;
    }
    leapers.add(leap);
    if (leapers.size() > KEPT) {
      leapers.removeFirst();
    }
    List<Leap> agreeing =
        leapers.reversed().stream().limit(AGREEING).filter(it -> it.agreesWith(leap)).toList();
    if (agreeing.size() == AGREEING) {
      List<Leap> believed = leapers.stream().filter(it -> it.agreesWith(leap)).toList();
      leapers.clear();
      believed.forEach(it -> accept(it.reading()));
    }
  }

  private static Duration between(Instant a, Instant b) {
    return Duration.between(a, b).abs();
  }

  private List<Reading> handOnUntil(Instant to) {
    int count = 0;
    while (count < pending.size() && !at(pending.get(count)).isAfter(to)) {
      count++;
    }
    if (count == 0) {
      return List.of();
    }
    List<Reading> ready = List.copyOf(pending.subList(0, count));
    pending.subList(0, count).clear();
    handedOn.addAll(ready);
    reached = at(ready.getLast());
    forgetBefore(reached);
    return ready;
  }

  /** By their time once in a while only: to look at what is old costs more than all the rest. */
  private void forgetBefore(Instant judgedTo) {
    while (handedOn.size() > KEPT) {
      handedOn.removeFirst();
    }
    if (forgetAgainAt == null || !judgedTo.isBefore(forgetAgainAt)) {
      Instant forgotten = judgedTo.minus(HOLD).minus(HOLD);
      while (at(handedOn.getFirst()).isBefore(forgotten)) {
        handedOn.removeFirst();
      }
      forgetAgainAt = judgedTo.plus(HOLD);
    }
  }

  private static Instant at(Reading reading) {
    return reading.moment().at();
  }
}
