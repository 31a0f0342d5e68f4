package care.silverbell.sim.bench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import care.silverbell.sim.bench.service.ProcessorProfile.Samples;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessorProfileTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** More threads than processors, so that each waits for one for much of the time. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void ofWorkThatIsAThirdAndTwoThirdsThatIsTheShareHoweverLongItWaits(@TempDir Path folder)
      throws Exception {
    ProcessorProfile profile = ProcessorProfile.begin(ProcessHandle.current().pid());
    int threads = 2 * Runtime.getRuntime().availableProcessors();
    try (ExecutorService carried = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        work.add(
            carried.submit(() -> {
              for (int round = 0; round < 20; round++) {
                Third.work(10);
                TwoThirds.work(20);
              }
            }));
      }
      for (Future<?> it : work) {
        it.get();
      }
    }
    Samples samples = profile.end(folder.resolve("profile.jfr"));
    String here = ProcessorProfileTest.class.getName();
    double third = samples.percentIn(here + "$Third");
    double twoThirds = samples.percentIn(here + "$TwoThirds");
    assertThat(third + twoThirds).isGreaterThan(50);
    assertThat(third / (third + twoThirds)).isCloseTo(1 / 3.0, within(0.1));
  }

  @Test
  void aSampleIsOfEveryPackageThatIsOnItsStack() {
    Samples samples =
        new Samples(
            List.of(List.of("a.b.C", "d.E"), List.of("a.bc.D"), List.of("d.F"), List.of()), 0);
    assertThat(samples.percentIn("a.b")).isEqualTo(25);
    assertThat(samples.percentIn("d")).isEqualTo(50);
    assertThat(samples.percentIn("a.b", "a.bc")).isEqualTo(50);
    assertThat(samples.percentIn("x")).isZero();
  }

  /** By the processor's time, not the clock's: a busy machine gives no fewer samples. */
  private static double spin(long millis) {
    long until = THREADS.getCurrentThreadCpuTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    double sum = 0;
    while (THREADS.getCurrentThreadCpuTime() < until) {
      for (int i = 0; i < 1_000; i++) {
        sum += Math.sqrt(sum + 1);
      }
    }
    return sum;
  }

  private static final class Third {
    static void work(long millis) {
      assertThat(spin(millis)).isPositive();
    }
  }

  private static final class TwoThirds {
    static void work(long millis) {
      assertThat(spin(millis)).isPositive();
    }
  }
}
