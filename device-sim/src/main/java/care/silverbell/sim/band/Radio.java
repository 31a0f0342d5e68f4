package care.silverbell.sim.band;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that all bands of one program share. An MQTT client keeps three threads for as long
 * as it is connected; here those are virtual, so thousands of bands cost two real timer threads.
 */
public final class Radio implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Radio.class);

  private final ClientThreads threads;

  /**
   * @param name begins the name of every thread
   */
  public Radio(String name) {
    threads = new ClientThreads(name);
  }

  /** Does something later, on a thread that may block. */
  public void after(Duration pause, Runnable work) {
    var _ = timer(pause, work);
  }

  /** Does something later unless it is cancelled before. */
  Future<?> timer(Duration pause, Runnable work) {
    return threads.schedule(
        () -> threads.execute(work), Math.max(0, pause.toNanos()), TimeUnit.NANOSECONDS);
  }

  /** Does something now, on a thread that may block. */
  public void soon(Runnable work) {
    threads.execute(work);
  }

  ScheduledExecutorService threads() {
    return threads;
  }

  /** Ends the timers, and what they still had to do; close the bands first. */
  @Override
  public void close() {
    threads.end();
  }

  private static Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        log.warn("a thread of a simulated band ended", e);
      }
    };
  }

  /** Timers on two real threads; whatever runs for long, on a virtual thread of its own. */
  private static final class ClientThreads extends ScheduledThreadPoolExecutor {
    private final ThreadFactory virtual;

    ClientThreads(String name) {
      super(2, Thread.ofPlatform().daemon().name(name + "-timer-", 0).factory());
      setRemoveOnCancelPolicy(true);
      setRejectedExecutionHandler(new DiscardPolicy());
      virtual = Thread.ofVirtual().name(name + "-", 0).factory();
    }

    /**
     * A connection that is cut has its memory taken away while its threads may still be at work;
     * what such a thread then stumbles over ends that thread alone.
     */
    @Override
    public void execute(Runnable work) {
      virtual.newThread(guarded(work)).start();
    }

    @Override
    public Future<?> submit(Runnable work) {
      execute(work);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public <T> Future<T> submit(Runnable work, T result) {
      execute(work);
      return CompletableFuture.completedFuture(result);
    }

    @Override
    public <T> Future<T> submit(Callable<T> work) {
      FutureTask<T> task = new FutureTask<>(work);
      execute(task);
      return task;
    }

    private void end() {
      shutdownNow();
    }
  }
}
