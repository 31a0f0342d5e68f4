package care.silverbell.alerting;

import care.silverbell.alerting.incident.Answerers;
import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentListener;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.TestPresses;
import care.silverbell.alerting.incident.WristReplies;
import care.silverbell.alerting.notification.AnswerTokens;
import care.silverbell.alerting.notification.Answers;
import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.Links;
import care.silverbell.alerting.notification.Notices;
import care.silverbell.alerting.notification.Outbox;
import care.silverbell.alerting.notification.Receipts;
import care.silverbell.alerting.notification.Subjects;
import care.silverbell.alerting.notification.Wording;
import care.silverbell.alerting.response.EscalationRound;
import care.silverbell.alerting.response.ResponsePlans;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.repeating.Repeating;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The alerting floor put together: the desk where calls are heard, the store where incidents are
 * found, the round that takes the steps of the response plans, and what tells people.
 */
public final class Alerting implements AutoCloseable {
  private static final Duration COUNT_EVERY = Duration.ofSeconds(5);

  private final IncidentStore store;
  private final IncidentDesk desk;
  private final EscalationRound round;
  private final Notices notices;
  private final ChangedIncidents changed;
  private final Repeating counting;

  /**
   * The pools of the floor, each its own, so that no work waits behind another's.
   *
   * @param calls for the road of a press
   * @param reading for the pages that look at incidents
   * @param responding for the steps of the response plans
   * @param telling for notices and what is heard of them
   */
  public record Pools(Database calls, Database reading, Database responding, Database telling) {}

  /**
   * What the floor above knows and this one must ask.
   *
   * @param plans which plan holds, and whom its words mean
   * @param subjects whom an incident is about
   * @param answerers who an account is among those who are asked
   * @param tests which presses are tests
   */
  public record Office(
      ResponsePlans plans, Subjects subjects, Answerers answerers, TestPresses tests) {}

  /**
   * How people are told.
   *
   * @param channels those that are set up, one of each kind at most
   */
  public record Telling(List<Channel> channels, Wording wording, Links links, AnswerTokens tokens) {
    /** Defensive copies. */
    public Telling {
      channels = List.copyOf(channels);
    }
  }

  /** Puts the floor together and begins to respond. */
  public Alerting(
      Pools pools,
      Office office,
      Telling telling,
      WristReplies wrist,
      IncidentListener listener,
      InstantSource clock,
      MeterRegistry registry) {
    store = new IncidentStore(pools.reading);
    Outbox outbox =
        new Outbox(
            telling.wording,
            telling.links,
            telling.tokens,
            telling.channels.stream().map(Channel::kind).collect(Collectors.toSet()));
    round =
        new EscalationRound(
            pools.responding, office.plans, office.subjects, outbox, registry, clock);
    desk =
        new IncidentDesk(
            pools.calls,
            new IncidentStore(pools.calls),
            wrist,
            listener,
            office.tests,
            office.answerers,
            round::wake,
            clock);
    changed = new ChangedIncidents(desk);
    notices =
        new Notices(
            pools.telling,
            outbox,
            office.subjects,
            telling.channels,
            desk,
            changed::add,
            registry,
            clock);
    AlertingMetrics metrics = new AlertingMetrics(registry, store, notices);
    counting =
        Repeating.every(
            COUNT_EVERY, "incident-counting", "open incidents cannot be counted", metrics::refresh);
    notices.begin();
    round.begin(id -> {
      changed.add(id);
      notices.wake();
    });
  }

  /** Where calls are heard and answered. */
  public IncidentDesk desk() {
    return desk;
  }

  /** Where incidents are found. */
  public IncidentStore store() {
    return store;
  }

  /**
   * Looks again at once whom the person's running plans mean.
   *
   * @param person null for everybody's
   */
  public void lookAgain(@Nullable PersonId person) {
    round.lookAgain(person);
  }

  /** What is heard of notices after they were sent. */
  public Receipts receipts() {
    return notices.receipts();
  }

  /** Answers by a link. */
  public Answers answers() {
    return notices.answers();
  }

  /** How many notices are being sent now. */
  public int noticesUnderWay() {
    return notices.underWay();
  }

  @Override
  public void close() {
    counting.close();
    round.close();
    notices.close();
    changed.close();
  }
}
