package care.silverbell.alerting.watch;

import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.Kind;
import care.silverbell.alerting.rule.Conclusion;
import care.silverbell.alerting.rule.Finding;
import care.silverbell.alerting.rule.FindingKind;
import care.silverbell.alerting.rule.LimitsBook;
import care.silverbell.alerting.rule.MassSilence;
import care.silverbell.alerting.rule.RuleBook;
import care.silverbell.alerting.rule.Sentence;
import care.silverbell.alerting.rule.Silence;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.intake.ReadingListener;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.telemetry.TelemetryStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges every reading of everybody as it comes in. What is found is on disk when {@link
 * #onReadings} returns; what could not be put there is tried again before anything else, and until
 * then nothing is acknowledged.
 */
public final class RuleWatch implements ReadingListener {
  /** Between two tries to remember those who could not be at the start. */
  private static final Duration LATER = Duration.ofSeconds(5);

  private static final Duration BROKER_HANDS_OVER = Duration.ofMinutes(5);

  /** Stands where a sentence was refused. */
  private static final Sentence PLAIN =
      new Sentence("详情未能保存，请查看读数", "the details could not be kept: see the readings");

  private final IncidentDesk desk;
  private final LimitsBook book;
  private final Supplier<Set<PersonId>> wearers;
  private final BandOrders orders;
  private final InstantSource clock;
  private final RuleBook rules;
  private final WatchMetrics metrics;
  private final Map<PersonId, Watching> people = new ConcurrentHashMap<>();
  private final Nearness nearness = new Nearness();
  private final Searches searches;
  private final Untold untold;
  private final Instant started;
  private final Streets streets = new Streets();

  /** Null until it is remembered what was before. */
  private volatile @Nullable Outages outages;

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
    searches = new Searches(orders);
    this.clock = clock;
    this.started = clock.instant();
    this.metrics = new WatchMetrics(registry, people);
    untold = new Untold(metrics::lost);
    this.rules = new RuleBook(RuleBook.inOrder(), metrics::threw);
  }

  @Override
  public void onReadings(List<Reading> readings) {
    untold.tellAll();
    metrics.judged(() -> judge(readings));
    untold.tellAll();
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
        nearness.take(fix);
      }
    }
    Watching watching = people.computeIfAbsent(person, _ -> new Watching(rules));
    List<Conclusion> conclusions;
    synchronized (watching) {
      conclusions =
          watching.take(readings, watched, fix -> nearness.isNear(watched.companions(), fix), now);
    }
    keep(conclusions);
  }

  /**
   * Time has passed: silence, stillness and missed greetings are found, and what was held back to
   * be put in order is judged.
   */
  public void pass() {
    untold.tellAll();
    Instant now = clock.instant();
    Set<PersonId> searched = desk.searched();
    searches.goOn(searched, now);
    if (now.isBefore(started.plus(BROKER_HANDS_OVER))) {
      return; // what bands said while the service was down is still coming in
    }
    Set<PersonId> wearing = wearers.get();
    people.keySet().retainAll(wearing);
    nearness.only(wearing);
    Streets.Look look = streets.look(now);
    List<Silence> silent = new ArrayList<>();
    int unjudged = 0;
    for (PersonId person : wearing) {
      Watched watched = book.of(person);
      Watching watching = people.computeIfAbsent(person, _ -> new Watching(rules));
      List<Conclusion> conclusions;
      synchronized (watching) {
        watching.searchGoesOn(searched.contains(person), now);
        conclusions =
            watching.watch().pass(watched, fix -> nearness.isNear(watched.companions(), fix), now);
        look.at(person, watched.cell(), watching.heard());
        conclusions = conclusions.stream().filter(it -> !look.takes(it)).toList();
        Optional.ofNullable(watching.watch().silence()).ifPresent(silent::add);
        unjudged += watching.watch().unjudged();
      }
      keep(conclusions);
    }
    metrics.silent(silent);
    metrics.unjudged(unjudged);
    streets.decide(look, this::keep).forEach(it -> tellOperator(it, now));
    untold.tellAll();
  }

  private void tellOperator(MassSilence.Outage outage, Instant now) {
    Runnable telling = () -> desk.tellOperator(Kind.OUTAGE, outage.why().toString());
    untold.add(telling, telling);
    Outages kept = outages;
    if (kept != null) {
      Runnable keeping = () -> kept.keep(outage, now);
      untold.add(keeping, keeping);
    }
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
      if (conclusion instanceof Conclusion.Over over) {
        streets.over(over);
      }
      untold.add(() -> tell(conclusion), () -> tell(plain(conclusion)));
    }
  }

  private void tell(Conclusion conclusion) {
    switch (conclusion) {
      case Finding finding -> {
        desk.open(finding);
        if (finding.kind() == FindingKind.WANDERING && !finding.forTheRecord()) {
          searches.begins(finding.person(), clock.instant());
        }
      }
      case Conclusion.Over over -> {
        desk.over(over);
        if (over.kind() == FindingKind.WANDERING) {
          searches.ends(over.person());
        }
      }
      case Conclusion.SecondReading second -> orders.say(second.person(), second.asks());
    }
  }

  /** The same, bare of all that the database could refuse. */
  private static Conclusion plain(Conclusion conclusion) {
    return switch (conclusion) {
      case Finding it ->
          new Finding(
              it.kind(), it.person(), it.since(), it.at(), List.of(), null, PLAIN, it.told());
      case Conclusion.Over it ->
          new Conclusion.Over(it.kind(), it.person(), it.since(), it.at(), PLAIN);
      case Conclusion.SecondReading it -> it;
    };
  }

  /**
   * Remembers what was known before the service stopped; a condition that began before rings at its
   * time, once. Whom the store cannot tell of in time is remembered while the service runs; what
   * was found is not found again in any case.
   */
  public void remember(TelemetryStore telemetry, Database database) {
    Outages told = new Outages(database);
    outages = told;
    streets.remember(told.ofLate(clock.instant()));
    Refill refill = new Refill(telemetry, database);
    refill
        .found(clock.instant())
        .forEach((person, found) ->
            people.computeIfAbsent(person, _ -> new Watching(rules)).alreadyFound(found));
    new Remembering(person -> remember(refill, person), metrics::unremembered, LATER).of(wearers);
    untold.tellAll();
  }

  private void remember(Refill refill, PersonId person) {
    Watched watched = book.of(person);
    Watching watching = people.computeIfAbsent(person, _ -> new Watching(rules));
    synchronized (watching) {
      watching.keepWhatComes();
    }
    List<Conclusion> conclusions;
    try {
      Instant now = clock.instant();
      List<Reading> past = refill.readings(person, now);
      List<Location> companions = refill.tracksOf(watched.companions(), now);
      untold.tellAll(); // and then what was found is on disk, also what was found since the start
      List<Refill.Found> found = refill.found(person, now);
      synchronized (watching) {
        conclusions =
            watching.begin(
                person, found, past, watched, fix -> Nearness.wasNear(companions, fix), now);
      }
      past.stream()
          .filter(Location.class::isInstance)
          .map(Location.class::cast)
          .forEach(nearness::take);
    } finally {
      synchronized (watching) {
        watching.goOn();
      }
    }
    // The ends of what was found are told again: told twice they change nothing.
    keep(conclusions);
  }
}
