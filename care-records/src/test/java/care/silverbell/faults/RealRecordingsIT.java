package care.silverbell.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import care.silverbell.faults.RecordedFile.Row;
import care.silverbell.ingest.testing.MachineParts;
import care.silverbell.ingest.testing.RealInflux;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Recordings of real people, replayed by the simulator as it is shipped: what the service then
 * answers is the file, row by row. The recordings are looked for in {@code ../shared/data} beside
 * the repository, or where {@code -Dsilverbell.data} says.
 */
class RealRecordingsIT {
  private static final Path SIMULATOR = Path.of("..", "device-sim", "target", "silverbell-sim.jar");
  private static final String HEART_RATES = "hr/afdb_04936.csv";
  private static final String TRACK = "track/run_stavanger_fenix2.csv";
  private static final long WINDOW_MILLIS = Duration.ofMinutes(5).toMillis();

  @Test
  void influxDbHoldsExactlyTheRowsOfTheFiles() throws Exception {
    Path data = data();
    try (RealInflux influx = RealInflux.start()) {
      holdFiles(data, Map.of("SILVERBELL_INFLUX_URL", influx.url()));
    }
  }

  @Test
  void postgreSqlHoldsExactlyTheRowsOfTheFiles() throws Exception {
    holdFiles(data(), Map.of());
  }

  private static Path data() {
    Path beside = Path.of("..", "..", "shared", "data");
    Path data = Path.of(System.getProperty("silverbell.data", beside.toString()));
    if (!Files.isReadable(data.resolve(HEART_RATES)) || !Files.isReadable(data.resolve(TRACK))) {
      MachineParts.lack("the real recordings are not in " + data + " (-Dsilverbell.data)");
    }
    return data;
  }

  private static void holdFiles(Path data, Map<String, String> settings) throws Exception {
    try (ServiceProcess service = new ServiceProcess("recordings", settings).filled()) {
      service.start();
      Instant end = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      RecordedFile rates = RecordedFile.read(data.resolve(HEART_RATES)).endingAt(end);
      RecordedFile track = RecordedFile.read(data.resolve(TRACK)).endingAt(end);
      replay(service, "demo-0001", rates, end);
      replay(service, "demo-0002", track, end);
      Asked rated = new Asked(service.url(), "demo-0001", rates.rows().getFirst().at(), end);
      Asked tracked = new Asked(service.url(), "demo-0002", track.rows().getFirst().at(), end);
      holdHeartRates(rated, rates);
      holdMeans(rated, rates);
      holdTrack(tracked, track);
      holdHeartRates(tracked, track);
      assertThat(rated.of("track", "")).isEmpty();
    }
  }

  private static void replay(ServiceProcess service, String serial, RecordedFile file, Instant end)
      throws Exception {
    Path said = service.folder().resolve(serial + ".json");
    Process simulator =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                SIMULATOR.toString(),
                "replay",
                file.path().toString(),
                "--broker",
                "tcp://127.0.0.1:" + service.mqttPort(),
                "--serial",
                serial,
                "--shift",
                end.toString(),
                "--json")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(simulator.waitFor(3, TimeUnit.MINUTES)).as("the replay ends").isTrue();
      assertThat(simulator.exitValue()).as(serial).isZero();
    } finally {
      simulator.destroyForcibly();
    }
    assertThat(new JsonObject(Files.readString(said)).getInstant("to")).isEqualTo(end);
  }

  private static void holdHeartRates(Asked asked, RecordedFile file) {
    List<String> expected =
        file.rows().stream()
            .filter(row -> row.bpm().isPresent())
            .map(row -> row.at().toEpochMilli() + " " + row.bpm().getAsInt())
            .toList();
    Awaitility.await("what the broker took is in the store")
        .atMost(Duration.ofSeconds(60))
        .until(() -> asked.of("heart-rate", "").size() >= expected.size());
    assertThat(
            asked.of("heart-rate", "").stream()
                .map(point -> millis(point) + " " + whole(point.getDouble("value"))))
        .containsExactlyElementsOf(expected);
  }

  private static void holdMeans(Asked asked, RecordedFile file) {
    Map<Long, IntSummaryStatistics> expected =
        file.rows().stream()
            .collect(
                Collectors.groupingBy(
                    row -> Math.floorDiv(row.at().toEpochMilli(), WINDOW_MILLIS) * WINDOW_MILLIS,
                    TreeMap::new,
                    Collectors.summarizingInt(row -> row.bpm().orElseThrow())));
    List<JsonObject> windows = asked.of("heart-rate", "&every=5m");
    assertThat(windows.stream().map(RealRecordingsIT::millis))
        .containsExactlyElementsOf(expected.keySet());
    for (JsonObject window : windows) {
      IntSummaryStatistics rates = Objects.requireNonNull(expected.get(millis(window)));
      assertThat(window.getLong("count")).isEqualTo(rates.getCount());
      assertThat(window.getDouble("min")).isEqualTo(rates.getMin());
      assertThat(window.getDouble("max")).isEqualTo(rates.getMax());
      assertThat(window.getDouble("mean")).isCloseTo(rates.getAverage(), within(1e-9));
    }
  }

  private static void holdTrack(Asked asked, RecordedFile file) {
    List<Row> rows = file.rows();
    Awaitility.await("what the broker took is in the store")
        .atMost(Duration.ofSeconds(60))
        .until(() -> asked.of("track", "").size() >= rows.size());
    assertThat(
            asked.of("track", "").stream()
                .map(fix -> millis(fix) + " " + fix.getDouble("lat") + " " + fix.getDouble("lon")))
        .containsExactlyElementsOf(
            rows.stream()
                .map(row ->
                    row.at().toEpochMilli()
                        + " "
                        + row.lat().orElseThrow()
                        + " "
                        + row.lon().orElseThrow())
                .toList());
  }

  private static long millis(JsonObject point) {
    return Instant.parse(point.getString("at")).toEpochMilli();
  }

  private static String whole(double value) {
    return Integer.toString(Math.toIntExact(Math.round(value * 1_000)) / 1_000)
        + (value == Math.rint(value) ? "" : " and a part");
  }

  /** What a doctor asks of one wearer, with a day to spare before and a minute after. */
  private record Asked(SignedIn doctor, String person, Instant from, Instant to) {
    Asked(String url, String serial, Instant first, Instant last) {
      this(
          SignedIn.as(url, "doctor"),
          wearer(url, serial),
          first.minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS),
          last.plus(Duration.ofMinutes(1)));
      SignedIn.Answer opened =
          doctor.post(
              "/api/break-glass",
              new JsonObject().put("person", person).put("reason", "a recording is held to it"));
      assertThat(opened.status()).as(opened.body()).isEqualTo(201); // a track is shut otherwise
    }

    private static String wearer(String url, String serial) {
      JsonArray bands =
          SignedIn.as(url, "admin").get("/api/bands?limit=500").json().getJsonArray("items");
      return bands.stream()
          .map(JsonObject.class::cast)
          .filter(band -> band.getString("serial").equals(serial))
          .map(band -> band.getJsonObject("wearer").getString("id"))
          .findFirst()
          .orElseThrow();
    }

    List<JsonObject> of(String what, String more) {
      return doctor
          .get("/api/people/%s/%s?from=%s&to=%s%s".formatted(person, what, from, to, more))
          .array()
          .stream()
          .map(JsonObject.class::cast)
          .toList();
    }
  }
}
