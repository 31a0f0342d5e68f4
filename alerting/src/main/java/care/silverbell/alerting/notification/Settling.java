package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.Kind;
import care.silverbell.alerting.notification.Dispatches.Ended;
import care.silverbell.alerting.notification.Dispatches.Settlement;
import care.silverbell.alerting.notification.Outbox.Facts;
import care.silverbell.ingest.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration EMERGENCY_TRIES_FOR = Duration.ofMinutes(2);

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
  }

  /** Writes down what a try came to. */
  void settle(Dispatch dispatch, Delivery delivery) {
    switch (delivery) {
      case Delivery.Taken taken -> {
        circuits.worked(dispatch.channel());
        settle(dispatch, Settlement.sent(taken.reference()));
        if (taken.reference() != null) {
          // It may have been told of already.
          receipts.takeThoseThatWaited(dispatch.channel(), taken.reference());
        }
      }
      case Delivery.Delivered delivered -> {
        circuits.worked(dispatch.channel());
        settle(dispatch, Settlement.delivered(delivered.reference()));
      }
      case Delivery.TryAgain again -> {
        if (!again.ofThisAddress()) {
          noteFailure(dispatch.channel(), again.reason());
        }
        tryAgain(dispatch, again);
      }
      case Delivery.Refused refused -> fail(dispatch, Settlement.failed(refused.reason()));
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
            ended.add(new Ended(dispatch, Settlement.delivered(it.reference())));
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
    if (!dispatches.settle(List.of(ended), clock.instant()).isEmpty()) {
      metrics.count(dispatch.channel(), how.what());
      if (how.line() != null) {
        changed.accept(dispatch.notice().incident());
      }
    }
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
    List<Dispatch> toGoOn = failed.stream().map(Ended::dispatch).toList();
    Map<IncidentId, Facts> facts = nextWay.factsOf(toGoOn);
    Written written =
        database.transaction(
            "writing down how tries ended",
            tx -> {
              Set<UUID> settled = Dispatches.settle(tx, tries, now);
              List<Dispatch> ours =
                  toGoOn.stream().filter(it -> settled.contains(it.id())).toList();
              return new Written(settled, !nextWay.after(tx, ours, facts, now).isEmpty());
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
    } else if (dispatch.notice().occasion().asks()
        && (dispatch.notice().emergency() || pause.compareTo(LONG) > 0)) {
      fail(dispatch, Settlement.again(again.reason(), next));
    } else {
      settle(dispatch, Settlement.again(again.reason(), next));
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
    Settlement waits = Settlement.waits("left alone: " + why, until);
    Settlement failed = Settlement.failed("left alone: " + why);
    Notice notice = dispatch.notice();
    if (Ways.isLast(dispatch.address(), notice.recipient().addresses(), notice.emergency())
        && !isTooLate(dispatch, until)) {
      settle(dispatch, waits);
      return;
    }
    List<Dispatch> itself = List.of(dispatch);
    Map<IncidentId, Facts> facts = nextWay.factsOf(itself);
    Settlement how =
        database.transaction(
            "going round a channel",
            tx -> {
              if (isTooLate(dispatch, until)) {
                var _ = Dispatches.settle(tx, List.of(new Ended(dispatch, failed)), now);
                var _ = nextWay.after(tx, itself, facts, now);
                return failed;
              }
              boolean other = !nextWay.after(tx, itself, facts, now).isEmpty();
              Settlement settled = other ? failed : waits;
              var _ = Dispatches.settle(tx, List.of(new Ended(dispatch, settled)), now);
              return settled;
            });
    metrics.count(dispatch.channel(), how.what());
    more.run();
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

  private void noteFailure(ChannelKind channel, String reason) {
    if (circuits.failed(channel, reason, clock.instant())) {
      log.warn(
          "channel {} fails again and again and is left alone: {}", channel.wireName(), reason);
      desk.tellOperator(Kind.CHANNEL_DOWN, channel.wireName() + ": " + reason);
    }
  }
}
