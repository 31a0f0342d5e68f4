package care.silverbell.alerting.notification;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A channel and its places: of its own, so that a slow one holds up no other. A quarter of them is
 * kept for emergencies.
 */
final class Lane {
  private static final int KEPT_FREE_OF = 4;

  private final Channel channel;
  private final Semaphore places;
  private final int keptFree;

  /** How many are being tried, not counting those that go round the channel. */
  private final AtomicInteger trying = new AtomicInteger();

  Lane(Channel channel) {
    this.channel = channel;
    places = new Semaphore(channel.places());
    keptFree = channel.places() / KEPT_FREE_OF;
  }

  Channel channel() {
    return channel;
  }

  boolean isIdle() {
    return trying.get() == 0;
  }

  /** Whether only an emergency may still come in. */
  boolean isKept() {
    return places.availablePermits() <= keptFree;
  }

  /** How many may come in now. */
  int free() {
    int free = places.availablePermits();
    return free > keptFree ? free - keptFree : free;
  }

  /**
   * One comes in; called by the one thread that lets in.
   *
   * @param tried whether the channel is tried, and not gone round
   */
  void enter(boolean tried) {
    places.acquireUninterruptibly();
    if (tried) {
      trying.incrementAndGet();
    }
  }

  /**
   * It goes out.
   *
   * @param tried as it came in
   * @return whether somebody may have been waiting for that
   */
  boolean leave(boolean tried) {
    if (tried) {
      trying.decrementAndGet();
    }
    boolean kept = isKept();
    places.release();
    return kept;
  }
}
