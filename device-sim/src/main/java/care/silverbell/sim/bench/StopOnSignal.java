package care.silverbell.sim.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes Ctrl-C an interruption of the bench and lets it put everything away before the JVM ends:
 * only the bench's own thread knows what it was just starting.
 */
final class StopOnSignal {
  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch done = new CountDownLatch(1);

  private volatile boolean stopping;

  private StopOnSignal() {}

  static StopOnSignal interrupting(Thread bench) {
    StopOnSignal stop = new StopOnSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop.stop(bench), "stop-bench"));
    return stop;
  }

  private void stop(Thread bench) {
    if (done.getCount() == 0) {
      return;
    }
    stopping = true;
    bench.interrupt();
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the user wants no more: what fails from now on fails because of that. */
  boolean isStopping() {
    return stopping;
  }

  /** The bench has put everything away. */
  void done() {
    done.countDown();
  }
}
