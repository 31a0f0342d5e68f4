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
    List<Integer> came = new ArrayList<>();
    Together<Integer, Integer> together =
        new Together<>(
            4,
            (those, _) -> {
              goes.add(those);
              awaits(goOn);
              return those.size();
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      all.add(threads.submit(() -> together.add(0)));
      await().until(() -> goes.size() == 1);
      IntStream.rangeClosed(1, 6).forEach(it -> all.add(threads.submit(() -> together.add(it))));
      await().until(() -> together.waiting() == 6);
      assertThat(all).noneMatch(Future::isDone);
      goOn.countDown();
      for (Future<Integer> one : all) {
        came.add(one.get());
      }
    }
    assertThat(came).as("what its go came to").containsExactlyInAnyOrder(1, 4, 4, 4, 4, 2, 2);
    assertThat(goes.stream().map(List::size)).containsExactly(1, 4, 2);
    assertThat(goes.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void everyOneOfManyIsDoneOnceAndWhoeverReturnsFindsItDone() throws Exception {
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    Together<Integer, Boolean> together = new Together<>(64, (those, _) -> done.addAll(those));
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
  void oneThatCannotBeDoneIsThrownToItselfAndKeepsNoneOfTheOthers() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    Together<Integer, Boolean> together =
        new Together<>(
            64,
            (those, _) -> {
              goes.add(those);
              awaits(goOn);
              if (those.contains(2)) {
                throw new IllegalArgumentException("two");
              }
              return done.addAll(those);
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all = new ArrayList<>();
      all.add(threads.submit(() -> together.add(0)));
      await().until(() -> goes.size() == 1);
      IntStream.rangeClosed(1, 3).forEach(it -> all.add(threads.submit(() -> together.add(it))));
      await().until(() -> together.waiting() == 3);
      goOn.countDown();
      for (int fine : new int[] {0, 1, 3}) {
        assertThat(all.get(fine)).succeedsWithin(Duration.ofSeconds(5));
      }
      assertThat(all.get(2))
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableThat()
          .withRootCauseInstanceOf(IllegalArgumentException.class);
    }
    assertThat(done).containsExactlyInAnyOrder(0, 1, 3);
  }

  @Test
  void oneThatHasToWaitDoesSoAloneAndHoldsUpNobodyBehindIt() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    Together<Integer, Boolean> together =
        new Together<>(
            64,
            (those, alone) -> {
              if (those.contains(1)) {
                if (!alone) {
                  throw new IllegalStateException("locked");
                }
                awaits(free);
              }
              return true;
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> waits = threads.submit(() -> together.add(1));
      Future<Boolean> behind = threads.submit(() -> together.add(2));
      assertThat(behind).succeedsWithin(Duration.ofSeconds(5));
      assertThat(waits).isNotDone();
      free.countDown();
      assertThat(waits).succeedsWithin(Duration.ofSeconds(5));
    }
  }

  private static void awaits(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
