package care.silverbell.alerting.response;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.notification.Outbox;
import care.silverbell.alerting.notification.Subjects;
import care.silverbell.alerting.response.ResponseBook.Due;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.repeating.Woken;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the steps of the response plans as they come due. All that is known of a response is on
 * disk, and each step is one transaction: a crash loses none, and of two instances one takes it.
 */
public final class EscalationRound implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EscalationRound.class);

  /** So many incidents at a time. */
  private static final int PLACES = 4;

  private static final Duration POLL = Duration.ofMillis(250);

  /** What cannot be decided now must not stand in front of what can. */
  private static final Duration TRIED_AGAIN_AFTER = Duration.ofSeconds(1);

  private final ResponseBook book;
  private final StepTaker taker;
  private final ResponseMetrics metrics;
  private final InstantSource clock;
  private final Map<UUID, Instant> leftAlone = new ConcurrentHashMap<>();
  private final Set<UUID> inHand = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(PLACES);
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("response-", 0).factory());
  private volatile @Nullable Woken looking;

  /** Brings together what a response asks. */
  public EscalationRound(
      Database database,
      ResponsePlans plans,
      Subjects subjects,
      Outbox outbox,
      MeterRegistry registry,
      InstantSource clock) {
    book = new ResponseBook(database);
    metrics = new ResponseMetrics(registry);
    taker = new StepTaker(database, plans, subjects, outbox, metrics, clock);
    this.clock = clock;
  }

  /**
   * Begins, and goes on until it is closed.
   *
   * @param changed is told of each incident that has gone on; never blocks
   */
  public void begin(Consumer<IncidentId> changed) {
    looking =
        Woken.every(
            POLL,
            "responses",
            "what is due in the response plans cannot be looked for",
            () -> handOut(changed));
  }

  /** Something is due now; never blocks. */
  public void wake() {
    Woken woken = looking;
    if (woken != null) {
      woken.wake();
    }
  }

  /**
   * Looks again at once whom the words of the person's plans mean: somebody may be told nothing
   * more.
   *
   * @param person null for everybody's
   */
  public void lookAgain(@Nullable PersonId person) {
    book.lookAgain(person, now());
    wake();
  }

  /** Takes all that is due now, and what that makes due. */
  public void takeAllDue() {
    boolean any;
    do {
      any = false;
      for (Due due : due()) {
        inHand.add(due.id().value());
        any |= takeInHand(due, _ -> {});
      }
    } while (any);
  }

  /** One looks for what is due and hands it out, so that nothing is looked into twice. */
  private void handOut(Consumer<IncidentId> changed) {
    List<Due> found;
    do {
      found = due();
      for (Due due : found) {
        if (!placeFound()) {
          return;
        }
        inHand.add(due.id().value());
        workers.execute(() -> {
          try {
            var _ = takeInHand(due, changed);
          } finally {
            places.release();
            if (inHand.isEmpty()) {
              // A step may have made the next one due.
              wake();
            }
          }
        });
      }
    } while (!found.isEmpty());
  }

  /** Waits for a place; false where there is to be no more work. */
  private boolean placeFound() {
    try {
      places.acquire();
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<Due> due() {
    Instant now = now();
    leftAlone.values().removeIf(until -> !until.isAfter(now));
    List<UUID> except = new ArrayList<>(leftAlone.keySet());
    except.addAll(inHand);
    return book.due(now, except);
  }

  private boolean takeInHand(Due due, Consumer<IncidentId> changed) {
    try {
      boolean taken = taker.take(due);
      if (taken) {
        changed.accept(due.id());
      }
      return taken;
    } catch (RuntimeException e) {
      log.error("the response to incident {} cannot go on; it is tried again", due.id(), e);
      metrics.trouble();
      leftAlone.put(due.id().value(), clock.instant().plus(TRIED_AGAIN_AFTER));
      return false;
    } finally {
      inHand.remove(due.id().value());
    }
  }

  /** As exact as the database keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public void close() {
    Woken woken = looking;
    if (woken != null) {
      woken.close();
    }
    workers.shutdownNow();
  }
}
