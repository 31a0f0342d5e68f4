package care.silverbell;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.band.BandMessageDecoder;
import care.silverbell.ingest.broker.InboundMessage.Delivery;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
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

  /** Between two walks that go on beside: real calls come first. */
  private static final Duration PAUSE = Duration.ofMillis(2);

  private static final int WALKS = 1_500;
  private static final Duration LAST_WALK = Duration.ofSeconds(3);

  /** What was made quick is so for the whole process, however often a service starts in it. */
  private static final AtomicBoolean QUICK = new AtomicBoolean();

  private final BandMessageDecoder decoder = new BandMessageDecoder();
  private final IncidentDesk desk;
  private final LiveStream live;
  private final int connections;
  private final Optional<PersonId> somebody;
  private final InstantSource clock;
  private final Thread thread = Thread.ofVirtual().name("rehearsal").unstarted(this::walkAll);
  private volatile boolean closed;

  private Rehearsal(
      IncidentDesk desk,
      LiveStream live,
      int connections,
      Optional<PersonId> somebody,
      InstantSource clock) {
    this.desk = desk;
    this.live = live;
    this.connections = connections;
    this.somebody = somebody;
    this.clock = clock;
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
    Rehearsal rehearsal = new Rehearsal(desk, live, connections, somebody, clock);
    rehearsal.thread.start();
    var _ = rehearsal.thread.join(PATIENCE);
    return rehearsal;
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    var _ = thread.join(LAST_WALK);
  }

  private void walkAll() {
    Instant listening = clock.instant().plus(PATIENCE);
    try (ExecutorService walkers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int walk = 0; walk < connections; walk++) {
        walkers.execute(this::walk);
      }
    }
    int walks = QUICK.getAndSet(true) ? 0 : WALKS;
    try {
      for (int walk = 0; walk < walks && !closed; walk++) {
        walk();
        if (clock.instant().isAfter(listening)) {
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void walk() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String topic = "silverbell/v1/bands/rehearsal-" + UUID.randomUUID() + "/call";
    String payload =
        "{\"id\":\"r-1\",\"at\":%d,\"heartRate\":88,\"battery\":61}".formatted(now.toEpochMilli());
    try {
      if (decoder.decode(topic, payload.getBytes(StandardCharsets.UTF_8), now)
          instanceof BandMessage.Alarm alarm) {
        PersonId nobody = new PersonId(UUID.randomUUID());
        Incident incident =
            desk.rehearse(new Heard(alarm, Optional.of(nobody), Delivery.NONE, now));
        live.rehearse(incident, somebody.orElse(nobody));
      }
    } catch (RuntimeException e) {
      // Real calls are heard all the same, only the first of them more slowly.
      log.warn("a call could not be rehearsed", e);
      closed = true;
    }
  }
}
