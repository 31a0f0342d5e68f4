package care.silverbell.alerting.backtest;

import care.silverbell.alerting.rule.Finding;
import care.silverbell.alerting.rule.LimitsBook;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs the rules that watch over people now over what is stored of them, once as they are set and
 * once as proposed. People are taken one by one and their readings a few days at a time, so that it
 * takes the same memory for one as for a whole town. Its threads are the machine's own, because
 * judging never waits: on a virtual thread it would hold up those that calls are answered on.
 */
public final class BackTest {
  private static final int TRIES = 4;
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

  private final TelemetryStore telemetry;
  private final LimitsBook inForce;
  private final Pace pace;

  /** Over what that store keeps, beside what is in force by that book. */
  public BackTest(TelemetryStore telemetry, LimitsBook inForce, Pace pace) {
    this.telemetry = telemetry;
    this.inForce = inForce;
    this.pace = pace;
  }

  /** How hard it works. */
  public enum Pace {
    /** Without a rest. */
    FULL,
    /**
     * As long as each person took it rests, and so does the store: calls are answered meanwhile.
     */
    HALF
  }

  /**
   * What is asked.
   *
   * @param from included
   * @param to excluded
   */
  public record Question(Proposal proposal, Instant from, Instant to) {}

  /**
   * What would have rung for one person, in order of time.
   *
   * @param proposed under the proposed settings
   * @param inForce under those that are in force now
   * @param readings how many values of the sign are stored of that time
   */
  public record Heard(
      PersonId person, List<Finding> proposed, List<Finding> inForce, long readings) {}

  /** Whoever waits for the answer; called by one thread at a time. */
  public interface Listener {
    /** One more person is done. */
    void heard(Heard heard);

    /** Whether nobody waits any more; asked often. */
    boolean cancelled();
  }

  /** How many threads may judge at once: one core is left for what comes in. */
  public static int threads() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }

  /**
   * Asks about each of those people; returns when all are done.
   *
   * @throws CancellationException if the listener would hear no more; what it has heard is right
   * @throws TelemetryUnavailable if the store does not answer, though asked several times
   */
  public void run(Collection<PersonId> people, Question question, int threads, Listener listener) {
    try (ExecutorService several =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("back-test-", 0).factory())) {
      List<Future<?>> all = new ArrayList<>();
      for (PersonId person : people) {
        all.add(
            several.submit(() -> {
              long began = System.nanoTime();
              Heard heard = hear(person, question, listener);
              synchronized (listener) {
                listener.heard(heard);
              }
              if (pace == Pace.HALF && people.size() > 1) {
                pause(Duration.ofNanos(System.nanoTime() - began));
              }
            }));
      }
      try {
        for (Future<?> one : all) {
          one.get();
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException("a back-test failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      } finally {
        several.shutdownNow();
      }
    }
  }

  private Heard hear(PersonId person, Question question, Listener listener) {
    for (int left = TRIES - 1; ; left--) {
      try {
        return new PersonRun(telemetry, person, inForce.of(person), question, listener::cancelled)
            .hear();
      } catch (TelemetryUnavailable e) {
        if (left == 0) {
          throw e;
        }
        pause(BETWEEN_TRIES);
      }
    }
  }

  private static void pause(Duration span) {
    try {
      Thread.sleep(span);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }
}
