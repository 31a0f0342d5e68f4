package care.silverbell.alerting.response;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.notification.Notice;
import care.silverbell.alerting.notification.Occasion;
import care.silverbell.alerting.notification.Outbox;
import care.silverbell.alerting.notification.Outbox.Facts;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.Subjects;
import care.silverbell.alerting.response.Decision.Asking;
import care.silverbell.alerting.response.ResponseBook.Due;
import care.silverbell.alerting.response.ResponseBook.Line;
import care.silverbell.alerting.response.ResponseBook.Page;
import care.silverbell.alerting.response.ResponsePlans.Meant;
import care.silverbell.alerting.response.Situation.Answer;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.Database.Statement;
import care.silverbell.ingest.repeating.Woken;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the steps of the response plans as they come due. All that is known of a response is on
 * disk, and each step is one transaction: a crash loses none, and of two instances one takes it.
 */
public final class EscalationRound implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EscalationRound.class);
  private static final int WORKERS = 4;
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration HELPERS_POLL = Duration.ofSeconds(2);

  /** What cannot be decided now must not stand in front of what can. */
  private static final Duration TRIED_AGAIN_AFTER = Duration.ofSeconds(1);

  private final Database database;
  private final ResponseBook book;
  private final IncidentStore incidents;
  private final ResponsePlans plans;
  private final Subjects subjects;
  private final Outbox outbox;
  private final ResponseMetrics metrics;
  private final InstantSource clock;
  private final Map<UUID, Instant> leftAlone = new ConcurrentHashMap<>();
  private final Set<UUID> inHand = ConcurrentHashMap.newKeySet();
  private final List<Woken> workers = new ArrayList<>();

  /** Brings together what a response asks. */
  public EscalationRound(
      Database database,
      ResponsePlans plans,
      Subjects subjects,
      Outbox outbox,
      MeterRegistry registry,
      InstantSource clock) {
    this.database = database;
    book = new ResponseBook(database);
    incidents = new IncidentStore(database);
    this.plans = plans;
    this.subjects = subjects;
    this.outbox = outbox;
    metrics = new ResponseMetrics(registry);
    this.clock = clock;
  }

  /**
   * Begins, and goes on until it is closed.
   *
   * @param changed is told of each incident that has gone on; never blocks
   */
  public void begin(Consumer<IncidentId> changed) {
    for (int i = 0; i < WORKERS; i++) {
      workers.add(
          Woken.every(
              i == 0 ? POLL : HELPERS_POLL,
              "response-" + i,
              "what is due in the response plans cannot be looked for",
              () -> takeDueAndMore(changed)));
    }
  }

  /** Something is due now; never blocks. */
  public void wake() {
    workers.forEach(Woken::wake);
  }

  /** Takes all that is due now, and what that makes due. */
  public void takeAllDue() {
    int taken;
    do {
      taken = takeDue(_ -> {});
    } while (taken > 0);
  }

  private void takeDueAndMore(Consumer<IncidentId> changed) {
    int taken;
    do {
      taken = takeDue(changed);
    } while (taken > 0 && !Thread.currentThread().isInterrupted());
  }

  private int takeDue(Consumer<IncidentId> changed) {
    Instant now = now();
    leftAlone.values().removeIf(until -> !until.isAfter(now));
    List<UUID> except = new ArrayList<>(leftAlone.keySet());
    except.addAll(inHand);
    int taken = 0;
    for (Due due : book.due(now, except)) {
      if (inHand.add(due.id().value())) {
        try {
          if (take(due)) {
            taken++;
            changed.accept(due.id());
          }
        } catch (RuntimeException e) {
          log.error("the response to incident {} cannot go on; it is tried again", due.id(), e);
          metrics.trouble();
          leftAlone.put(due.id().value(), clock.instant().plus(TRIED_AGAIN_AFTER));
        } finally {
          inHand.remove(due.id().value());
        }
      }
    }
    return taken;
  }

  /**
   * Whom the words mean is looked up before the incident is taken: a press that comes meanwhile
   * waits for no look-up.
   *
   * @return whether it was still due
   */
  private boolean take(Due due) {
    Incident incident = incidents.find(due.id()).orElseThrow();
    ResponsePlan plan = due.plan() == null ? plans.planFor(incident) : due.plan();
    Map<Who, Meant> meant = meant(plan, incident);
    Subjects.Subject subject = subjects.of(incident);
    return database.transaction(
        "taking a step",
        tx -> {
          Instant now = now();
          Page page = ResponseBook.take(tx, due, plan, now).orElse(null);
          if (page == null) {
            return false;
          }
          List<String> hasIt = page.situation().holders().stream().map(Answer::name).toList();
          var _ =
              Database.inOrder(
                  tx,
                  "writing a step",
                  written(page, meant, new Facts(incident, subject, hasIt), now));
          return true;
        });
  }

  private Map<Who, Meant> meant(ResponsePlan plan, Incident incident) {
    Set<Who> words =
        plan.steps().stream()
            .flatMap(step -> step.who().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<Who, Meant> reachable = new HashMap<>();
    plans
        .meant(words, incident.person(), incident, now())
        .forEach((who, them) ->
            reachable.put(
                who,
                new Meant(
                    them.recipients().stream().map(outbox::reachable).toList(), them.nobody())));
    return reachable;
  }

  private List<Statement> written(Page page, Map<Who, Meant> meant, Facts facts, Instant now) {
    page.situation().answers().stream()
        .filter(it -> it.number() > page.situation().answersHeard())
        .forEach(metrics::answered);
    IncidentId id = facts.incident().id();
    return switch (Escalation.decide(page.situation(), meant, now)) {
      case Decision.Rest rest -> List.of(ResponseBook.rest(id, page, page.step(), rest.next()));
      case Decision.Ask ask -> ask(page, ask, facts, now);
      case Decision.Tell tell -> tell(page, tell, facts, now);
    };
  }

  private List<Statement> ask(Page page, Decision.Ask ask, Facts facts, Instant now) {
    List<Notice> notices = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    int step = page.step();
    for (Asking asking : ask.askings()) {
      if (!asking.recipients().isEmpty()) {
        step++;
        for (Recipient recipient : asking.recipients()) {
          notices.add(notice(facts, step, recipient, asking.occasion()));
        }
        lines.add(new Line(asking.occasion().wireName(), null, names(asking.recipients()), false));
      }
      asking.noWay().forEach(it -> lines.add(new Line("no-way", it.name(), null, true)));
      metrics.asked(asking.occasion(), Duration.between(asking.planned(), now));
    }
    String nobody =
        ask.askings().stream()
            .flatMap(it -> it.nobody().stream())
            .distinct()
            .collect(Collectors.joining("; "));
    if (!nobody.isEmpty()) {
      lines.add(new Line("nobody", null, nobody, true));
    }
    return List.of(
        ResponseBook.asked(facts.incident().id(), page, step, ask, now),
        ResponseBook.lines(facts.incident().id(), lines, now),
        outbox.put(notices, facts, now));
  }

  private List<Statement> tell(Page page, Decision.Tell tell, Facts facts, Instant now) {
    int step = tell.occasion() == Occasion.CLOSED ? page.step() + 1 : page.step();
    List<Notice> notices =
        tell.recipients().stream().map(it -> notice(facts, step, it, tell.occasion())).toList();
    List<Line> lines =
        tell.occasion() == Occasion.TAKEN
            ? List.of(new Line("informed", null, names(tell.recipients()), false))
            : List.of();
    return List.of(
        ResponseBook.rest(facts.incident().id(), page, step, tell.next()),
        ResponseBook.lines(facts.incident().id(), lines, now),
        outbox.put(notices, facts, now));
  }

  private static Notice notice(Facts facts, int step, Recipient recipient, Occasion occasion) {
    Incident incident = facts.incident();
    return new Notice(
        UUID.randomUUID(),
        incident.id(),
        step,
        recipient,
        occasion,
        incident.severity() == Severity.EMERGENCY);
  }

  private static @Nullable String names(List<Recipient> recipients) {
    return recipients.stream().map(Recipient::name).collect(Collectors.joining(", "));
  }

  /** As exact as the database keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public void close() {
    workers.forEach(Woken::close);
  }
}
