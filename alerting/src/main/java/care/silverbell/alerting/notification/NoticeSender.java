package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.Kind;
import care.silverbell.alerting.notification.Dispatches.Settlement;
import care.silverbell.alerting.notification.Outbox.Facts;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.repeating.Repeating;
import care.silverbell.ingest.repeating.Woken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox. Each channel has places of its own, so that a slow one holds up
 * no other; what is being sent is held on disk for a moment at a time, so that after a crash it is
 * tried again at once, with the same key.
 *
 * <p>A little over 300 lines, because what becomes of one try is read in one piece.
 */
public final class NoticeSender implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NoticeSender.class);

  /** So many at a time on one channel: more would only wait in the provider's queue. */
  static final int PLACES = 128;

  /** Places that only an emergency may take. */
  private static final int KEPT_FREE = 32;

  private static final int AT_ONCE = 32;
  private static final int NOT_URGENT = 3;
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration HELD_FOR = Duration.ofSeconds(2);
  private static final Duration HELD_ANEW_EVERY = Duration.ofMillis(400);

  /** A channel answers within ten seconds; one that does not is interrupted. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final int MOST_TRIES = 5;
  private static final Duration EMERGENCY_TRIES_FOR = Duration.ofMinutes(2);
  private static final Duration SETTLED_AGAIN_AFTER = Duration.ofMillis(300);

  private final Database database;
  private final Dispatches dispatches;
  private final Circuits circuits;
  private final Outbox outbox;
  private final NextWay nextWay;
  private final Receipts receipts;
  private final IncidentDesk desk;
  private final Consumer<IncidentId> changed;
  private final NoticeMetrics metrics;
  private final InstantSource clock;
  private final Map<ChannelKind, Lane> lanes = new EnumMap<>(ChannelKind.class);
  private final Map<UUID, Sending> underWay = new ConcurrentHashMap<>();
  private @Nullable Woken sending;
  private @Nullable Repeating holding;
  private volatile boolean closed;

  NoticeSender(
      Database database,
      Circuits circuits,
      Outbox outbox,
      NextWay nextWay,
      Receipts receipts,
      List<Channel> channels,
      IncidentDesk desk,
      Consumer<IncidentId> changed,
      NoticeMetrics metrics,
      InstantSource clock) {
    this.database = database;
    dispatches = new Dispatches(database);
    this.circuits = circuits;
    this.outbox = outbox;
    this.nextWay = nextWay;
    this.receipts = receipts;
    this.desk = desk;
    this.changed = changed;
    this.metrics = metrics;
    this.clock = clock;
    channels.forEach(it -> lanes.put(it.kind(), new Lane(it, new Semaphore(PLACES))));
    metrics.watch(circuits, lanes.keySet());
  }

  /** A channel and its places. */
  private record Lane(Channel channel, Semaphore places) {
    int underWay() {
      return PLACES - places.availablePermits();
    }
  }

  /** One try under way. */
  private record Sending(Thread thread, long sinceNanos) {}

  /** Begins to send, and goes on until it is closed. */
  void begin() {
    sending =
        Woken.every(POLL, "notices", "notices cannot be taken from the outbox", this::takeDue);
    holding =
        Repeating.every(
            HELD_ANEW_EVERY, "notices-held", "notices cannot be held", this::holdUnderWay);
  }

  /** Something has been put into the outbox; never blocks. */
  public void wake() {
    Woken woken = sending;
    if (woken != null) {
      woken.wake();
    }
  }

  /** Sends all that is due now and waits until nothing is; for whoever has the clock in hand. */
  void sendAllDue() throws InterruptedException {
    for (List<Thread> taken = takeDue(); !taken.isEmpty(); taken = takeDue()) {
      for (Thread thread : taken) {
        thread.join();
      }
    }
  }

  /** How many are being sent now. */
  int underWay() {
    return underWay.size();
  }

  private List<Thread> takeDue() {
    Instant now = clock.instant();
    List<Thread> taken = new ArrayList<>();
    List<ChannelKind> due = dispatches.dueChannels(now);
    if (!due.isEmpty()) {
      circuits.refresh();
    }
    for (ChannelKind channel : due) {
      Lane lane = lanes.get(channel);
      if (lane == null) {
        // Set up when the notice was written, and no more.
        dispatches
            .claim(channel, now, now.plus(HELD_FOR), AT_ONCE, NOT_URGENT)
            .forEach(it -> taken.add(begin(it, null, "not set up")));
      } else {
        taken.addAll(takeDue(lane, now));
      }
    }
    return taken;
  }

  private List<Thread> takeDue(Lane lane, Instant now) {
    ChannelKind kind = lane.channel.kind();
    Optional<Circuits.State> open = circuits.open(kind, now);
    int free = lane.places.availablePermits();
    boolean anything = free > KEPT_FREE;
    int limit = Math.min(anything ? free - KEPT_FREE : free, AT_ONCE);
    if (circuits.isOnTrial(kind, now)) {
      limit = lane.underWay() == 0 ? 1 : 0;
    }
    if (limit == 0) {
      return List.of();
    }
    List<Thread> taken = new ArrayList<>();
    for (Dispatch dispatch :
        dispatches.claim(kind, now, now.plus(HELD_FOR), limit, anything ? NOT_URGENT : 0)) {
      taken.add(begin(dispatch, lane, open.map(Circuits.State::why).orElse(null)));
    }
    if (taken.size() == limit && sending != null) {
      sending.wake();
    }
    return taken;
  }

  /**
   * Begins one try.
   *
   * @param leftAlone why it is not tried on this channel now; null where it is
   */
  private Thread begin(Dispatch dispatch, @Nullable Lane lane, @Nullable String leftAlone) {
    Semaphore places = lane == null ? new Semaphore(1) : lane.places;
    Thread thread =
        Thread.ofVirtual()
            .name("notice-" + dispatch.channel().wireName())
            .unstarted(() -> {
              try {
                send(dispatch, lane == null ? null : lane.channel, leftAlone);
              } catch (RuntimeException e) {
                if (!closed) {
                  // It is taken again once nobody holds it.
                  log.error("notice {} could not be sent", dispatch.id(), e);
                }
              } finally {
                underWay.remove(dispatch.id());
                boolean full = places.availablePermits() <= KEPT_FREE;
                places.release();
                if (full) {
                  wake();
                }
              }
            });
    if (underWay.putIfAbsent(dispatch.id(), new Sending(thread, System.nanoTime())) != null) {
      // The database was away for longer than it is held: this very process is still at it.
      return Thread.ofVirtual().unstarted(() -> {});
    }
    places.acquireUninterruptibly();
    thread.start();
    return thread;
  }

  private void send(Dispatch dispatch, @Nullable Channel channel, @Nullable String leftAlone) {
    Runnable settling;
    if (!dispatch.wanted()) {
      settling = () -> settle(dispatch, Settlement.dropped());
    } else if (channel == null) {
      settling = () -> fail(dispatch, Settlement.failed("" + leftAlone));
    } else if (leftAlone != null) {
      settling = () -> goRound(dispatch, leftAlone);
    } else {
      Delivery delivery = tried(channel, dispatch);
      settling = () -> settle(dispatch, delivery);
    }
    untilWritten(dispatch, settling);
  }

  private Delivery tried(Channel channel, Dispatch dispatch) {
    try {
      return channel.send(dispatch.id(), dispatch.address().to(), outbox.message(dispatch));
    } catch (RuntimeException e) {
      log.warn("channel {} failed in an unforeseen way", dispatch.channel().wireName(), e);
      return new Delivery.TryAgain("" + e, null);
    }
  }

  private void untilWritten(Dispatch dispatch, Runnable settling) {
    while (true) {
      try {
        settling.run();
        return;
      } catch (DatabaseTrouble e) {
        log.warn("what became of notice {} cannot be written yet: {}", dispatch.id(), "" + e);
      }
      if (closed) {
        return;
      }
      try {
        Thread.sleep(SETTLED_AGAIN_AFTER);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void settle(Dispatch dispatch, Delivery delivery) {
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
        noteFailure(dispatch.channel(), again.reason());
        tryAgain(dispatch, again);
      }
      case Delivery.Refused refused -> fail(dispatch, Settlement.failed(refused.reason()));
    }
  }

  private void settle(Dispatch dispatch, Settlement how) {
    if (dispatches.settle(dispatch, how, clock.instant())) {
      metrics.count(dispatch.channel(), how.what());
      if (how.line() != null) {
        changed.accept(dispatch.notice().incident());
      }
    }
  }

  /** In an emergency the next way is not made to wait until this one is given up. */
  private void tryAgain(Dispatch dispatch, Delivery.TryAgain again) {
    Instant now = clock.instant();
    Duration pause = BackOff.after(dispatch.attempts(), ThreadLocalRandom.current());
    if (again.after() != null && again.after().compareTo(pause) > 0) {
      pause = again.after();
    }
    Instant next = now.plus(pause);
    if (dispatch.attempts() >= MOST_TRIES || isTooLate(dispatch, next)) {
      fail(dispatch, Settlement.failed(again.reason()));
    } else if (dispatch.notice().emergency() && dispatch.notice().occasion().asks()) {
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
  private void goRound(Dispatch dispatch, String why) {
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
    Facts facts = nextWay.factsOf(notice.incident());
    Settlement how =
        database.transaction(
            "going round a channel",
            tx -> {
              boolean other = nextWay.after(tx, dispatch, facts, now);
              Settlement settled = other || isTooLate(dispatch, until) ? failed : waits;
              var _ = Dispatches.settle(tx, dispatch, settled, now);
              return settled;
            });
    metrics.count(dispatch.channel(), how.what());
    wake();
  }

  /** Writes down what failed, and the next way with it. */
  private void fail(Dispatch dispatch, Settlement how) {
    Instant now = clock.instant();
    Facts facts = nextWay.factsOf(dispatch.notice().incident());
    boolean ours =
        database.transaction(
            "going on to the next way",
            tx -> {
              boolean settled = Dispatches.settle(tx, dispatch, how, now);
              if (settled) {
                var _ = nextWay.after(tx, dispatch, facts, now);
              }
              return settled;
            });
    if (ours) {
      metrics.count(dispatch.channel(), how.what());
      changed.accept(dispatch.notice().incident());
      wake();
    }
  }

  private void noteFailure(ChannelKind channel, String reason) {
    if (circuits.failed(channel, reason, clock.instant())) {
      log.warn(
          "channel {} fails again and again and is left alone: {}", channel.wireName(), reason);
      desk.tellOperator(Kind.CHANNEL_DOWN, channel.wireName() + ": " + reason);
    }
  }

  private void holdUnderWay() {
    if (underWay.isEmpty()) {
      return;
    }
    dispatches.hold(underWay.keySet(), clock.instant().plus(HELD_FOR));
    long longAgo = System.nanoTime() - LONGEST.toNanos();
    underWay.values().stream()
        .filter(it -> it.sinceNanos - longAgo < 0)
        .forEach(it -> it.thread.interrupt());
  }

  @Override
  public void close() {
    closed = true;
    if (sending != null) {
      sending.close();
    }
    if (holding != null) {
      holding.close();
    }
    underWay.values().forEach(it -> it.thread.interrupt());
  }
}
