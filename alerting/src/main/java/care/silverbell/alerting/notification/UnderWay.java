package care.silverbell.alerting.notification;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The tries that this process is at, each in a thread of its own. */
final class UnderWay {
  private final Map<UUID, Try> tries = new ConcurrentHashMap<>();

  /** One of them. */
  private static final class Try {
    private final Thread thread;
    private final long sinceNanos = System.nanoTime();

    /** Once the channel has answered: from then on only the writing of it is under way. */
    private boolean answered;

    Try(Thread thread) {
      this.thread = thread;
    }

    synchronized void answered() {
      answered = true;
    }

    synchronized void interruptUnlessAnswered() {
      if (!answered) {
        thread.interrupt();
      }
    }
  }

  /**
   * One is about to begin.
   *
   * @return false where this process is at that very dispatch already
   */
  boolean add(UUID dispatch, Thread thread) {
    return tries.putIfAbsent(dispatch, new Try(thread)) == null;
  }

  /** The channel has answered; it is not interrupted any more. */
  void answered(UUID dispatch) {
    Try one = tries.get(dispatch);
    if (one != null) {
      one.answered();
    }
  }

  void remove(UUID dispatch) {
    tries.remove(dispatch);
  }

  /** The dispatches that are being tried. */
  Set<UUID> dispatches() {
    return Set.copyOf(tries.keySet());
  }

  /** Interrupts those whose channel has not answered for that long. */
  void interruptAfter(Duration longest) {
    long longAgo = System.nanoTime() - longest.toNanos();
    tries.values().stream()
        .filter(it -> it.sinceNanos - longAgo < 0)
        .forEach(Try::interruptUnlessAnswered);
  }

  void interruptAll() {
    tries.values().forEach(it -> it.thread.interrupt());
  }
}
