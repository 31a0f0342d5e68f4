package care.silverbell.sim.bench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessorTurnsTest {
  private static final long PID = ProcessHandle.current().pid();

  @Test
  void theCarriersOfThisProcessRunForAsLongAsTheirWorkTakes() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/schedstat")), "no schedstat here");
    ProcessorTurns before = ProcessorTurns.of(PID);
    long began = System.nanoTime();
    int threads = 2;
    try (ExecutorService carried = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        work.add(carried.submit(ProcessorTurnsTest::spin));
      }
      for (Future<?> it : work) {
        it.get();
      }
    }
    double took = (System.nanoTime() - began) / 1e9;
    ProcessorTurns turns = ProcessorTurns.of(PID).since(before);
    assertThat(turns.ran()).isBetween(0.2, threads * took + 0.1);
    assertThat(turns.share()).isBetween(0.01, 1.0);
  }

  @Test
  void theShareIsOfTheTimeThatTheyHadSomethingToDo() {
    assertThat(new ProcessorTurns(3, 1).share()).isCloseTo(0.75, within(1e-9));
    assertThat(new ProcessorTurns(0, 0).share()).isEqualTo(1);
    assertThat(new ProcessorTurns(5, 4).since(new ProcessorTurns(2, 3)))
        .isEqualTo(new ProcessorTurns(3, 1));
  }

  private static void spin() {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(400);
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }
}
