package care.silverbell.ingest.repeating;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is read at once, held in memory so that nobody waits for a look-up, and read anew every ten
 * seconds, so that what another instance writes is seen too. While it cannot be read anew, what was
 * known is still used.
 */
public final class Known<T> implements AutoCloseable {
  private static final Duration ANEW_EVERY = Duration.ofSeconds(10);

  private final Freshest<T> freshest;
  private final Repeating rereading;

  /**
   * Reads it, and goes on doing so.
   *
   * @param name of the thread
   * @param what cannot be read anew while it fails, for the one who reads the log
   * @throws RuntimeException of {@code read}, if it cannot be read now
   */
  public Known(String name, String what, Supplier<T> read) {
    this(name, what, read, _ -> {});
  }

  /**
   * The same, telling somebody of each rereading.
   *
   * @param told takes what has been read anew, once it is known
   */
  public Known(String name, String what, Supplier<T> read, Consumer<T> told) {
    this.freshest = new Freshest<>(read.get(), read, told);
    this.rereading =
        Repeating.every(
            ANEW_EVERY,
            name,
            what + " cannot be read anew, and what was known is still used",
            freshest::reread);
  }

  /** As it was read last. */
  public T now() {
    return freshest.now();
  }

  /** Reads it anew; call it after having written what stands in it. */
  public void reread() {
    freshest.reread();
  }

  @Override
  public void close() {
    rereading.close();
  }
}
