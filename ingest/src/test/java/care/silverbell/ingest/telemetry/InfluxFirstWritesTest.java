package care.silverbell.ingest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.ingest.testing.RealInflux;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Many at once write the first readings of a week, which make a new shard of InfluxDB. Without care
 * one of some 10,000 is lost: {@code -Dinflux.weeks=700} and several runs are needed to see it.
 */
class InfluxFirstWritesTest {
  private static final int WRITERS = 8;
  private static final int WEEKS = Integer.getInteger("influx.weeks", 60);
  private static final Instant FIRST = Instant.parse("2012-01-02T00:00:00Z");

  @Test
  void theFirstReadingsOfAWeekAreKeptThoughManyWriteThemAtOnce() throws Exception {
    List<PersonId> people =
        Stream.generate(() -> new PersonId(UUID.randomUUID())).limit(WRITERS).toList();
    try (RealInflux influx = RealInflux.start();
        TelemetryStore store =
            new InfluxTelemetryStore(
                InfluxSettings.open(influx.url()),
                InstantSource.system(),
                new TelemetryMetrics(new SimpleMeterRegistry()))) {
      CyclicBarrier together = new CyclicBarrier(WRITERS);
      List<Thread> writers = new ArrayList<>();
      for (PersonId person : people) {
        writers.add(
            Thread.ofVirtual()
                .start(() -> {
                  for (int week = 0; week < WEEKS; week++) {
                    await(together);
                    store.write(List.of(first(person, week)));
                  }
                }));
      }
      for (Thread writer : writers) {
        writer.join();
      }
      int kept = 0;
      for (PersonId person : people) {
        kept +=
            store
                .points(
                    person,
                    Sign.HEART_RATE,
                    FIRST,
                    FIRST.plus(Duration.ofDays(7L * WEEKS)),
                    Integer.MAX_VALUE)
                .size();
      }
      assertThat(kept).isEqualTo(WRITERS * WEEKS);
    }
  }

  private static Vitals first(PersonId person, int week) {
    return new Vitals(
        person, Moment.of(FIRST.plus(Duration.ofDays(7L * week))), Signs.ofHeartRate(72));
  }

  private static void await(CyclicBarrier together) {
    try {
      together.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
