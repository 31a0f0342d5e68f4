package care.silverbell;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.band.BandMessageDecoder;
import care.silverbell.ingest.band.Decoded;
import care.silverbell.ingest.broker.InboundMessage.Delivery;
import care.silverbell.ingest.intake.AlarmListener.Heard;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration WALK = Duration.ofMillis(10);

  /** Many more would have been walked in that time, were nobody to stand aside. */
  private static final Duration A_WHILE = Duration.ofSeconds(2);

  private final AtomicInteger walks = new AtomicInteger();
  private final List<Heard> passedOn = new CopyOnWriteArrayList<>();

  @Test
  void eachConnectionIsWalkedOnceAndThenTheRoadAsOftenAsWasAsked() throws Exception {
    try (Rehearsal _ = Rehearsal.begin(walks::incrementAndGet, 3, 5, CLOCK)) {
      Awaitility.await().until(() -> walks.get() == 8);
    }
    assertThat(walks).hasValue(8);
  }

  @Test
  void nobodyWalksBesideACall() throws Exception {
    try (Rehearsal rehearsal = Rehearsal.begin(this::walk, 1, 1_000_000, CLOCK)) {
      int listening = walks.get();
      Awaitility.await().until(() -> walks.get() > listening);
      Heard heard = aPress();

      rehearsal.before(passedOn::add).onAlarm(heard);
      int atThePress = walks.get();
      Thread.sleep(A_WHILE);

      assertThat(passedOn).containsExactly(heard);
      // One may have been on its way.
      assertThat(walks.get() - atThePress).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void callsCountAsWalks() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    Runnable walk =
        () -> {
          walks.incrementAndGet();
          try {
            called.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    // It rests only once the clock says that calls may be heard.
    Instant now = CLOCK.instant();
    try (Rehearsal rehearsal = Rehearsal.begin(walk, 0, 3, () -> now)) {
      for (int call = 0; call < 3; call++) {
        rehearsal.before(passedOn::add).onAlarm(aPress());
      }
      called.countDown();
      Thread.sleep(500); // in which the other two would be walked
    }
    assertThat(passedOn).hasSize(3);
    assertThat(walks).hasValue(1);
  }

  private void walk() {
    walks.incrementAndGet();
    try {
      Thread.sleep(WALK);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Heard aPress() {
    Instant now = CLOCK.instant();
    Decoded decoded =
        new BandMessageDecoder()
            .decode(
                "silverbell/v1/bands/A17/call",
                "{\"id\":\"c-1\"}".getBytes(StandardCharsets.UTF_8),
                now);
    return new Heard((BandMessage.Alarm) decoded, Optional.empty(), Delivery.NONE, now);
  }
}
