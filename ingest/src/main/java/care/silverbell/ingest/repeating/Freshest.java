package care.silverbell.ingest.repeating;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What was last read of something that is written meanwhile. Of several who read it at once, the
 * one who began last is believed: a slow reading that began before a change never undoes what was
 * read after it.
 */
public final class Freshest<T> {
  private final Supplier<T> read;
  private final Consumer<T> told;
  private final AtomicLong begun = new AtomicLong();
  private long believed;
  private volatile T value;

  /**
   * Begins with what is known without reading.
   *
   * @param told takes what has been read anew, once it is known
   */
  public Freshest(T first, Supplier<T> read, Consumer<T> told) {
    this.value = first;
    this.read = read;
    this.told = told;
  }

  /** As it was read last. */
  public T now() {
    return value;
  }

  /**
   * Reads it; what is known afterwards is at least as new as the call.
   *
   * @throws RuntimeException of {@code read}; what was known stays
   */
  public void reread() {
    long turn = begun.incrementAndGet();
    T anew = read.get();
    if (believe(turn, anew)) {
      told.accept(anew);
    }
  }

  private synchronized boolean believe(long turn, T anew) {
    if (turn < believed) {
      return false;
    }
    believed = turn;
    value = anew;
    return true;
  }
}
