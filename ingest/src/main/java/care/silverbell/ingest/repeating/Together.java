package care.silverbell.ingest.repeating;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What several threads want done at the same time is done in one go: whoever comes while a go is
 * under way waits, and is part of the next. One that comes alone waits for nobody.
 */
public final class Together<T> {
  private final int most;
  private final Consumer<List<T>> work;
  private final Queue<Waiting<T>> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();

  /**
   * Makes the one place where it is done.
   *
   * @param most so many in one go
   * @param work does it, in the thread of one of them
   */
  public Together(int most, Consumer<List<T>> work) {
    this.most = most;
    this.work = work;
  }

  /** Read and written by whoever has the turn. */
  private static final class Waiting<T> {
    private final T item;
    private boolean over;
    private @Nullable RuntimeException failure;

    Waiting(T item) {
      this.item = item;
    }
  }

  /** Returns once it is done. What the go fails with is thrown to everybody who was part of it. */
  public void add(T item) {
    Waiting<T> own = new Waiting<>(item);
    waiting.add(own);
    turn.lock();
    try {
      while (!own.over) {
        go();
      }
    } finally {
      turn.unlock();
    }
    if (own.failure != null) {
      throw own.failure;
    }
  }

  /** How many wait for the next go. */
  int waiting() {
    return waiting.size();
  }

  private void go() {
    List<Waiting<T>> those = new ArrayList<>();
    Waiting<T> next = waiting.poll();
    while (next != null) {
      those.add(next);
      next = those.size() < most ? waiting.poll() : null;
    }
    RuntimeException failure = new IllegalStateException("what was done together broke off");
    try {
      work.accept(those.stream().map(it -> it.item).toList());
      failure = null;
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      for (Waiting<T> it : those) {
        it.over = true;
        it.failure = failure;
      }
    }
  }
}
