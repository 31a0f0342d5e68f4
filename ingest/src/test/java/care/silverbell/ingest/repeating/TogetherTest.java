package care.silverbell.ingest.repeating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TogetherTest {
  private final List<List<Integer>> goes = Collections.synchronizedList(new ArrayList<>());

  @Test
  void whoComesAloneWaitsForNobodyAndWhoComesMeanwhileIsDoneInTheNextGo() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    Together<Integer> together =
        new Together<>(
            4,
            those -> {
              goes.add(those);
              awaits(goOn);
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      all.add(threads.submit(() -> together.add(0)));
      await().until(() -> goes.size() == 1);
      IntStream.rangeClosed(1, 6).forEach(it -> all.add(threads.submit(() -> together.add(it))));
      await().until(() -> together.waiting() == 6);
      assertThat(all).noneMatch(Future::isDone);
      goOn.countDown();
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(goes.stream().map(List::size)).containsExactly(1, 4, 2);
    assertThat(goes.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void everyOneOfManyIsDoneOnceAndWhoeverReturnsFindsItDone() throws Exception {
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    Together<Integer> together = new Together<>(64, done::addAll);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all = new ArrayList<>();
      IntStream.range(0, 2_000)
          .forEach(it ->
              all.add(
                  threads.submit(() -> {
                    together.add(it);
                    return done.contains(it);
                  })));
      for (Future<Boolean> one : all) {
        assertThat(one.get()).isTrue();
      }
    }
    assertThat(done).hasSize(2_000).doesNotHaveDuplicates();
  }

  @Test
  void whatAGoFailsWithIsThrownToAllOfItAndToNobodyElse() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    Together<Integer> together =
        new Together<>(
            64,
            those -> {
              goes.add(those);
              awaits(goOn);
              if (those.contains(2)) {
                throw new IllegalArgumentException("two");
              }
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> before = threads.submit(() -> together.add(0));
      await().until(() -> goes.size() == 1);
      Future<?> one = threads.submit(() -> together.add(1));
      Future<?> two = threads.submit(() -> together.add(2));
      await().until(() -> together.waiting() == 2);
      goOn.countDown();
      before.get();
      for (Future<?> failed : List.of(one, two)) {
        assertThat(failed)
            .failsWithin(Duration.ofSeconds(5))
            .withThrowableThat()
            .withRootCauseInstanceOf(IllegalArgumentException.class);
      }
    }
    together.add(3);
    assertThat(goes.getLast()).containsExactly(3);
  }

  private static void awaits(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
