package care.silverbell.alerting.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.backtest.BackTest.Heard;
import care.silverbell.alerting.backtest.BackTest.Question;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.telemetry.InfluxSettings;
import care.silverbell.ingest.telemetry.InfluxTelemetryStore;
import care.silverbell.ingest.telemetry.PostgresTelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryMetrics;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.testing.RealInflux;
import care.silverbell.ingest.testing.TestDatabase;
import com.sun.management.GarbageCollectionNotificationInfo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long a back-test of everybody takes, and in how much memory: 30 days of a reading a minute,
 * of {@code -Dsilverbell.people=1752} for a sub-district and of few where nothing is said.
 * Everybody walks twice a day, which takes the heart over the limit, and is unwell for a quarter of
 * an hour every week.
 */
@Tag("alone")
class BackTestRateTest {
  private static final int PEOPLE = Integer.getInteger("silverbell.people", 10);
  private static final int MINUTES = 30 * 24 * 60;
  private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
  private static final Instant TO = FROM.plus(Duration.ofMinutes(MINUTES));

  /** 1,752 people in three minutes. */
  private static final double READINGS_A_SECOND = 1_752.0 * MINUTES / 180;

  /** With fewer it is over before the machine has warmed up, and nothing is promised. */
  private static final int MANY = 150;

  /** With few, of the speed at which the same store hands the same readings to nobody. */
  private static final double SHARE_OF_READING = 0.3;

  /** Beyond what there is before, however many people are asked about. */
  private static final long MEGABYTES = 160;

  private final List<PersonId> people =
      IntStream.range(0, PEOPLE).mapToObj(it -> new PersonId(new UUID(11, it))).toList();

  @Test
  void onPostgres() throws Exception {
    try (TestDatabase test = TestDatabase.create("ingest")) {
      for (int person = 0; person < PEOPLE; person++) {
        var _ =
            test.database()
                .query(
                    "living a month",
                    """
                    insert into vitals (person, at, heart_rate, worn, at_rest, clock_replaced)
                    select $1, $2::timestamptz + n * interval '1 minute',
                      68 + case when n % 1440 between 480 and 1320 then 10 else 0 end + (n * 7919 + $3 * 104729) % 13 - 6
                        + case when (n + $3 * 7) % 720 / 30 = 12 then 20 else 0 end
                        + case when (n / 15 + $3 * 31) % 613 = 0 then 42 else 0 end,
                      true, (n + $3 * 7) % 720 / 30 <> 12, false
                      from generate_series(0, $4::bigint - 1) n
                    """,
                    people.get(person).value(),
                    FROM,
                    (long) person,
                    (long) MINUTES);
      }
      measure(
          "PostgreSQL",
          new PostgresTelemetryStore(
              test.database(),
              InstantSource.system(),
              new TelemetryMetrics(new SimpleMeterRegistry())));
    }
  }

  @Test
  void onInflux() throws Exception {
    try (RealInflux influx = RealInflux.start();
        TelemetryStore store =
            new InfluxTelemetryStore(
                InfluxSettings.open(influx.url()),
                InstantSource.system(),
                new TelemetryMetrics(new SimpleMeterRegistry()))) {
      assertThat(store.trouble()).isEmpty(); // has made its database
      for (int person = 0; person < PEOPLE; person++) {
        liveAMonth(influx, person);
      }
      measure("InfluxDB", store);
    }
  }

  private void liveAMonth(RealInflux influx, int person) {
    String path = "/write?precision=ms&db=" + InfluxSettings.DEFAULT_BUCKET;
    StringBuilder lines = new StringBuilder();
    for (long n = 0; n < MINUTES; n++) {
      long day = (n + person * 7L) % 720 / 30;
      long rate =
          68
              + (n % 1440 >= 480 && n % 1440 <= 1320 ? 10 : 0)
              + (n * 7919 + person * 104_729L) % 13
              - 6
              + (day == 12 ? 20 : 0)
              + ((n / 15 + person * 31L) % 613 == 0 ? 42 : 0);
      lines
          .append("vitals,person=")
          .append(people.get(person).value())
          .append(" heartRate=")
          .append(rate)
          .append("i,worn=true,atRest=")
          .append(day != 12)
          .append(' ')
          .append(FROM.toEpochMilli() + n * 60_000)
          .append('\n');
      if (n % 10_000 == 9_999 || n == MINUTES - 1) {
        assertThat(influx.post(path, "text/plain", lines.toString()).statusCode()).isEqualTo(204);
        lines.setLength(0);
      }
    }
  }

