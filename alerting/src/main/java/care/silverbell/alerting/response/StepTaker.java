package care.silverbell.alerting.response;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.incident.Timeline;
import care.silverbell.alerting.incident.Timeline.Line;
import care.silverbell.alerting.notification.Notice;
import care.silverbell.alerting.notification.Occasion;
import care.silverbell.alerting.notification.Outbox;
import care.silverbell.alerting.notification.Outbox.Facts;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.Subjects;
import care.silverbell.alerting.response.Decision.Asking;
import care.silverbell.alerting.response.ResponseBook.Due;
import care.silverbell.alerting.response.ResponseBook.Page;
import care.silverbell.alerting.response.ResponsePlans.Meant;
import care.silverbell.alerting.response.Situation.Answer;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.Database.Statement;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes one step of a response: what is decided, its lines on the timeline and its notices are one
 * transaction.
 */
final class StepTaker {
  private final Database database;
  private final IncidentStore incidents;
  private final ResponsePlans plans;
  private final Subjects subjects;
  private final Outbox outbox;
  private final ResponseMetrics metrics;
  private final InstantSource clock;

  StepTaker(
      Database database,
      ResponsePlans plans,
      Subjects subjects,
      Outbox outbox,
      ResponseMetrics metrics,
      InstantSource clock) {
    this.database = database;
    incidents = new IncidentStore(database);
    this.plans = plans;
    this.subjects = subjects;
    this.outbox = outbox;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Whom the words mean is looked up before the incident is taken: a press that comes meanwhile
   * waits for no look-up.
   *
   * @return whether it was still due
   */
  boolean take(Due due) {
    Incident incident = incidents.find(due.id(), IncidentStore.Lines.NEWEST).orElseThrow();
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
          Facts facts = new Facts(incident, subject, hasIt);
          Decision decision = Escalation.decide(page.situation(), meant, now);
          if (decision instanceof Decision.LetGo letGo) {
            LettingGo.write(tx, due.id(), letGo, now);
          } else {
            var _ = Database.inOrder(tx, "writing a step", written(page, decision, facts, now));
          }
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
                    them.recipients().stream().map(outbox::reachable).toList(),
                    them.nobody(),
                    them.heldUntil(),
                    them.letGo())));
    return reachable;
  }

  private List<Statement> written(Page page, Decision decision, Facts facts, Instant now) {
    page.situation().answers().stream()
        .filter(it -> it.number() > page.situation().answersHeard())
        .filter(it -> !it.via().equals(LettingGo.BY_THE_RECORD))
        .forEach(metrics::answered);
    IncidentId id = facts.incident().id();
    return switch (decision) {
      case Decision.LetGo _ -> List.of();
      case Decision.Rest rest ->
          List.of(ResponseBook.rest(id, page, page.step(), rest.next(), rest.heldUntil()));
      case Decision.Ask ask -> ask(page, ask, facts, now);
      case Decision.Tell tell -> tell(page, tell, facts, now);
    };
  }

  private List<Statement> ask(Page page, Decision.Ask ask, Facts facts, Instant now) {
    IncidentId id = facts.incident().id();
    List<Notice> notices = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    if (page.askedWearer()) {
      lines.add(Line.ofService(id, "wearer-silent", null, false));
    }
    int step = page.step();
    for (Asking asking : ask.askings()) {
      if (!asking.recipients().isEmpty()) {
        step++;
        for (Recipient recipient : asking.recipients()) {
          notices.add(notice(facts, step, recipient, asking.occasion()));
        }
        lines.add(
            Line.ofService(id, asking.occasion().wireName(), names(asking.recipients()), false));
      }
      asking
          .noWay()
          .forEach(
              it -> lines.add(new Line(id, "no-way", it.id().toString(), it.name(), null, true)));
      metrics.asked(asking.occasion(), Duration.between(asking.planned(), now));
    }
    String nobody =
        ask.askings().stream()
            .flatMap(it -> it.nobody().stream())
            .distinct()
            .collect(Collectors.joining("; "));
    if (!nobody.isEmpty()) {
      lines.add(Line.ofService(id, "nobody", nobody, true));
    }
    return List.of(
        ResponseBook.asked(id, page, step, ask, now),
        Timeline.adding(lines, now),
        outbox.put(notices, facts, now));
  }

  private List<Statement> tell(Page page, Decision.Tell tell, Facts facts, Instant now) {
    int step = tell.occasion() == Occasion.CLOSED ? page.step() + 1 : page.step();
    List<Notice> notices =
        tell.recipients().stream().map(it -> notice(facts, step, it, tell.occasion())).toList();
    List<Line> lines =
        tell.occasion() == Occasion.TAKEN
            ? List.of(
                Line.ofService(facts.incident().id(), "informed", names(tell.recipients()), false))
            : List.of();
    return List.of(
        ResponseBook.rest(facts.incident().id(), page, step, tell.next(), null),
        Timeline.adding(lines, now),
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
}
