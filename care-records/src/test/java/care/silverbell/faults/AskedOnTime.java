package care.silverbell.faults;

import care.silverbell.testing.SignedIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * Asks at fixed times by a schedule that waits for no answer; an answer's time counts from when it
 * was due, so that a stall is charged to everything that it delayed.
 */
final class AskedOnTime {
  private AskedOnTime() {}

  /**
   * What is asked.
   *
   * @param waits takes how long the answer took, in microseconds
   */
  record Question(SignedIn caller, String path, Histogram waits) {
    private void ask(long due) {
      SignedIn.Answer answer = caller.get(path);
      if (answer.status() != 200) {
        throw new AssertionError(answer.toString());
      }
      waits.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
    }
  }

  /**
   * Asks until the time is over, and waits for all answers.
   *
   * @param asking what is asked the how-manieth time, counted from 0
   */
  static void ask(Duration every, Duration time, IntFunction<List<Question>> asking)
      throws InterruptedException, ExecutionException {
    try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> asked = new ArrayList<>();
      long began = System.nanoTime();
      for (int number = 0; number < time.dividedBy(every); number++) {
        long due = began + number * every.toNanos();
        List<Question> questions = asking.apply(number);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
        questions.forEach(it -> asked.add(askers.submit(() -> it.ask(due))));
      }
      for (Future<?> one : asked) {
        one.get();
      }
    }
  }

  /** The time that 95 of 100 answers came within. */
  static Duration p95(Histogram waits) {
    return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(waits.getValueAtPercentile(95)));
  }
}
