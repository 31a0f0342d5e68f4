package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.Kind;
import care.silverbell.alerting.notification.Dispatches.Ended;
import care.silverbell.alerting.notification.Dispatches.Waiting;
import care.silverbell.alerting.notification.Outbox.Facts;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.repeating.Together;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what became of a try, and what follows from it: another try, another way, a channel
 * that is left alone.
 */
final class Settling {
  private static final Logger log = LoggerFactory.getLogger(Settling.class);
  private static final int MOST_TRIES = 5;
  private static final Duration EMERGENCY_TRIES_FOR = Duration.ofMinutes(2);

  private static final int TOGETHER = 64;

  private final Database database;
  private final Dispatches dispatches;
  private final Circuits circuits;
  private final NextWay nextWay;
  private final Receipts receipts;
  private final IncidentDesk desk;
  private final Consumer<IncidentId> changed;
  private final NoticeMetrics metrics;
  private final Runnable more;
  private final InstantSource clock;
  private final GoingRound goingRound;

  /** In a storm hundreds of tries end in a second. */
  private final Together<Ended, Set<UUID>> together = new Together<>(TOGETHER, this::settle);

  /**
   * Brings together what follows from a try.
   *
   * @param more there is something more to be sent now
   */
  Settling(
      Database database,
      Circuits circuits,
      NextWay nextWay,
      Receipts receipts,
      IncidentDesk desk,
      Consumer<IncidentId> changed,
      NoticeMetrics metrics,
      Runnable more,
      InstantSource clock) {
    this.database = database;
    dispatches = new Dispatches(database);
    this.circuits = circuits;
    this.nextWay = nextWay;
    this.receipts = receipts;
    this.desk = desk;
    this.changed = changed;
    this.metrics = metrics;
    this.more = more;
    this.clock = clock;
    goingRound = new GoingRound(database, nextWay, changed, metrics, more, clock);
  }

  /** Writes down what a try came to. */
  void settle(Dispatch dispatch, Delivery delivery) {
    switch (delivery) {
      case Delivery.Taken taken -> {
        circuits.worked(dispatch.channel());
        settle(
            dispatch,
            Settlement.sent(taken.reference(), WordDue.ofTaken(dispatch, clock.instant())));
      }
      case Delivery.Delivered delivered -> {
        circuits.worked(dispatch.channel());
        settle(
            dispatch,
            Settlement.delivered(
                delivered.reference(), WordDue.ofDelivered(dispatch, clock.instant())));
      }
      case Delivery.TryAgain again -> {
        if (!again.ofThisAddress()
            && circuits.failed(dispatch.channel(), again.reason(), clock.instant())) {
          sayItIsDown(dispatch.channel(), again.reason());
        }
        tryAgain(dispatch, again);
      }
      case Delivery.Refused refused -> {
        Instant now = clock.instant();
        String to = dispatch.address().to();
        if (circuits.refused(dispatch.channel(), to, refused.reason(), now)) {
          sayItIsDown(dispatch.channel(), refused.reason());
        }
        fail(dispatch, Settlement.failed(refused.reason()));
      }
    }
  }

  /** It is not worth sending any more. */
  void drop(Dispatch dispatch) {
    settle(dispatch, Settlement.dropped());
  }

  /**
   * Writes down what came of many that asked nobody outside, in one journey.
   *
   * @param tried what each try came to; null for those that are not worth sending any more
   */
  void settleTogether(ChannelKind channel, Map<Dispatch, Optional<Delivery>> tried) {
    List<Ended> ended = new ArrayList<>();
    tried.forEach((dispatch, delivery) -> {
      switch (delivery.orElse(null)) {
        case null -> ended.add(new Ended(dispatch, Settlement.dropped()));
        case Delivery.Delivered it ->
            ended.add(
                new Ended(
                    dispatch,
                    Settlement.delivered(
                        it.reference(), WordDue.ofDelivered(dispatch, clock.instant()))));
        case Delivery.Refused it -> ended.add(new Ended(dispatch, Settlement.failed(it.reason())));
        case Delivery.Taken it -> settle(dispatch, it);
        case Delivery.TryAgain it -> settle(dispatch, it);
      }
    });
    circuits.worked(channel);
    write(ended, ended.stream().filter(it -> it.how().state().equals("failed")).toList());
  }

  private void settle(Dispatch dispatch, Settlement how) {
    Ended ended = new Ended(dispatch, how);
    if (together.add(ended).contains(dispatch.id())) {
      receipts.takeEarly(ended);
    }
  }

