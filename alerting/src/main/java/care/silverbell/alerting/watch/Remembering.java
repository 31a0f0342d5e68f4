package care.silverbell.alerting.watch;

import care.silverbell.ingest.reading.PersonId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives people's rules back what they knew before the service stopped: of as many as can be at the
 * start, which is held up for 4 s at most, and of all others while the service runs. A store that
 * is away or slow when the service starts costs minutes, not what was known.
 */
final class Remembering {
  private static final Logger log = LoggerFactory.getLogger(Remembering.class);

  /** People who are remembered at once, and how long that may hold up the start. */
  private static final int AT_ONCE = 6;

  private static final Duration HOLDS_UP_FOR = Duration.ofSeconds(4);

  /** What is looked up reaches back three hours: later there is little of it to gain. */
  private static final Duration TRIES_FOR = Duration.ofHours(1);

  private final Consumer<PersonId> remember;
  private final IntConsumer left;
  private final Duration pause;

  /**
   * Remembers people so.
   *
   * @param remember does it for one of them, and throws where it cannot
   * @param left is told how many are left, whenever that changes
   * @param pause between two tries of all that are left
   */
  Remembering(Consumer<PersonId> remember, IntConsumer left, Duration pause) {
    this.remember = remember;
    this.left = left;
    this.pause = pause;
  }

  /**
   * Does it.
   *
   * @param watched those who are watched, and are then
   */
  void of(Supplier<Set<PersonId>> watched) {
    Set<PersonId> waiting = atTheStart(watched.get());
    left.accept(waiting.size());
    if (!waiting.isEmpty()) {
      log.warn(
          "what was known of {} people could not be looked up within {} s: it is while the service"
              + " runs; until then their rules know only what comes in",
          waiting.size(),
          HOLDS_UP_FOR.toSeconds());
      var _ = Thread.ofVirtual().name("remembering").start(() -> later(waiting, watched));
    }
  }

  /** Those of these who could not be remembered in time. */
  private Set<PersonId> atTheStart(Collection<PersonId> people) {
    List<Callable<PersonId>> tasks = new ArrayList<>();
    for (PersonId person : people) {
      tasks.add(() -> {
        remember.accept(person);
        return person;
      });
    }
    Set<PersonId> waiting = new LinkedHashSet<>(people);
    try (ExecutorService several =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (Future<PersonId> it :
          several.invokeAll(tasks, HOLDS_UP_FOR.toMillis(), TimeUnit.MILLISECONDS)) {
        if (it.state() == Future.State.SUCCESS) {
          waiting.remove(it.resultNow());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return waiting;
  }

  private void later(Set<PersonId> waiting, Supplier<Set<PersonId>> watched) {
    long end = System.nanoTime() + TRIES_FOR.toNanos();
    try {
      while (!waiting.isEmpty() && System.nanoTime() < end) {
        Thread.sleep(pause);
        waiting.retainAll(watched.get());
        waiting.removeIf(this::isRemembered);
        left.accept(waiting.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (waiting.isEmpty()) {
      log.info("what was known of everybody is known again");
    } else {
      log.warn("what was known of {} people is lost: their rules have begun anew", waiting.size());
    }
  }

  private boolean isRemembered(PersonId person) {
    try {
      remember.accept(person);
      return true;
    } catch (RuntimeException e) {
      log.debug("what was known of {} cannot be looked up", person, e);
      return false;
    }
  }
}
