package care.silverbell.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import care.silverbell.ingest.testing.RealInflux;
import care.silverbell.ingest.testing.RealMosquitto;
import care.silverbell.testing.PlainClient;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A year of one person's heart rate, uploaded from a file by their band: what is answered at any
 * zoom is what is reckoned from the file, also after late lines of it. On wish ({@code
 * -Dtrend.seconds=20 -Dtrend.days=91}) each zoom from the year to a minute is asked for at fixed
 * times while 2,000 readings of others come in a second, an answer's time counting from when it was
 * due.
 */
@Tag("alone")
class TrendZoomIT {
  private static final int READINGS_PER_SECOND = 2_000;

  /** Four weeks, so that a build does not wait for long; {@code -Dtrend.days=365} for a year. */
  private static final int DAYS = Integer.getInteger("trend.days", 28);

  /** How long it is asked for; not at all in a build. */
  private static final Duration LASTS = Duration.ofSeconds(Integer.getInteger("trend.seconds", 0));

  /** A day is rolled up a minute after it changed last; until then it is read from its readings. */
  private static final Duration ROLLED_UP = Duration.ofSeconds(100);

  private static final Duration BAR = Duration.ofMillis(Integer.getInteger("trend.bar", 100));

  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration EVERY = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String BAND = "demo-0001";
  private static final int READINGS_A_MESSAGE = 1_000;
  private static final int LATE_DAYS = 20;
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

  @Test
  void influxDb(@TempDir Path folder) throws Exception {
    try (RealInflux influx = RealInflux.start()) {
      zoom("InfluxDB", folder, Map.of("SILVERBELL_INFLUX_URL", influx.url()));
    }
  }

  @Test
  void postgreSql(@TempDir Path folder) throws Exception {
    zoom("PostgreSQL", folder, Map.of());
  }

