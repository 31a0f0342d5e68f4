package care.silverbell.ingest.repeating;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What several threads want done at the same time is done in one go: whoever comes while a go is
 * under way waits, and is part of the next. One that comes alone waits for nobody. A go that fails
 * is done once more, each of it alone and in its own thread: one that cannot be done, or only
 * later, keeps none of the others, nor those behind them.
 *
 * @param <T> what is done
 * @param <R> what a go comes to
 */
public final class Together<T, R> {
  private static final Logger log = LoggerFactory.getLogger(Together.class);

  private final int most;
  private final Work<T, R> work;
  private final Queue<Waiting<T, R>> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();

  /**
   * Makes the one place where it is done.
   *
   * @param most so many in one go
   */
  public Together(int most, Work<T, R> work) {
    this.most = most;
    this.work = work;
  }

  /** What is done. */
  public interface Work<T, R> {
    /**
     * Does all of it or nothing, in the thread of one of those who want it.
     *
     * @param alone whether it may wait for something; where not, others wait for it
     */
    R apply(List<T> those, boolean alone);
  }

  /** Read and written by whoever has the turn. */
  private static final class Waiting<T, R> {
    private final T item;
    private boolean over;
    private @Nullable R result;

    Waiting(T item) {
      this.item = item;
    }
  }

  /**
   * Returns once it is done.
   *
   * @return what the go that it was part of came to
   * @throws RuntimeException as the work throws it, where this one alone cannot be done
   */
  public R add(T item) {
    Waiting<T, R> own = new Waiting<>(item);
    waiting.add(own);
    turn.lock();
    try {
      while (!own.over) {
        go();
      }
    } finally {
      turn.unlock();
    }
    R result = own.result;
    return result == null ? work.apply(List.of(item), true) : result;
  }

  /** How many wait for the next go. */
  int waiting() {
    return waiting.size();
  }

  private void go() {
    List<Waiting<T, R>> those = new ArrayList<>();
    Waiting<T, R> next = waiting.poll();
    while (next != null) {
      those.add(next);
      next = those.size() < most ? waiting.poll() : null;
    }
    @Nullable R result = null;
    try {
      result = work.apply(those.stream().map(it -> it.item).toList(), false);
    } catch (RuntimeException e) {
      log.warn("a go of {} failed, each is done alone now: {}", those.size(), "" + e);
    } finally {
      for (Waiting<T, R> it : those) {
        it.over = true;
        it.result = result;
      }
    }
  }
}