  /** Returns those that a receipt had come for before they were known to be sent. */
  private Set<UUID> settle(List<Ended> tries, boolean alone) {
    Waiting waiting = alone ? Waiting.PATIENTLY : Waiting.BRIEFLY;
    Set<UUID> settled = dispatches.settle(tries, waiting, clock.instant());
    Set<IncidentId> told = new LinkedHashSet<>();
    for (Ended ended : tries) {
      if (settled.contains(ended.dispatch().id())) {
        metrics.count(ended.dispatch().channel(), ended.how().what());
        if (ended.how().line() != null) {
          told.add(ended.dispatch().notice().incident());
        }
      }
    }
    told.forEach(changed);
    return receipts.early(tries);
  }

  /**
   * Writes down how tries ended, and the next way of those that have failed with it.
   *
   * @param failed some of them
   */
  private void write(List<Ended> tries, List<Ended> failed) {
    if (tries.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Map<Dispatch, String> toGoOn = new LinkedHashMap<>();
    failed.forEach(it -> toGoOn.put(it.dispatch(), "" + it.how().detail()));
    Map<IncidentId, Facts> facts = nextWay.factsOf(toGoOn.keySet());
    Written written =
        database.transaction(
            "writing down how tries ended",
            tx -> {
              Set<UUID> settled = Dispatches.settle(tx, tries, Waiting.PATIENTLY, now);
              toGoOn.keySet().removeIf(it -> !settled.contains(it.id()));
              return new Written(settled, !nextWay.after(tx, toGoOn, facts, now).isEmpty());
            });
    for (Ended ended : tries) {
      if (written.settled.contains(ended.dispatch().id())) {
        metrics.count(ended.dispatch().channel(), ended.how().what());
        if (ended.how().line() != null || failed.contains(ended)) {
          changed.accept(ended.dispatch().notice().incident());
        }
      }
    }
    if (written.goesOn) {
      more.run();
    }
  }

  private record Written(Set<UUID> settled, boolean goesOn) {}

  /**
   * In an emergency, and where the provider wants to be left alone for long, the next way is not
   * made to wait until this one is given up.
   */
  private void tryAgain(Dispatch dispatch, Delivery.TryAgain again) {
    Instant now = clock.instant();
    Duration pause = BackOff.after(dispatch.attempts(), ThreadLocalRandom.current());
    if (again.after() != null && again.after().compareTo(pause) > 0) {
      pause = again.after();
    }
    Instant next = now.plus(pause);
    if (dispatch.attempts() >= MOST_TRIES || isTooLate(dispatch, next)) {
      fail(dispatch, Settlement.failed(again.reason()));
    } else if (!dispatch.notice().occasion().asks()) {
      settle(dispatch, Settlement.again(again.reason(), next));
    } else if (dispatch.notice().emergency()) {
      fail(dispatch, Settlement.again(again.reason(), next));
    } else {
      otherwise(
          dispatch, Settlement.failed(again.reason()), Settlement.again(again.reason(), next));
    }
  }

  private static boolean isTooLate(Dispatch dispatch, Instant next) {
    return dispatch.notice().emergency()
        && next.isAfter(dispatch.createdAt().plus(EMERGENCY_TRIES_FOR));
  }

  /** The channel is left alone: another way is used; where there is none, it waits. */
  void goRound(Dispatch dispatch, String why) {
    Instant now = clock.instant();
    Instant until =
        circuits
            .open(dispatch.channel(), now)
            .map(Circuits.State::openUntil)
            .orElse(now.plusSeconds(1));
    Settlement failed = Settlement.failed("left alone: " + why);
    if (isTooLate(dispatch, until)) {
      fail(dispatch, failed);
    } else {
      otherwise(dispatch, failed, Settlement.waits("left alone: " + why, until));
    }
  }

  /** Where there is another way, it takes over. */
  private void otherwise(Dispatch dispatch, Settlement failed, Settlement patient) {
    Notice notice = dispatch.notice();
    if (Ways.isLast(dispatch.address(), notice.recipient().addresses(), notice.emergency())) {
      settle(dispatch, patient);
      return;
    }
    goingRound.take(new GoingRound.Fork(dispatch, failed, patient));
  }

  /** There is no way of sending it by that channel. */
  void refuse(Dispatch dispatch, String reason) {
    fail(dispatch, Settlement.failed(reason));
  }

  /** Writes down what failed, and the next way with it. */
  private void fail(Dispatch dispatch, Settlement how) {
    List<Ended> itself = List.of(new Ended(dispatch, how));
    write(itself, itself);
  }

  private void sayItIsDown(ChannelKind channel, String reason) {
    log.warn("channel {} fails again and again and is left alone: {}", channel.wireName(), reason);
    desk.tellOperator(Kind.CHANNEL_DOWN, channel.wireName() + ": " + reason);
  }
}
