package care.silverbell.alerting.backtest;

import care.silverbell.alerting.backtest.BackTest.Heard;
import care.silverbell.alerting.backtest.BackTest.Question;
import care.silverbell.alerting.rule.Rule;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryStore.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * One person's readings under both settings. Where rules hang on values alone, first the store is
 * asked for the least and greatest value of each hour: an hour in which no value lies beyond any
 * limit can neither ring nor keep ringing, and is not read. What is read begins {@value #BEFORE}
 * such hours before, so that the rules know again what is usual of the band, and ends {@value
 * #BEHIND} behind, by which all has ended; a finding that has not is read on.
 */
final class PersonRun {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final int BEFORE = 3;
  private static final int BEHIND = 2;

  /** At a value a second two seconds' work for the slower store, whose patience is five. */
  private static final Duration HOURS_OF = Duration.ofDays(31);

  private static final int READ_AT_ONCE = 10_000;

  /** So many are sooner read than another question is asked. */
  private static final int NOT_WORTH_PASSING_OVER = 500;

  private final TelemetryStore telemetry;
  private final PersonId person;
  private final Question question;
  private final BooleanSupplier cancelled;
  private final Ear inForce;
  private final Ear proposed;

  PersonRun(
      TelemetryStore telemetry,
      PersonId person,
      Watched watched,
      Question question,
      BooleanSupplier cancelled) {
    this.telemetry = telemetry;
    this.person = person;
    this.question = question;
    this.cancelled = cancelled;
    List<Rule<?>> rules = question.proposal().rules();
    inForce = new Ear(rules, watched);
    proposed = new Ear(rules, question.proposal().of(watched));
  }

  Heard hear() {
    long readings = inForce.knowsQuiet() ? hearByHours() : hearAll();
    return new Heard(person, proposed.found(), inForce.found(), readings);
  }

  /** All there is, in order of time. */
  private long hearAll() {
    inForce.timePasses();
    proposed.timePasses();
    long readings = 0;
    Instant from = question.from();
    while (from.isBefore(question.to())) {
      Instant to = earlier(from.plus(A_DAY), question.to());
      List<Reading> day = new ArrayList<>(vitals(from, to));
      day.addAll(track(from, to));
      day.sort(Comparator.comparing(it -> it.moment().at()));
      day.forEach(this::take);
      readings += day.size();
      from = to;
    }
    if (readings > 0) {
      inForce.pass(question.to());
      proposed.pass(question.to());
    }
    return readings;
  }

  private List<Vitals> vitals(Instant from, Instant to) {
    Set<Sign> signs = question.proposal().reads();
    return signs.isEmpty()
        ? List.of()
        : all(
            from,
            to,
            (since, until) -> telemetry.vitals(person, signs, since, until, READ_AT_ONCE));
  }

  private List<Location> track(Instant from, Instant to) {
    return question.proposal().readsTrack()
        ? all(from, to, (since, until) -> telemetry.track(person, since, until, READ_AT_ONCE))
        : List.of();
  }

  private <R extends Reading> List<R> all(
      Instant from, Instant to, BiFunction<Instant, Instant, List<R>> ask) {
    List<R> all = new ArrayList<>();
    Instant since = from;
    List<R> piece;
    do {
      stopIfCancelled();
      piece = ask.apply(since, to);
      all.addAll(piece);
      since = piece.isEmpty() ? to : piece.getLast().moment().at().plusMillis(1);
    } while (piece.size() == READ_AT_ONCE);
    return all;
  }

  private long hearByHours() {
    List<Window> hours = hours();
    boolean[] worthReading = worthReading(hours);
    boolean passedOver = false;
    int i = 0;
    while (i < hours.size()) {
      if (!worthReading[i] && inForce.nothingGoesOn() && proposed.nothingGoesOn()) {
        passedOver = true;
        i++;
        continue;
      }
      if (passedOver) {
        inForce.anew();
        proposed.anew();
        passedOver = false;
      }
      Instant from = later(hours.get(i).at(), question.from());
      long values = 0;
      do {
        values += hours.get(i).count();
        i++;
      } while (i < hours.size() && worthReading[i] && values < READ_AT_ONCE);
      vitals(from, earlier(hours.get(i - 1).at().plus(HOUR), question.to())).forEach(this::take);
    }
    return hours.stream().mapToLong(Window::count).sum();
  }

  private void take(Reading reading) {
    inForce.take(reading);
    proposed.take(reading);
  }

  /** Hours without a value are not among them. */
  private List<Window> hours() {
    List<Window> hours = new ArrayList<>();
    Instant from = question.from();
    while (from.isBefore(question.to())) {
      stopIfCancelled();
      Instant to = earlier(wholeHour(from.plus(HOURS_OF)), question.to());
      hours.addAll(telemetry.windows(person, sign(), from, to, HOUR));
      from = to;
    }
    return hours;
  }

  /** The one whose values its rules are quiet about. */
  private Sign sign() {
    return switch (question.proposal()) {
      case Proposal.OfLimit it -> it.sign();
      case Proposal.OfDay _, Proposal.OfZones _ ->
          throw new IllegalStateException("more than one value tells");
    };
  }

  private boolean[] worthReading(List<Window> hours) {
    boolean[] worth = new boolean[hours.size()];
    for (int i = 0; i < worth.length; i++) {
      if (!inForce.isQuiet(hours.get(i)) || !proposed.isQuiet(hours.get(i))) {
        int last = Math.min(worth.length - 1, i + BEHIND);
        for (int near = Math.max(0, i - BEFORE); near <= last; near++) {
          worth[near] = true;
        }
      }
    }
    readShortGaps(worth, hours);
    return worth;
  }

  private static void readShortGaps(boolean[] worth, List<Window> hours) {
    int last = -1;
    long values = 0;
    for (int i = 0; i < worth.length; i++) {
      if (!worth[i]) {
        values += hours.get(i).count();
        continue;
      }
      if (last >= 0 && values <= NOT_WORTH_PASSING_OVER) {
        Arrays.fill(worth, last, i, true);
      }
      last = i;
      values = 0;
    }
  }

  private void stopIfCancelled() {
    if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
      throw new CancellationException("nobody waits for it any more");
    }
  }

  private static Instant wholeHour(Instant at) {
    return Instant.ofEpochSecond(at.getEpochSecond() / HOUR.toSeconds() * HOUR.toSeconds());
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
