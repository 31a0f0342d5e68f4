package care.silverbell.sim.town;

import care.silverbell.sim.band.BandClient;
import care.silverbell.sim.band.BandCounts;
import care.silverbell.sim.band.BandIdentity;
import care.silverbell.sim.band.BandSettings;
import care.silverbell.sim.band.BrokerFailure;
import care.silverbell.sim.band.Radio;
import care.silverbell.sim.band.Wrist;
import care.silverbell.sim.resident.Activity;
import care.silverbell.sim.resident.Mishap;
import care.silverbell.sim.resident.Resident;
import care.silverbell.sim.wire.BandCommand;
import care.silverbell.sim.wire.BandReply;
import care.silverbell.sim.wire.BandStatus;
import care.silverbell.sim.wire.Fall;
import care.silverbell.sim.wire.Press;
import care.silverbell.sim.wire.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A band on a resident's wrist: measures by the town's clock and says so. */
final class WornBand implements Wrist, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WornBand.class);
  private static final Duration FIX_AT_HOME_EVERY = Duration.ofMinutes(5);
  private static final Duration FIX_OUTSIDE_EVERY = Duration.ofSeconds(20);
  private static final Duration STATUS_EVERY = Duration.ofMinutes(5);

  /** A machine that slept does not make up for a night of measurements. */
  private static final int MOST_MADE_UP_FOR = 240;

  private final Resident resident;
  private final Radio radio;
  private final TownClock clock;
  private final TownBook book;
  private final BandClient client;
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private volatile Duration interval;

  /** How often the service wants to hear; the usual where it never said. */
  private volatile Duration ordered = FIX_AT_HOME_EVERY;

  private volatile boolean closed;

  /** When it was measured, fixed and told last; touched by the measuring alone. */
  private Instant measured;

  private Instant fixed = Instant.EPOCH;
  private Instant told = Instant.EPOCH;
  private boolean wornWhenTold;

  /**
   * @param first when it measures first; the town's bands are spread over an interval
   */
  WornBand(
      BandIdentity identity,
      Resident resident,
      TownSettings settings,
      Radio radio,
      TownClock clock,
      TownBook book,
      Instant first) {
    this.resident = resident;
    this.radio = radio;
    this.clock = clock;
    this.book = book;
    this.interval = settings.interval();
    this.measured = first.minus(interval);
    this.client =
        new BandClient(
            identity, BandSettings.patient(settings.broker()), this, radio, InstantSource.system());
  }

  /** Begins to connect and to measure. */
  void switchOn() {
    if (!resident.outOfReach(clock.instant())) {
      var _ = client.switchOn();
    } else {
      client.loseSignal();
    }
    await();
  }

  void befall(Mishap mishap) {
    Instant now = clock.instant();
    book.mishaps.increment();
    resident.befall(mishap, now);
    log.info("{}: {}", client.identity(), mishap.name());
    switch (mishap) {
      case Mishap.Press press -> press(press, now);
      case Mishap.Fall _ -> {
        book.falls.increment();
        client.fall(new Fall(now, 3.4, resident.fix(now)));
      }
      case Mishap.WanderOff _, Mishap.HeartRacing _, Mishap.GoesSilent _, Mishap.FlatBattery _ -> {
        // shows in what is measured, or in that nothing comes
      }
    }
  }

  boolean isConnected() {
    return client.connected();
  }

  BandCounts counts() {
    return client.counts();
  }

  @Override
  public void close() {
    closed = true;
    client.close();
  }

  @Override
  public BandStatus status() {
    return resident.status(clock.instant());
  }

  @Override
  public Sample.Fix where() {
    return resident.fix(clock.instant());
  }

  @Override
  public void replied(BandReply reply) {
    String callId = reply.callId();
    if (callId != null && reply.stage().equals(BandReply.RECEIVED) && unanswered.remove(callId)) {
      book.callsReceived.increment();
    }
  }

  @Override
  public void commanded(BandCommand command) {
    log.debug("{} is asked: {}", client.identity(), command);
    if (command instanceof BandCommand.Interval(Duration between)) {
      interval = between;
      ordered = between;
    }
  }

  @Override
  public void disconnected(BrokerFailure why) {
    if (why.what() != BrokerFailure.Cause.LOST) {
      book.lastTrouble = String.valueOf(why.getMessage());
    }
  }

  private void press(Mishap.Press press, Instant now) {
    String id = "p-" + Long.toString(now.toEpochMilli(), 36);
    unanswered.add(id);
    book.presses.increment();
    client.press(
        new Press(id, now, resident.fix(now), resident.heartRate(now), resident.battery(now)));
    if (press.thenFine()) {
      radio.after(clock.untilThen(now.plus(press.lasts())), () -> client.cancel(id));
    }
  }

  /** While somebody is searched for, their band tells where it is as often as it is told to. */
  private Duration fixEvery(boolean outside) {
    Duration usual = outside ? FIX_OUTSIDE_EVERY : FIX_AT_HOME_EVERY;
    return ordered.compareTo(usual) < 0 ? ordered : usual;
  }

  private void await() {
    if (!closed) {
      radio.after(clock.untilThen(measured.plus(interval)), this::measureWhatIsDue);
    }
  }

  private void measureWhatIsDue() {
    try {
      Instant now = clock.instant();
      Instant oldest = now.minus(interval.multipliedBy(MOST_MADE_UP_FOR));
      if (measured.isBefore(oldest)) {
        measured = oldest;
      }
      while (!closed && !measured.plus(interval).isAfter(now)) {
        Instant due = measured.plus(interval);
        measure(due);
        measured = due;
      }
    } finally {
      await();
    }
  }

  private void measure(Instant at) {
    boolean flat = resident.battery(at) <= 0;
    if (flat || resident.outOfReach(at)) {
      client.loseSignal();
    } else {
      client.regainSignal();
    }
    if (flat) {
      return;
    }
    Sample.Vitals vitals = resident.vitals(measured, at);
    client.say(vitals);
    boolean outside = resident.activity(at) == Activity.WALKING;
    if (isDue(fixed, at, fixEvery(outside))) {
      client.say(resident.fix(at));
      fixed = at;
    }
    boolean worn = Boolean.TRUE.equals(vitals.worn());
    if (worn != wornWhenTold || isDue(told, at, STATUS_EVERY)) {
      client.sayStatus();
      told = at;
      wornWhenTold = worn;
    }
  }

  private static boolean isDue(Instant last, Instant at, Duration every) {
    return !last.plus(every).isAfter(at);
  }
}