  private void measure(String name, TelemetryStore store) throws ListenerNotFoundException {
    run(store, limit(140.0), people.subList(0, Math.min(8, PEOPLE))); // warm-up
    double unjudged = unjudgedRate(store);
    for (double high : new double[] {112, 82}) {
      long before = settledMegabytes();
      Heap heap = new Heap();
      long began = System.nanoTime();
      Sum sum = run(store, limit(high), people);
      double seconds = (System.nanoTime() - began) / 1e9;
      heap.close();
      long most = heap.megabytes() - before;
      double rate = sum.readings / seconds;
      System.out.printf(
          "%s: heart rate ≥ %.0f tried on %,d people, %,d readings in %.1f s: %,.0f a second (%.1f s for"
              + " 1,752 people), %,d findings where %,d ring now, %d MB at most; %.2f of those judged by nobody%n",
          name,
          high,
          PEOPLE,
          sum.readings,
          seconds,
          rate,
          1_752.0 * MINUTES / rate,
          sum.proposed,
          sum.inForce,
          most,
          rate / unjudged);
      assertThat(sum.readings).isEqualTo((long) PEOPLE * MINUTES);
      assertThat(sum.proposed).isGreaterThan(PEOPLE);
      assertThat(most).isLessThan(MEGABYTES);
      assertThat(rate)
          .isGreaterThan(PEOPLE < MANY ? unjudged * SHARE_OF_READING : READINGS_A_SECOND);
    }
  }

  /** So many a second does the store hand over, day by day, to whom nothing is to be judged. */
  private double unjudgedRate(TelemetryStore store) {
    long readings = 0;
    long began = System.nanoTime();
    for (PersonId person : people.subList(0, Math.min(8, PEOPLE))) {
      for (Instant day = FROM; day.isBefore(TO); day = day.plus(Duration.ofDays(1))) {
        Instant to = day.plus(Duration.ofDays(1));
        readings += store.vitals(person, Set.of(Sign.HEART_RATE), day, to, MINUTES).size();
      }
    }
    return readings / ((System.nanoTime() - began) / 1e9);
  }

  private static Proposal limit(double high) {
    return new Proposal.OfLimit(
        Sign.HEART_RATE, new Limit(null, high, Duration.ofMinutes(10)), true);
  }

  private static final class Sum implements BackTest.Listener {
    private long readings;
    private long proposed;
    private long inForce;

    @Override
    public void heard(Heard heard) {
      readings += heard.readings();
      proposed += heard.proposed().size();
      inForce += heard.inForce().size();
    }

    @Override
    public boolean cancelled() {
      return false;
    }
  }

  private static Sum run(TelemetryStore store, Proposal proposal, List<PersonId> people) {
    Sum sum = new Sum();
    new BackTest(
            store,
            person -> Watched.byDefault(person, ZoneId.of("Asia/Shanghai")),
            BackTest.Pace.FULL)
        .run(people, new Question(proposal, FROM, TO), BackTest.threads(), sum);
    return sum;
  }

  private static long settledMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }

  /** What was left of the heap after a collection, at its most. */
  private static final class Heap implements NotificationListener {
    private final AtomicLong most = new AtomicLong();
    private final List<NotificationEmitter> collectors =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(NotificationEmitter.class::cast)
            .toList();

    Heap() {
      collectors.forEach(it -> it.addNotificationListener(this, null, null));
    }

    @Override
    public void handleNotification(Notification notification, @Nullable Object handback) {
      long left =
          GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
              .getGcInfo()
              .getMemoryUsageAfterGc()
              .entrySet()
              .stream()
              .filter(it -> it.getKey().startsWith("G1"))
              .mapToLong(it -> it.getValue().getUsed())
              .sum();
      most.accumulateAndGet(left, Math::max);
    }

    long megabytes() {
      return most.get() >> 20;
    }

    void close() throws ListenerNotFoundException {
      for (NotificationEmitter collector : collectors) {
        collector.removeNotificationListener(this);
      }
    }
  }
}