  private static void zoom(String store, Path folder, Map<String, String> more) throws Exception {
    Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(5));
    PulseFile whole = PulseFile.read(PulseFile.write(folder.resolve("pulse.csv"), end, DAYS));
    Instant lateSince = end.minus(Duration.ofDays(LATE_DAYS));
    try (RealMosquitto broker = RealMosquitto.start(folder.resolve("mosquitto"))) {
      Map<String, String> settings = new HashMap<>(more);
      settings.put("SILVERBELL_BROKER_URL", "tcp://127.0.0.1:" + broker.port());
      settings.put("SILVERBELL_REQUESTS_PER_SECOND", "1000");
      try (ServiceProcess service = new ServiceProcess("trend-zoom", settings).start()) {
        PulseFile inTime = whole.inTime(lateSince);
        upload(broker, inTime);
        Asked asked = Asked.of(service.url(), end);
        awaitAll(asked, inTime);
        hold(asked, inTime);
        if (LASTS.isPositive()) {
          Thread.sleep(ROLLED_UP);
          promptly(store, broker, service, asked, whole.beats().size());
        }

        upload(broker, whole.late(lateSince));
        awaitLate(asked, whole, lateSince);
        hold(asked, whole);
      }
    }
  }

  private static void upload(RealMosquitto broker, PulseFile file) throws Exception {
    try (PlainClient band = new PlainClient(broker.port(), "trend-zoom", null)) {
      for (String message : file.messages(READINGS_A_MESSAGE)) {
        band.say("silverbell/v1/bands/" + BAND + "/vitals", message);
      }
    }
  }

  /** Days that changed in great number are rolled up one after the other. */
  private static void awaitAll(Asked asked, PulseFile file) {
    int days = file.byDay(asked.zone).size();
    Awaitility.await("every day is rolled up")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> asked.days(DAYS).size() == days && asked.count() == file.beats().size());
  }

  private static void awaitLate(Asked asked, PulseFile whole, Instant since) {
    Instant hour = since.truncatedTo(ChronoUnit.HOURS);
    int expected = whole.within(hour, asked.end).beats().size();
    Awaitility.await("late lines are in the store")
        .atMost(PATIENCE)
        .until(() -> count(asked.trend(hour, asked.end)) == expected);
  }

  // ----- figures

  private static void hold(Asked asked, PulseFile file) {
    holdDays(asked, file);
    Instant end = asked.end;
    Instant hour = end.truncatedTo(ChronoUnit.HOURS);
    // Hours of a calendar whose zone is whole hours off; windows of two minutes of half a day.
    holdPieces(asked, file, hour.minus(Duration.ofDays(14)), hour, at -> at / HOUR * HOUR);
    long two = Duration.ofMinutes(2).toMillis();
    holdPieces(asked, file, hour.minus(Duration.ofHours(12)), hour, at -> at / two * two);
    holdPieces(asked, file, hour.minus(Duration.ofHours(1)), hour, at -> at);
    holdPieces(asked, file, hour.minus(Duration.ofMinutes(30)), hour, at -> at);
  }

  private static void holdDays(Asked asked, PulseFile file) {
    Map<LocalDate, PulseFile> expected = file.byDay(asked.zone);
    Map<LocalDate, JsonObject> found = new TreeMap<>();
    asked.days(DAYS).forEach(it -> found.put(LocalDate.parse(it.getString("day")), it));
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

  private static long count(List<JsonObject> pieces) {
    return pieces.stream().mapToLong(it -> it.getLong("count")).sum();
  }

  // ----- time

  private static void promptly(
      String store, RealMosquitto broker, ServiceProcess service, Asked asked, int points)
      throws Exception {
    List<String> others = IntStream.rangeClosed(2, 100).mapToObj("demo-%04d"::formatted).toList();
    try (Readings readings = Readings.start(broker.port(), READINGS_PER_SECOND, others)) {
      var _ = ask(asked, WARM_UP);
      double before = kept(service);
      long began = System.nanoTime();
      Map<String, Histogram> waits = ask(asked, LASTS);
      double perSecond = (kept(service) - before) / ((System.nanoTime() - began) / 1e9);
      Histogram all = new Histogram(3);
      waits.values().forEach(all::add);
      System.out.printf(
          "%s, %d points, under %.0f readings/s kept: any zoom p50 %.0f ms, p95 %.0f ms, max %.0f ms; p95 by zoom: %s%n",
          store,
          points,
          perSecond,
          all.getValueAtPercentile(50) / 1e3,
          all.getValueAtPercentile(95) / 1e3,
          all.getMaxValue() / 1e3,
          ZOOMS.keySet().stream()
              .map(it -> "%s %.0f".formatted(it, p95(waits, it) / 1e3))
              .toList());

      assertThat(readings.acknowledged()).isPositive();
      assertThat(perSecond).isGreaterThan(READINGS_PER_SECOND * 0.95);
      assertThat(all.getTotalCount()).isEqualTo(LASTS.dividedBy(EVERY));
      for (String zoom : ZOOMS.keySet()) {
        assertThat(Duration.ofNanos(p95(waits, zoom) * 1_000)).as(zoom).isLessThanOrEqualTo(BAR);
      }
    }
  }

  private static long p95(Map<String, Histogram> waits, String zoom) {
    return Objects.requireNonNull(waits.get(zoom)).getValueAtPercentile(95);
  }

  /** Asks for one zoom after the other by the schedule; how long each took, in microseconds. */
  private static Map<String, Histogram> ask(Asked asked, Duration time) throws Exception {
    Map<String, Histogram> waits = new LinkedHashMap<>();
    ZOOMS.keySet().forEach(it -> waits.put(it, new ConcurrentHistogram(3)));
    List<String> names = List.copyOf(ZOOMS.keySet());
    Random random = new Random(1);
    try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> asking = new ArrayList<>();
      long began = System.nanoTime();
      for (int number = 0; number < time.dividedBy(EVERY); number++) {
        long due = began + number * EVERY.toNanos();
        String zoom = names.get(number % names.size());
        Duration span = Objects.requireNonNull(ZOOMS.get(zoom));
        // Any time of the year, but the whole year has only one.
        long room = Math.max(0, Duration.ofDays(DAYS).minus(span).toMinutes());
        Instant to = asked.end.minus(Duration.ofMinutes(random.nextLong(room + 1)));
        String path = asked.path(to.minus(span), to);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
        Histogram mine = Objects.requireNonNull(waits.get(zoom));
        asking.add(
            askers.submit(() -> {
              SignedIn.Answer answer = asked.doctor.get(path);
              if (answer.status() != 200) {
                throw new AssertionError(answer.toString());
              }
              mine.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
            }));
      }
      for (Future<?> one : asking) {
        one.get();
      }
    }
    return waits;
  }

  /** How many readings the store has taken, as the service counts them. */
  private static double kept(ServiceProcess service) {
    return SignedIn.nobody(service.url())
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("silverbell_store_batch_readings_sum"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** What the doctor asks of the band's wearer. */
  private record Asked(SignedIn doctor, String person, ZoneId zone, Instant end) {
    static Asked of(String url, Instant end) {
      SignedIn doctor = SignedIn.as(url, "doctor");
      String person =
          SignedIn.as(url, "admin")
              .get("/api/bands/" + BAND)
              .json()
              .getJsonObject("wearer")
              .getString("id");
      String zone = doctor.get("/api/people/" + person + "/days").json().getString("zone");
      return new Asked(doctor, person, ZoneId.of(zone), end);
    }

    String path(Instant from, Instant to) {
      return "/api/people/%s/trend?from=%s&to=%s".formatted(person, from, to);
    }

    List<JsonObject> trend(Instant from, Instant to) {
      return items(path(from, to)).toList();
    }

    List<JsonObject> days(int days) {
      LocalDate last = end.atZone(zone).toLocalDate();
      return items(
              "/api/people/%s/days?from=%s&to=%s".formatted(person, last.minusDays(days), last))
          .toList();
    }

    long count() {
      return TrendZoomIT.count(days(DAYS));
    }

    private Stream<JsonObject> items(String path) {
      SignedIn.Answer answer = doctor.get(path);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      return answer.json().getJsonArray("items").stream().map(JsonObject.class::cast);
    }
  }
}
