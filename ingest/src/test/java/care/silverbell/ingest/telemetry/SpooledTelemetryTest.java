package care.silverbell.ingest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.telemetry.TelemetryStore.Point;
import care.silverbell.ingest.testing.RealInflux;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpooledTelemetryTest {
  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
  private static final Duration LONGEST_WRITE = Duration.ofMillis(5_500);
  private static final long LIMIT = 64L << 20;

  @TempDir Path folder;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  /** How often nothing can be put aside. */
  private final AtomicInteger unwilling = new AtomicInteger();

  private final List<String> refused = new CopyOnWriteArrayList<>();
  private RealInflux influx;
  private SpooledTelemetry telemetry;
  private Spool spool;

  @BeforeEach
  void open() {
    influx = RealInflux.start();
    openTelemetry(LIMIT);
  }

  private void openTelemetry(long limit) {
    spool = new Spool(folder, limit, (_, _) -> {});
    var metrics = new TelemetryMetrics(registry);
    var store =
        new InfluxTelemetryStore(
            InfluxSettings.open(influx.url()), InstantSource.system(), metrics);
    telemetry = new SpooledTelemetry(store, spool, this::putAside, metrics);
  }

  private void putAside(List<Refused> some) {
    if (unwilling.getAndDecrement() > 0) {
      throw new IllegalStateException("cannot be kept now");
    }
    some.forEach(it -> refused.add(it.text() + " | " + it.reason()));
  }

  @AfterEach
  void close() {
    if (telemetry != null) {
      telemetry.close();
      influx.close();
    }
  }

  @Test
  void everyReadingIsThereOnceThoughInfluxWasKilledUnderLoad() {
    try (var load = new Load()) {
      load.awaitMore(2_000);
      influx.kill();
      load.awaitMore(2_000);
      Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> spool.bytes() > 0);
      load.awaitMore(2_000);
      assertThat(telemetry.trouble().orElseThrow()).contains("wait in the spool");
      influx.startAgain();
      load.awaitMore(2_000);
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> spool.bytes() == 0);
      load.awaitMore(2_000);
      load.stop();
      load.assertStoredOnce();
    }
    assertThat(refused).isEmpty();
    assertThat(telemetry.trouble()).isEmpty();
  }

  @Test
  void aHungInfluxHoldsNobodyLongerThanOneWrite() {
    try (var load = new Load()) {
      load.awaitMore(1_000);
      influx.freeze();
      load.awaitMore(20_000);
      assertThat(spool.bytes()).isPositive();
      influx.thaw();
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> spool.bytes() == 0);
      load.stop();
      load.assertStoredOnce();
      assertThat(load.slowWrites.get()).isLessThanOrEqualTo(2 * Load.LANES);
    }
  }

  @Test
  void whatWaitedOverARestartIsStored() {
    var person = new PersonId(UUID.randomUUID());
    influx.stop();
    telemetry.write(readings(person, 0, 10));
    telemetry.write(readings(person, 10, 10));
    assertThat(spool.bytes()).isPositive();
    telemetry.close();
    influx.startAgain();
    openTelemetry(LIMIT);
    Awaitility.await().until(() -> spool.bytes() == 0);
    assertThat(stored(person)).isEqualTo(points(20));
  }

  @Test
  void aFullSpoolLeavesTheReadingsToTheBroker() {
    telemetry.close();
    openTelemetry(10_000);
    influx.stop();
    var person = new PersonId(UUID.randomUUID());
    AtomicInteger taken = new AtomicInteger();
    assertThatThrownBy(
            () -> {
              while (true) {
                telemetry.write(readings(person, taken.get() * 10, 10));
                taken.incrementAndGet();
              }
            })
        .isInstanceOf(TelemetryUnavailable.class);
    assertThat(gauge("silverbell.spool.limit.bytes")).isPositive();
    influx.startAgain();
    Awaitility.await().until(() -> spool.bytes() == 0);
    assertThat(stored(person)).isEqualTo(points(taken.get() * 10));
    telemetry.write(readings(person, taken.get() * 10, 10));
    assertThat(stored(person)).isEqualTo(points(taken.get() * 10 + 10));
  }

  @Test
  void whatHappensCanBeSeenInTheMetrics() {
    var person = new PersonId(UUID.randomUUID());
    telemetry.write(readings(person, 0, 10));
    assertThat(registry.get("silverbell.store.batch.readings").summary().totalAmount())
        .isEqualTo(10);
    assertThat(registry.get("silverbell.store.write").tag("store", "influxdb").timer().count())
        .isEqualTo(1);
    assertThat(gauge("silverbell.spool.bytes")).isZero();
    assertThat(gauge("silverbell.spool.limit.bytes")).isEqualTo(LIMIT);
    influx.stop();
    telemetry.write(readings(person, 10, 10));
    assertThat(gauge("silverbell.spool.bytes")).isEqualTo((double) spool.bytes()).isPositive();
    telemetry.write(List.of(bad(person)));
    influx.startAgain();
    Awaitility.await().until(() -> spool.bytes() == 0);
    assertThat(refused).singleElement().asString().contains("NaN");
    assertThat(registry.get("silverbell.store.refused").counter().count()).isEqualTo(1);
  }

  @Test
  void aSpoolRecordThatCannotBeReadIsPutAsideAndTheOthersAreStored() {
    var person = new PersonId(UUID.randomUUID());
    influx.stop();
    telemetry.write(readings(person, 0, 10));
    spool.append(new byte[] {99, 1, 2});
    telemetry.write(readings(person, 10, 10));
    Awaitility.await().during(Duration.ofSeconds(2)).until(refused::isEmpty);
    influx.startAgain();
    Awaitility.await().until(() -> spool.bytes() == 0);
    assertThat(stored(person)).isEqualTo(points(20));
    assertThat(refused).singleElement().asString().startsWith("630102 | ");
  }

  @Test
  void whatInfluxRefusesOutOfTheSpoolWaitsThereUntilItIsKeptElsewhere() {
    var person = new PersonId(UUID.randomUUID());
    influx.stop();
    assertThat(telemetry.write(List.of(bad(person)))).isEmpty();
    unwilling.set(2);
    influx.startAgain();
    Awaitility.await().until(() -> unwilling.get() <= 1);
    assertThat(spool.bytes()).isPositive();
    Awaitility.await().until(() -> spool.bytes() == 0);
    assertThat(refused).singleElement().asString().contains("NaN");
    // And what it refuses at once is for the writer to keep.
    assertThat(telemetry.write(List.of(bad(person)))).hasSize(1);
    assertThat(refused).hasSize(1);
  }

  /** Lanes that write without a pause and note what was taken. */
  private final class Load implements AutoCloseable {
    static final int LANES = 4;
    private static final int BATCH = 20;
    private static final Duration SLOW = Duration.ofMillis(1_500);

    final AtomicInteger slowWrites = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Lane> lanes = new ArrayList<>();

    private record Lane(PersonId person, AtomicInteger taken, Thread thread) {}

    Load() {
      for (int i = 0; i < LANES; i++) {
        var person = new PersonId(UUID.randomUUID());
        var taken = new AtomicInteger();
        Thread thread = Thread.ofVirtual().start(() -> write(person, taken));
        lanes.add(new Lane(person, taken, thread));
      }
    }

    private void write(PersonId person, AtomicInteger taken) {
      while (!stopped.get()) {
        long start = System.nanoTime();
        telemetry.write(readings(person, taken.get(), BATCH));
        long nanos = System.nanoTime() - start;
        longestNanos.accumulateAndGet(nanos, Math::max);
        if (nanos > SLOW.toNanos()) {
          slowWrites.incrementAndGet();
        }
        taken.addAndGet(BATCH);
        written.addAndGet(BATCH);
      }
    }

    void awaitMore(long readings) {
      long goal = written.get() + readings;
      Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> written.get() >= goal);
    }

    void stop() {
      stopped.set(true);
      for (Lane lane : lanes) {
        Awaitility.await().until(() -> !lane.thread().isAlive());
      }
    }

    void assertStoredOnce() {
      assertThat(Duration.ofNanos(longestNanos.get())).isLessThan(LONGEST_WRITE);
      for (Lane lane : lanes) {
        assertThat(stored(lane.person())).isEqualTo(points(lane.taken().get()));
      }
    }

    @Override
    public void close() {
      stopped.set(true);
    }
  }

  private List<Point> stored(PersonId person) {
    Instant end = START.plus(Duration.ofDays(300));
    return telemetry.points(person, Sign.HEART_RATE, START, end, Integer.MAX_VALUE);
  }

  private static List<Point> points(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Point(START.plusSeconds(i), 60 + i % 40))
        .toList();
  }

  private static List<Reading> readings(PersonId person, int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(i ->
            (Reading)
                new Vitals(person, Moment.of(START.plusSeconds(i)), Signs.ofHeartRate(60 + i % 40)))
        .toList();
  }

  private static Reading bad(PersonId person) {
    var signs = new Signs(null, null, null, null, Double.NaN, null, null, null);
    return new Vitals(person, Moment.of(START), signs);
  }

  private double gauge(String name) {
    return Objects.requireNonNull(registry.get(name).gauge()).value();
  }
}
