package care.silverbell.alerting.watch;

import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.Kind;
import care.silverbell.alerting.rule.Conclusion;
import care.silverbell.alerting.rule.Earth;
import care.silverbell.alerting.rule.Finding;
import care.silverbell.alerting.rule.FindingKind;
import care.silverbell.alerting.rule.LimitsBook;
import care.silverbell.alerting.rule.MassSilence;
import care.silverbell.alerting.rule.PersonWatch;
import care.silverbell.alerting.rule.RuleBook;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.intake.ReadingListener;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.telemetry.TelemetryStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges every reading of everybody as it comes in. What is found is on disk when {@link
 * #onReadings} returns; what could not be put there is tried again before anything else, and until
 * then nothing is acknowledged.
 */
public final class RuleWatch implements ReadingListener {
  private static final Logger log = LoggerFactory.getLogger(RuleWatch.class);
  private static final Duration SEARCHING = Duration.ofSeconds(30);
  private static final Duration AS_USUAL = Duration.ofMinutes(5);

  /** Of two people who walk together. */
  private static final double NEAR_METRES = 100;

  /** People who are remembered at once, and how long that may hold up the start. */
  private static final int AT_ONCE = 6;

  private static final Duration REMEMBERS_FOR = Duration.ofSeconds(4);
  private static final Duration BROKER_HANDS_OVER = Duration.ofMinutes(5);
  private static final Duration NEAR_WITHIN = Duration.ofMinutes(5);

  private final IncidentDesk desk;
  private final LimitsBook book;
  private final Supplier<Set<PersonId>> wearers;
  private final BandOrders orders;
  private final InstantSource clock;
  private final RuleBook rules;
  private final WatchMetrics metrics;
  private final Map<PersonId, Watching> people = new ConcurrentHashMap<>();
  private final Map<PersonId, Location> newestFixes = new ConcurrentHashMap<>();

  /** What is yet to be put on disk, in order; it stays here until it is. */
  private final Queue<Runnable> untold = new ConcurrentLinkedQueue<>();

  private final Instant started;
  private final Object silenceLock = new Object();
  private MassSilence.Memory silence = MassSilence.Memory.NONE;

  /**
   * Brings together what judging needs.
   *
   * @param wearers who wears a band now
   */
  public RuleWatch(
      IncidentDesk desk,
      LimitsBook book,
      Supplier<Set<PersonId>> wearers,
      BandOrders orders,
      InstantSource clock,
      MeterRegistry registry) {
    this.desk = desk;
    this.book = book;
    this.wearers = wearers;
    this.orders = orders;
    this.clock = clock;
    this.started = clock.instant();
    this.metrics = new WatchMetrics(registry, people);
    this.rules = new RuleBook(RuleBook.inOrder(), metrics::threw);
  }

  /** One person's rules; whoever has its lock may use them. */
  private static final class Watching {
    private final PersonWatch watch;

    Watching(RuleBook rules) {
      watch = PersonWatch.live(rules);
    }
  }

  @Override
  public void onReadings(List<Reading> readings) {
    tellWhatWasNotTold();
    metrics.judged(() -> judge(readings));
    tellWhatWasNotTold();
  }

  private void judge(List<Reading> readings) {
    Instant now = clock.instant();
    int from = 0;
    while (from < readings.size()) {
      PersonId person = readings.get(from).person();
      int to = from + 1;
      while (to < readings.size() && readings.get(to).person().equals(person)) {
        to++;
      }
      take(person, readings.subList(from, to), now);
      from = to;
    }
  }

  private void take(PersonId person, List<Reading> readings, Instant now) {
    Watched watched = book.of(person);
    for (Reading reading : readings) {
      if (reading instanceof Location fix) {
        newestFixes.merge(person, fix, RuleWatch::newer);
      }
    }
    Watching watching = people.computeIfAbsent(person, _ -> new Watching(rules));
    List<Conclusion> conclusions;
    synchronized (watching) {
      conclusions = watching.watch.take(readings, watched, fix -> isNear(watched, fix), now);
    }
    keep(conclusions);
  }

  /**
   * Time has passed: silence, stillness and missed greetings are found, and what was held back to
   * be put in order is judged.
   */
  public void pass() {
    tellWhatWasNotTold();
    Instant now = clock.instant();
    if (now.isBefore(started.plus(BROKER_HANDS_OVER))) {
      return; // what bands said while the service was down is still coming in
    }
    Set<PersonId> wearing = wearers.get();
    people.keySet().retainAll(wearing);
    newestFixes.keySet().retainAll(wearing);
    Map<String, Integer> bandsOfCells = new HashMap<>();
    List<MassSilence.Waiting> silent = new ArrayList<>();
    for (PersonId person : wearing) {
      Watched watched = book.of(person);
      String cell = watched.cell();
      bandsOfCells.merge(cell == null ? "" : cell, 1, Integer::sum);
      Watching watching = people.computeIfAbsent(person, _ -> new Watching(rules));
      List<Conclusion> conclusions;
      synchronized (watching) {
        conclusions = watching.watch.pass(watched, fix -> isNear(watched, fix), now);
      }
      for (Conclusion conclusion : conclusions) {
        if (conclusion instanceof Finding finding
            && finding.kind() == FindingKind.SILENT_BAND
            && !finding.forTheRecord()) {
          silent.add(new MassSilence.Waiting(finding, cell, now));
        } else {
          keep(List.of(conclusion));
        }
      }
    }
    decideOnSilence(silent, bandsOfCells, now);
    tellWhatWasNotTold();
  }

  private void decideOnSilence(
      List<MassSilence.Waiting> silent, Map<String, Integer> bandsOfCells, Instant now) {
    MassSilence.Decision decision;
    synchronized (silenceLock) {
      decision = MassSilence.decide(silence, silent, bandsOfCells, now);
      silence = decision.memory();
    }
    keep(decision.rings());
    decision.anew().stream()
        .map(outage -> outage.why().toString())
        .forEach(why -> untold.add(() -> desk.tellOperator(Kind.OUTAGE, why)));
  }

  /** How incidents that rules opened have ended, for the metrics. */
  public void countOutcomes(Database database) {
    metrics.countOutcomes(database);
  }

  private void keep(List<? extends Conclusion> conclusions) {
    for (Conclusion conclusion : conclusions) {
      if (conclusion instanceof Finding finding) {
        metrics.found(finding);
      }
      if (conclusion instanceof Conclusion.Over over && over.kind() == FindingKind.SILENT_BAND) {
        noLongerSilent(over.person());
      }
      untold.add(() -> tell(conclusion));
    }
  }

  private void noLongerSilent(PersonId person) {
    synchronized (silenceLock) {
      silence =
          new MassSilence.Memory(
              silence.waiting().stream()
                  .filter(it -> !it.finding().person().equals(person))
                  .toList(),
              silence.outages());
    }
  }

  /** One at a time, so that whoever returns from here knows that all before it is on disk. */
  private synchronized void tellWhatWasNotTold() {
    for (Runnable next = untold.peek(); next != null; next = untold.peek()) {
      next.run();
      untold.remove();
    }
  }

  private void tell(Conclusion conclusion) {
    switch (conclusion) {
      case Finding finding -> {
        desk.open(finding);
        if (finding.kind() == FindingKind.WANDERING && !finding.forTheRecord()) {
          orders.report(finding.person(), SEARCHING);
        }
      }
      case Conclusion.Over over -> {
        desk.over(over);
        if (over.kind() == FindingKind.WANDERING) {
          orders.report(over.person(), AS_USUAL);
        }
      }
      case Conclusion.SecondReading second -> orders.say(second.person(), second.asks());
    }
  }

  private boolean isNear(Watched watched, Location fix) {
    for (PersonId companion : watched.companions()) {
      Location theirs = newestFixes.get(companion);
      if (theirs != null
          && Duration.between(theirs.moment().at(), fix.moment().at()).abs().compareTo(NEAR_WITHIN)
              <= 0
          && metres(theirs.position(), fix.position()) <= NEAR_METRES) {
        return true;
      }
    }
    return false;
  }

  private static double metres(Position a, Position b) {
    return Earth.metres(a.latitude(), a.longitude(), b.latitude(), b.longitude());
  }

  private static Location newer(Location old, Location fresh) {
    return fresh.moment().at().isAfter(old.moment().at()) ? fresh : old;
  }

  /**
   * Remembers what was known before the service stopped; a condition that began before rings at its
   * time, once. Whom the store cannot tell of begins anew.
   */
  public void remember(TelemetryStore telemetry, Database database) {
    Refill refill = new Refill(telemetry, database);
    Instant now = clock.instant();
    List<Callable<PersonId>> tasks = new ArrayList<>();
    for (PersonId person : wearers.get()) {
      tasks.add(() -> {
        remember(refill, person, now);
        return person;
      });
    }
    int remembered = 0;
    try (ExecutorService several =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (Future<PersonId> it :
          several.invokeAll(tasks, REMEMBERS_FOR.toMillis(), TimeUnit.MILLISECONDS)) {
        remembered += it.state() == Future.State.SUCCESS ? 1 : 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (remembered < tasks.size()) {
      log.warn(
          "what was known of {} of {} people could not be remembered: their rules begin anew",
          tasks.size() - remembered,
          tasks.size());
    }
    tellWhatWasNotTold();
  }

  private void remember(Refill refill, PersonId person, Instant now) {
    Watched watched = book.of(person);
    Watching watching = people.computeIfAbsent(person, _ -> new Watching(rules));
    List<Conclusion> conclusions = new ArrayList<>();
    List<Reading> readings = refill.readings(person, now);
    synchronized (watching) {
      refill
          .found(person, now)
          .forEach(it -> watching.watch.alreadyFound(it.kind(), it.since(), it.at()));
      for (Reading reading : readings) {
        conclusions.addAll(
            watching.watch.take(List.of(reading), watched, _ -> false, reading.moment().at()));
      }
    }
    // The ends of what was found are told again: told twice they change nothing.
    Instant ringsFrom = now.minus(PersonWatch.RINGS_WITHIN);
    keep(
        conclusions.stream()
            .map(it ->
                it instanceof Finding finding && finding.at().isBefore(ringsFrom)
                    ? finding.asRecord()
                    : it)
            .toList());
  }
}
