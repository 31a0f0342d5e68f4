package care.silverbell;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.band.BandMessageDecoder;
import care.silverbell.ingest.broker.InboundMessage.Delivery;
import care.silverbell.ingest.intake.AlarmListener;
import care.silverbell.ingest.intake.AlarmListener.Heard;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.live.LiveStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Presses that nobody made, walked down the road of a call before the first real one and taken back
 * at its end. A service may hear one press in a day, and Java makes quick only what is done often.
 * Nothing of it is kept, shown or told.
 */
final class Rehearsal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);

  /** How long the service waits for it before it listens; the rest goes on beside. */
  private static final Duration PATIENCE = Duration.ofMillis(700);

  /**
   * Between two walks that go on beside it rests for so many times as long as the last one took:
   * where much is under way a walk takes longer, and so does the rest.
   */
  private static final int RESTS = 4;

  /** Real calls come first; with each of them the road becomes quicker, as with a walk. */
  private static final Duration AFTER_A_CALL = Duration.ofSeconds(5);

  private static final int WALKS = 1_500;
  private static final Duration LAST_WALK = Duration.ofSeconds(3);

  /** What was made quick is so for the whole process, however often a service starts in it. */
  private static final AtomicBoolean QUICK = new AtomicBoolean();

  private final Runnable walk;
  private final int connections;
  private final int walks;
  private final InstantSource clock;
  private final Thread thread = Thread.ofVirtual().name("rehearsal").unstarted(this::walkAll);
  private final AtomicInteger walked = new AtomicInteger();
  private volatile Instant lastCall = Instant.EPOCH;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Instant listening;

  private Rehearsal(Runnable walk, int connections, int walks, InstantSource clock) {
    this.walk = walk;
    this.connections = connections;
    this.walks = walks;
    this.clock = clock;
    listening = clock.instant().plus(PATIENCE);
  }

  /**
   * Begins, and returns when calls may be heard.
   *
   * @param connections how many the calls have: each must have been walked once
   * @param somebody whose file is looked up on the way
   */
  static Rehearsal begin(
      IncidentDesk desk,
      LiveStream live,
      int connections,
      Optional<PersonId> somebody,
      InstantSource clock)
      throws InterruptedException {
    Road road = new Road(new BandMessageDecoder(), desk, live, somebody, clock);
    return begin(road::walk, connections, QUICK.getAndSet(true) ? 0 : WALKS, clock);
  }

  /**
   * The same on any road.
   *
   * @param walks how often it is walked at most, besides once for each connection
   */
  static Rehearsal begin(Runnable walk, int connections, int walks, InstantSource clock)
      throws InterruptedException {
    Rehearsal rehearsal = new Rehearsal(walk, connections, walks, clock);
    rehearsal.thread.start();
    var _ = rehearsal.thread.join(PATIENCE);
    return rehearsal;
  }

  /** Passes calls on; the walks that go on beside stand aside for them. */
  AlarmListener before(AlarmListener listener) {
    return heard -> {
      walked.incrementAndGet();
      lastCall = clock.instant();
      listener.onAlarm(heard);
    };
  }

  @Override
  public void close() throws InterruptedException {
    closed.countDown();
    var _ = thread.join(LAST_WALK);
  }

  private void walkAll() {
    try (ExecutorService walkers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int walker = 0; walker < connections; walker++) {
        walkers.execute(this::walkOnce);
      }
    }
    try {
      while (!isClosed() && walked.getAndIncrement() < walks) {
        Instant began = clock.instant();
        walkOnce();
        if (clock.instant().isAfter(listening)) {
          rest(Duration.between(began, clock.instant()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void rest(Duration walk) throws InterruptedException {
    Duration rest = walk.multipliedBy(RESTS);
    while (!closed.await(rest.toNanos(), TimeUnit.NANOSECONDS)
        && clock.instant().isBefore(lastCall.plus(AFTER_A_CALL))) {
      rest = AFTER_A_CALL.dividedBy(10);
    }
  }

  private void walkOnce() {
    try {
      walk.run();
    } catch (RuntimeException e) {
      // Real calls are heard all the same, only the first of them more slowly.
      log.warn("a call could not be rehearsed", e);
      closed.countDown();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** From the broker's message to the open pages. */
  private record Road(
      BandMessageDecoder decoder,
      IncidentDesk desk,
      LiveStream live,
      Optional<PersonId> somebody,
      InstantSource clock) {
    void walk() {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      String topic = "silverbell/v1/bands/rehearsal-" + UUID.randomUUID() + "/call";
      String payload =
          "{\"id\":\"r-1\",\"at\":%d,\"heartRate\":88,\"battery\":61}"
              .formatted(now.toEpochMilli());
      if (decoder.decode(topic, payload.getBytes(StandardCharsets.UTF_8), now)
          instanceof BandMessage.Alarm alarm) {
        PersonId nobody = new PersonId(UUID.randomUUID());
        Incident incident =
            desk.rehearse(new Heard(alarm, Optional.of(nobody), Delivery.NONE, now));
        live.rehearse(incident, somebody.orElse(nobody));
      }
    }
  }
}
