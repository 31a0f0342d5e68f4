package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.notification.Dispatches.Due;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.repeating.Repeating;
import care.silverbell.ingest.repeating.Woken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox. Each channel has places of its own, so that a slow one holds up
 * no other; what is being sent is held on disk for a moment at a time, so that after a crash it is
 * tried again at once, with the same key.
 */
public final class NoticeSender implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NoticeSender.class);

  private static final int AT_ONCE = 32;

  /** So many at a time on a channel that asks nobody. */
  private static final int TOGETHER = 256;

  private static final int NOT_URGENT = 3;
  private static final Duration POLL = Duration.ofMillis(250);

  /** What is woken again and again in a storm looks into the outbox no more often than that. */
  private static final Duration REST = Duration.ofMillis(20);

  private static final Duration HELD_FOR = Duration.ofSeconds(2);
  private static final Duration HELD_ANEW_EVERY = Duration.ofMillis(400);
  private static final Duration LISTENED_EVERY = Duration.ofSeconds(1);

  /** A channel answers within seventeen seconds; one that does not is interrupted. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Dispatches dispatches;
  private final Circuits circuits;
  private final Outbox outbox;
  private final Settling settling;
  private final Unheard unheard;
  private final InstantSource clock;
  private final Map<ChannelKind, Lane> lanes = new EnumMap<>(ChannelKind.class);
  private final UnderWay underWay = new UnderWay();
  private final Writing writing = new Writing(it -> holdOn(Set.of(it)));
  private final OthersHold others = new OthersHold();
  private @Nullable Woken sending;
  private @Nullable Repeating holding;
  private @Nullable Repeating listening;

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
    dispatches = new Dispatches(database);
    this.circuits = circuits;
    this.outbox = outbox;
    settling =
        new Settling(
            database, circuits, nextWay, receipts, desk, changed, metrics, this::wake, clock);
    unheard = new Unheard(database, nextWay, changed, metrics, this::wake, clock);
    this.clock = clock;
    channels.forEach(it -> lanes.put(it.kind(), new Lane(it)));
    metrics.watch(circuits, lanes.keySet());
  }

  /** Begins to send, and goes on until it is closed. */
  void begin() {
    sending =
        Woken.every(
            POLL, REST, "notices", "notices cannot be taken from the outbox", this::takeDue);
    holding =
        Repeating.every(
            HELD_ANEW_EVERY, "notices-held", "notices cannot be held", this::holdUnderWay);
    listening =
        Repeating.every(
            LISTENED_EVERY,
            "notices-unheard",
            "it cannot be seen of which notices nothing is heard",
            unheard::goOn);
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
    unheard.goOn();
    for (Taken taken = takeDue(); taken.number > 0; taken = takeDue()) {
      for (Thread thread : taken.underWay) {
        thread.join();
      }
    }
  }

  /** How many are being sent now. */
  int underWay() {
    return underWay.dispatches().size();
  }

  /**
   * What was taken from the outbox.
   *
   * @param underWay those that are still being sent
   */
  private record Taken(int number, List<Thread> underWay) {}

  private Taken takeDue() {
    Instant now = clock.instant();
    long begun = System.nanoTime();
    boolean answered = false;
    try {
      Taken taken = takeDue(new Due(now, others.ranOutBy(now)));
      answered = true;
      return taken;
    } finally {
      others.asked(now, Duration.ofNanos(System.nanoTime() - begun), answered);
    }
  }

  private Taken takeDue(Due when) {
    Instant now = when.now();
    int together = 0;
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
            .claim(channel, when, now.plus(HELD_FOR), AT_ONCE, NOT_URGENT)
            .forEach(it -> taken.add(begin(it, null, "not set up")));
      } else if (lane.channel().asksNobody()) {
        together += sendTogether(lane.channel(), when);
      } else {
        taken.addAll(takeDue(lane, when));
      }
    }
    return new Taken(together + taken.size(), taken);
  }

  /**
   * On the calling thread. Where that cannot be written, they are taken again, like after a crash.
   */
  private int sendTogether(Channel channel, Due when) {
    Instant until = when.now().plus(HELD_FOR);
    List<Dispatch> claimed = dispatches.claim(channel.kind(), when, until, TOGETHER, NOT_URGENT);
    Map<Dispatch, Optional<Delivery>> tried = new LinkedHashMap<>();
    for (Dispatch dispatch : claimed) {
      tried.put(
          dispatch, dispatch.wanted() ? Optional.of(tried(channel, dispatch)) : Optional.empty());
    }
    settling.settleTogether(channel.kind(), tried);
    if (claimed.size() == TOGETHER) {
      wake();
    }
    return claimed.size();
  }

  /**
   * On a channel that is on trial the most urgent is tried, one at a time; nobody else waits for
   * what that shows: a provider that hangs would keep them from their other ways.
   */
  private List<Thread> takeDue(Lane lane, Due when) {
    ChannelKind kind = lane.channel().kind();
    @Nullable String leftAlone = circuits.why(kind).orElse(null);
    List<Thread> taken = new ArrayList<>();
    if (circuits.isOnTrial(kind, when.now()) && lane.isIdle()) {
      taken.addAll(take(lane, when, 1, null));
    }
    taken.addAll(take(lane, when, AT_ONCE, leftAlone));
    return taken;
  }

  private List<Thread> take(Lane lane, Due when, int most, @Nullable String leftAlone) {
    int leastUrgent = lane.isKept() ? 0 : NOT_URGENT;
    int limit = Math.min(lane.free(), most);
    if (limit == 0) {
      return List.of();
    }
    Instant until = when.now().plus(HELD_FOR);
    List<Thread> taken = new ArrayList<>();
    for (Dispatch dispatch :
        dispatches.claim(lane.channel().kind(), when, until, limit, leastUrgent)) {
      taken.add(begin(dispatch, lane, leftAlone));
    }
    if (taken.size() == limit) {
      wake(); // there may be more
    }
    return taken;
  }

  /**
   * Begins one try.
   *
   * @param leftAlone why it is not tried on this channel now; null where it is
   */
  private Thread begin(Dispatch dispatch, @Nullable Lane lane, @Nullable String leftAlone) {
    boolean isTried = leftAlone == null;
    Thread thread =
        Thread.ofVirtual()
            .name("notice-" + dispatch.channel().wireName())
            .unstarted(() -> {
              try {
                send(dispatch, lane == null ? null : lane.channel(), leftAlone);
              } catch (RuntimeException e) {
                if (!writing.isClosed()) {
                  // It is taken again once nobody holds it.
                  log.error("notice {} could not be sent", dispatch.id(), e);
                }
              } finally {
                underWay.remove(dispatch.id());
                if (lane != null && lane.leave(isTried)) {
                  wake();
                }
              }
            });
    if (!underWay.add(dispatch.id(), thread)) {
      // The database was away for longer than it is held: this very process is still at it.
      return Thread.ofVirtual().unstarted(() -> {});
    }
    if (lane != null) {
      lane.enter(isTried);
    }
    thread.start();
    return thread;
  }

  private void send(Dispatch dispatch, @Nullable Channel channel, @Nullable String leftAlone) {
    Runnable written;
    if (!dispatch.wanted()) {
      written = () -> settling.drop(dispatch);
    } else if (channel == null) {
      written = () -> settling.refuse(dispatch, "" + leftAlone);
    } else if (leftAlone != null) {
      written = () -> settling.goRound(dispatch, leftAlone);
    } else {
      Delivery delivery = tried(channel, dispatch);
      written = () -> settling.settle(dispatch, delivery);
    }
    underWay.answered(dispatch.id());
    if (!writing.isClosed()) {
      var _ = Thread.interrupted(); // of a channel that took too long; what it came to is written
    }
    writing.untilDone(dispatch.id(), written);
  }

  private Delivery tried(Channel channel, Dispatch dispatch) {
    try {
      return channel.send(dispatch.id(), dispatch.address().to(), outbox.message(dispatch));
    } catch (RuntimeException e) {
      log.warn("channel {} failed in an unforeseen way", dispatch.channel().wireName(), e);
      return new Delivery.TryAgain("" + e, null);
    }
  }

  private void holdUnderWay() {
    Set<UUID> ours = underWay.dispatches();
    if (ours.isEmpty()) {
      return;
    }
    holdOn(ours);
    underWay.interruptAfter(LONGEST);
  }

  private void holdOn(Set<UUID> them) {
    dispatches.hold(them, clock.instant().plus(HELD_FOR));
  }

  @Override
  public void close() {
    writing.close();
    if (sending != null) {
      sending.close();
    }
    if (holding != null) {
      holding.close();
    }
    if (listening != null) {
      listening.close();
    }
    underWay.interruptAll();
  }
}
