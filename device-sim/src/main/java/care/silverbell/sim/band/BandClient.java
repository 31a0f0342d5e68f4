package care.silverbell.sim.band;

import care.silverbell.sim.band.BrokerFailure.Cause;
import care.silverbell.sim.wire.BandCommand;
import care.silverbell.sim.wire.BandJson;
import care.silverbell.sim.wire.BandReply;
import care.silverbell.sim.wire.BandStatus;
import care.silverbell.sim.wire.BandTopics;
import care.silverbell.sim.wire.Fall;
import care.silverbell.sim.wire.Press;
import care.silverbell.sim.wire.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One band on the air. It says what it is given, keeps what it cannot say, sends a call again until
 * the service has it, and comes back by itself when the connection breaks.
 */
public final class BandClient implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BandClient.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);
  private static final Duration RETRY_WHEN_UNWANTED = Duration.ofSeconds(30);
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final BandIdentity identity;
  private final BandSettings settings;
  private final BandTopics topics;
  private final Wrist wrist;
  private final Radio radio;
  private final InstantSource clock;
  private final Outbox outbox;
  private final OpenCalls calls = new OpenCalls();
  private final CompletableFuture<Void> firstConnection = new CompletableFuture<>();
  private final Object pumping = new Object();

  /** Guards the six below; never held while the broker is spoken to. */
  private final Object state = new Object();

  private @Nullable Link connecting;
  private volatile @Nullable Link link;
  private boolean inReach = true;
  private boolean closed;
  private int failures;
  private Future<?> resending = CompletableFuture.completedFuture(null);

  public BandClient(
      BandIdentity identity, BandSettings settings, Wrist wrist, Radio radio, InstantSource clock) {
    this.identity = identity;
    this.settings = settings;
    this.wrist = wrist;
    this.radio = radio;
    this.clock = clock;
    this.topics = new BandTopics(identity.serial());
    this.outbox = new Outbox(topics, settings.samplesAMessage(), settings.window());
  }

  /** Which band this is. */
  public BandIdentity identity() {
    return identity;
  }

  /**
   * Switches the band on. The future ends with the first connection; for an impatient band it ends
   * with a {@link BrokerFailure} where there is none.
   */
  public CompletableFuture<Void> switchOn() {
    connect();
    return firstConnection;
  }

  /** Says a measurement, or keeps it until it can be said. */
  public void say(Sample sample) {
    outbox.add(sample);
    pump();
  }

  /** Says many measurements, gathered into as few messages as the settings allow. */
  public void say(List<? extends Sample> samples) {
    outbox.add(samples);
    pump();
  }

  /** Says how the band is; without a connection that waits for the next one. */
  public void sayStatus() {
    Link now = link;
    if (now != null) {
      now.publish(topics.status(), BandJson.status(wrist.status()), true, () -> {});
    }
  }

  /** The one-press call; sent again until the service has answered that it received it. */
  public void press(Press press) {
    calls.add(press.id(), BandJson.call(press), clock.instant());
    sendDueCalls();
  }

  /**
   * A press with a payload of one's own, whatever it is. With an id in it it is sent again like any
   * other; without one each sending would be another press, so it goes out until the broker has it.
   */
  public void press(byte[] payload) {
    BandJson.callId(payload)
        .ifPresentOrElse(
            id -> calls.add(id, payload, clock.instant()),
            () -> {
              outbox.addUrgent(topics.call(), payload);
              wrist.callSent(null, 1);
            });
    sendDueCalls();
    pump();
  }

  /** The wearer says "I am fine"; null means whichever call is open. */
  public void cancel(@Nullable String callId) {
    outbox.addUrgent(topics.cancel(), BandJson.cancel(callId, clock.instant()));
    pump();
  }

  /** The band felt a fall. */
  public void fall(Fall fall) {
    outbox.addUrgent(topics.fall(), BandJson.fall(fall));
    pump();
  }

  /** The band is carried out of reach: its connection dies without a word. */
  public void loseSignal() {
    Link gone;
    synchronized (state) {
      inReach = false;
      gone = link != null ? link : connecting;
      link = null;
      connecting = null;
    }
    if (gone != null) {
      gone.drop();
      outbox.takeBackAll();
      wrist.disconnected(new BrokerFailure(Cause.LOST, identity.serial() + " is out of reach"));
    }
  }

  /** The band is in reach again and says what it kept. */
  public void regainSignal() {
    synchronized (state) {
      if (inReach) {
        return;
      }
      inReach = true;
    }
    connect();
  }

  /** Whether the broker has this band's connection now. */
  public boolean connected() {
    return link != null;
  }

  /** What has been said and what is still kept. */
  public BandCounts counts() {
    Outbox.Counts kept = outbox.counts();
    return new BandCounts(
        kept.messagesAcked(),
        kept.samplesAcked(),
        kept.samplesKept(),
        kept.samplesForgotten(),
        calls.size());
  }

  /**
   * Waits until fewer than so many samples are unacknowledged.
   *
   * @return false where that did not come about in time
   */
  public boolean awaitUnackedBelow(int samples, Duration atMost) throws InterruptedException {
    return outbox.awaitBelow(samples, atMost.toMillis());
  }

  /**
   * Waits until the broker has acknowledged so many messages in all, calls with an id not counted.
   *
   * @return false where that did not come about in time
   */
  public boolean awaitAcked(long messages, Duration atMost) throws InterruptedException {
    return outbox.awaitAcked(messages, atMost.toMillis());
  }

  /** Says good-bye and switches off; what is still kept is lost, as with a real band. */
  @Override
  public void close() {
    Link last;
    synchronized (state) {
      closed = true;
      last = link != null ? link : connecting;
      link = null;
      connecting = null;
    }
    if (last != null) {
      sayGoodbye(last);
      last.close();
    }
  }

  private void sayGoodbye(Link last) {
    CountDownLatch said = new CountDownLatch(1);
    BandStatus offline = wrist.status().offline(clock.instant());
    if (!last.publish(topics.status(), BandJson.status(offline), true, said::countDown)) {
      return;
    }
    try {
      if (!said.await(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
        log.debug("{} left before its good-bye was acknowledged", identity);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void connect() {
    synchronized (state) {
      if (closed || !inReach || link != null || connecting != null) {
        return;
      }
      boolean fresh = !firstConnection.isDone();
      connecting = Link.open(settings.broker(), identity, radio, fresh, new Ends());
    }
  }

  private void sendDueCalls() {
    Link now = link;
    if (now == null) {
      return;
    }
    Instant instant = clock.instant();
    for (OpenCalls.Call call : calls.takeDue(instant)) {
      wrist.callSent(call.id(), call.timesSent());
      now.publish(topics.call(), call.payload(), false, () -> {});
    }
    wakeForNextCall(instant);
  }

  private void wakeForNextCall(Instant now) {
    synchronized (state) {
      resending.cancel(false);
      resending =
          calls
              .nextDue()
              .<Future<?>>map(due -> radio.timer(Duration.between(now, due), this::sendDueCalls))
              .orElse(CompletableFuture.completedFuture(null));
    }
  }

  private void pump() {
    synchronized (pumping) {
      Link now = link;
      Outbox.Message message = now == null ? null : outbox.next();
      while (now != null && message != null) {
        Outbox.Message sent = message;
        if (!now.publish(sent.topic(), sent.payload(), false, () -> acked(sent))) {
          outbox.takeBack(sent);
          radio.after(Duration.ofMillis(100), this::pump);
          return;
        }
        message = outbox.next();
      }
    }
  }

  private void acked(Outbox.Message message) {
    outbox.acked(message);
    pump();
  }

  private Duration retryAfter(BrokerFailure why) {
    Duration pause =
        switch (why.what()) {
          case REFUSED, TAKEN_OVER -> RETRY_WHEN_UNWANTED;
          case AWAY, LOST -> {
            Duration grown = FIRST_RETRY.multipliedBy(failures);
            yield grown.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : grown;
          }
        };
    double spread = 0.5 + ThreadLocalRandom.current().nextDouble();
    return Duration.ofMillis((long) (pause.toMillis() * spread));
  }

  /** What the connection tells the band. */
  private final class Ends implements Link.Ends {
    @Override
    public void up(Link opened) {
      synchronized (state) {
        if (connecting != opened) {
          return;
        }
        connecting = null;
        link = opened;
        failures = 0;
      }
      sayStatus();
      calls.allDue(clock.instant());
      firstConnection.complete(null);
      wrist.connected();
      sendDueCalls();
      pump();
    }

    @Override
    public void down(Link gone, BrokerFailure why) {
      Duration pause;
      synchronized (state) {
        if (connecting != gone && link != gone) {
          return;
        }
        connecting = null;
        link = null;
        failures++;
        pause = retryAfter(why);
      }
      outbox.takeBackAll();
      wrist.disconnected(why);
      if (!settings.patient() && firstConnection.completeExceptionally(why)) {
        return;
      }
      radio.after(pause, BandClient.this::connect);
    }

    @Override
    public void arrived(String topic, byte[] payload) {
      if (topic.equals(topics.reply())) {
        BandReply.read(payload).ifPresent(this::replied);
      } else if (topic.equals(topics.command())) {
        BandCommand.read(payload).ifPresent(this::commanded);
      }
    }

    private void replied(BandReply reply) {
      String callId = reply.callId();
      if (callId != null && reply.stage().equals(BandReply.RECEIVED)) {
        calls.received(callId);
      }
      wrist.replied(reply);
    }

    private void commanded(BandCommand command) {
      if (command instanceof BandCommand.Locate) {
        Sample.Fix here = wrist.where();
        if (here != null) {
          say(here);
        }
      }
      wrist.commanded(command);
    }
  }
}
