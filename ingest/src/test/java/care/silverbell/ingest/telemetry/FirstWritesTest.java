package care.silverbell.ingest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FirstWritesTest {
  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

  private final FirstWrites writes = new FirstWrites();
  private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void end() {
    writers.shutdownNow();
  }

  private static List<Reading> at(Instant when) {
    return List.of(
        new Vitals(new PersonId(UUID.randomUUID()), Moment.of(when), Signs.ofHeartRate(72)));
  }

  private Future<?> write(Instant when, FirstWrites.Write how) {
    return writers.submit(() -> {
      writes.run(at(when), how);
      return null;
    });
  }

  private void hang() {
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whileSomebodyBeginsAnHourNobodyElseWrites() throws Exception {
    write(NINE.minusSeconds(1), () -> {}).get();
    Future<?> first = write(NINE, this::hang);
    begun.await();
    AtomicBoolean wrote = new AtomicBoolean();
    List<Future<?>> others =
        List.of(
            write(NINE.plusSeconds(1), () -> wrote.set(true)),
            write(NINE.minusSeconds(2), () -> wrote.set(true)));
    assertThat(others.getFirst())
        .failsWithin(Duration.ofMillis(300))
        .withThrowableOfType(TimeoutException.class);
    assertThat(wrote).isFalse();
    goOn.countDown();
    first.get();
    for (Future<?> other : others) {
      other.get();
    }
    assertThat(wrote).isTrue();
  }

  @Test
  void whoBeginsAnHourWaitsForThoseWhoWriteToOthers() throws Exception {
    write(NINE, () -> {}).get();
    Future<?> other = write(NINE, this::hang);
    begun.await();
    Future<?> first = write(NINE.plus(Duration.ofHours(1)), () -> {});
    assertThat(first)
        .failsWithin(Duration.ofMillis(300))
        .withThrowableOfType(TimeoutException.class);
    goOn.countDown();
    other.get();
    first.get();
  }

  @Test
  void inAnHourThatHasBegunManyWriteAtOnce() throws Exception {
    write(NINE, () -> {}).get();
    CyclicBarrier both = new CyclicBarrier(2);
    FirstWrites.Write meet =
        () ->
            Assertions.assertThatCode(() -> both.await(10, TimeUnit.SECONDS))
                .doesNotThrowAnyException();
    Future<?> one = write(NINE.plusSeconds(1), meet);
    Future<?> another = write(NINE.plusSeconds(2), meet);
    one.get();
    another.get();
  }

  @Test
  void whoWaitedForAWriteThatFoundTheServerAwayDoesNotWaitForItAgain() throws Exception {
    Future<?> first =
        write(
            NINE,
            () -> {
              hang();
              throw new TelemetryUnavailable("away");
            });
    begun.await();
    AtomicBoolean tried = new AtomicBoolean();
    Future<?> next = write(NINE.plusSeconds(1), () -> tried.set(true));
    Awaitility.await().until(() -> writes.waiting() == 1);
    goOn.countDown();
    for (Future<?> each : List.of(first, next)) {
      Assertions.assertThatThrownBy(each::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TelemetryUnavailable.class);
    }
    assertThat(tried).isFalse();
    write(NINE, () -> tried.set(true)).get();
    assertThat(tried).as("whoever comes later tries again").isTrue();
  }
}
