package care.silverbell.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import care.silverbell.faults.AskedOnTime.Question;
import care.silverbell.faults.TrendZoomStand.Asked;
import care.silverbell.ingest.testing.RealInflux;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year of one person's heart rate, uploaded from a file by their band: each zoom from the year to
 * a minute is asked for at fixed times while 2,000 readings of others come in a second; and what is
 * answered is what is reckoned from the file, also after late lines of it.
 */
@Tag("alone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrendZoomIT {
  private static final int READINGS_PER_SECOND = 2_000;

  /** How long it is asked for; {@code -Dtrend.seconds} for longer. */
  private static final Duration LASTS = Duration.ofSeconds(Integer.getInteger("trend.seconds", 8));

  /**
   * What is promised is 100 ms, {@code -Dtrend.bar=100} with the machine for itself. In a build it
   * mostly waits for days to be rolled up, and others run meanwhile: there it is only looked for
   * what has become many times slower.
   */
  private static final Duration BAR = Duration.ofMillis(Integer.getInteger("trend.bar", 1_000));

  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration EVERY = Duration.ofMillis(100);
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private static final Map<String, Duration> ZOOMS = new LinkedHashMap<>();

  static {
    ZOOMS.put("year", Duration.ofDays(365));
    ZOOMS.put("quarter", Duration.ofDays(91));
    ZOOMS.put("month", Duration.ofDays(30));
    ZOOMS.put("week", Duration.ofDays(7));
    ZOOMS.put("day", Duration.ofDays(1));
    ZOOMS.put("hour", Duration.ofHours(1));
    ZOOMS.put("minute", Duration.ofMinutes(1));
  }

  private @Nullable RealInflux influx;
  private @Nullable TrendZoomStand inInflux;
  private @Nullable TrendZoomStand inPostgres;

  /** Both at once: each then takes a minute and more to roll up the days. */
  @BeforeAll
  void upload(@TempDir Path folder) throws Exception {
    RealInflux server = RealInflux.start();
    influx = server;
    TrendZoomStand one =
        TrendZoomStand.open("InfluxDB", folder, Map.of("SILVERBELL_INFLUX_URL", server.url()));
    inInflux = one;
    TrendZoomStand other = TrendZoomStand.open("PostgreSQL", folder, Map.of());
    inPostgres = other;
    one.awaitRolledUp();
    other.awaitRolledUp();
  }

  @AfterAll
  void stop() {
    for (AutoCloseable part : new AutoCloseable[] {inInflux, inPostgres, influx}) {
      if (part != null) {
        assertThatCode(part::close).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void influxDb() throws Exception {
    zoom(Objects.requireNonNull(inInflux));
  }

  @Test
  void postgreSql() throws Exception {
    zoom(Objects.requireNonNull(inPostgres));
  }

  private static void zoom(TrendZoomStand stand) throws Exception {
    hold(stand.asked(), stand.inTime());
    promptly(stand);
    stand.upload(stand.whole().late(stand.lateSince()));
    awaitLate(stand.asked(), stand.whole(), stand.lateSince());
    hold(stand.asked(), stand.whole());
  }

  private static void awaitLate(Asked asked, PulseFile whole, Instant since) {
    Instant hour = since.truncatedTo(ChronoUnit.HOURS);
    int expected = whole.within(hour, asked.end()).beats().size();
    Awaitility.await("late lines are in the store")
        .atMost(TrendZoomStand.PATIENCE)
        .until(() -> TrendZoomStand.count(asked.trend(hour, asked.end())) == expected);
  }

  // ----- figures

  private static void hold(Asked asked, PulseFile file) {
    holdDays(asked, file);
    Instant end = asked.end();
    Instant hour = end.truncatedTo(ChronoUnit.HOURS);
    // Hours of a calendar whose zone is whole hours off; windows of two minutes of half a day.
    holdPieces(asked, file, hour.minus(Duration.ofDays(14)), hour, at -> at / HOUR * HOUR);
    long two = Duration.ofMinutes(2).toMillis();
    holdPieces(asked, file, hour.minus(Duration.ofHours(12)), hour, at -> at / two * two);
    holdPieces(asked, file, hour.minus(Duration.ofHours(1)), hour, at -> at);
    holdPieces(asked, file, hour.minus(Duration.ofMinutes(30)), hour, at -> at);
  }

  private static void holdDays(Asked asked, PulseFile file) {
    Map<LocalDate, PulseFile> expected = file.byDay(asked.zone());
    Map<LocalDate, JsonObject> found = new TreeMap<>();
    asked
        .days(TrendZoomStand.DAYS)
        .forEach(it -> found.put(LocalDate.parse(it.getString("day")), it));
    assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
    found.forEach((day, figures) -> {
      PulseFile beats = Objects.requireNonNull(expected.get(day));
      same(figures, beats.by(_ -> 0).getOrDefault(0L, new IntSummaryStatistics()));
      same(figures.getDouble("resting"), beats.resting());
    });
  }

  private static void holdPieces(
      Asked asked, PulseFile file, Instant from, Instant to, LongUnaryOperator stretch) {
    Map<Long, IntSummaryStatistics> expected = file.within(from, to).by(stretch);
    List<JsonObject> pieces = asked.trend(from, to);
    assertThat(pieces.stream().map(it -> Instant.parse(it.getString("at")).toEpochMilli()))
        .containsExactlyElementsOf(expected.keySet());
    for (JsonObject piece : pieces) {
      long at = Instant.parse(piece.getString("at")).toEpochMilli();
      same(piece, Objects.requireNonNull(expected.get(at)));
    }
  }

  private static void same(JsonObject piece, IntSummaryStatistics beats) {
    assertThat(piece.getLong("count")).isEqualTo(beats.getCount());
    assertThat(piece.getDouble("min")).isEqualTo(beats.getMin());
    assertThat(piece.getDouble("max")).isEqualTo(beats.getMax());
    assertThat(piece.getDouble("mean")).isCloseTo(beats.getAverage(), within(1e-9));
  }

  private static void same(@Nullable Double found, @Nullable Double expected) {
    if (expected == null) {
      assertThat(found).isNull();
    } else {
      assertThat(found).isCloseTo(expected, within(1e-9));
    }
  }

  // ----- time

  private static void promptly(TrendZoomStand stand) throws Exception {
    List<String> others = IntStream.rangeClosed(2, 100).mapToObj("demo-%04d"::formatted).toList();
    try (Readings readings = Readings.start(stand.broker().port(), READINGS_PER_SECOND, others)) {
      var _ = ask(stand.asked(), WARM_UP);
      double before = stand.kept();
      long began = System.nanoTime();
      Map<String, Histogram> waits = ask(stand.asked(), LASTS);
      double perSecond = (stand.kept() - before) / ((System.nanoTime() - began) / 1e9);
      Histogram all = new Histogram(3);
      waits.values().forEach(all::add);
      System.out.printf(
          "%s, %d points, under %.0f readings/s kept: any zoom p50 %.0f ms, p95 %.0f ms, max %.0f ms; p95 by zoom: %s%n",
          stand.store(),
          stand.whole().beats().size(),
          perSecond,
          all.getValueAtPercentile(50) / 1e3,
          all.getValueAtPercentile(95) / 1e3,
          all.getMaxValue() / 1e3,
          waits.entrySet().stream()
              .map(it -> it.getKey() + " " + AskedOnTime.p95(it.getValue()).toMillis())
              .toList());

      assertThat(readings.acknowledged()).isPositive();
      assertThat(perSecond).isGreaterThan(READINGS_PER_SECOND * 0.95);
      assertThat(all.getTotalCount()).isEqualTo(LASTS.dividedBy(EVERY));
      waits.forEach(
          (zoom, it) -> assertThat(AskedOnTime.p95(it)).as(zoom).isLessThanOrEqualTo(BAR));
    }
  }

  /** Asks for one zoom after the other; how long each took, in microseconds. */
  private static Map<String, Histogram> ask(Asked asked, Duration time) throws Exception {
    Map<String, Histogram> waits = new LinkedHashMap<>();
    ZOOMS.keySet().forEach(it -> waits.put(it, new ConcurrentHistogram(3)));
    List<String> names = List.copyOf(ZOOMS.keySet());
    Random random = new Random(1);
    AskedOnTime.ask(
        EVERY,
        time,
        number -> {
          String zoom = names.get(number % names.size());
          Duration span = Objects.requireNonNull(ZOOMS.get(zoom));
          // Any time of the year, but the whole year has only one.
          long room = Math.max(0, Duration.ofDays(TrendZoomStand.DAYS).minus(span).toMinutes());
          Instant to = asked.end().minus(Duration.ofMinutes(random.nextLong(room + 1)));
          return List.of(
              new Question(
                  asked.doctor(),
                  asked.path(to.minus(span), to),
                  Objects.requireNonNull(waits.get(zoom))));
        });
    return waits;
  }
}
