package care.silverbell.faults;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A service of its own, and the file that a band uploaded to it, but for the late lines. */
record TrendZoomStand(
    String store, RealMosquitto broker, ServiceProcess service, Asked asked, PulseFile whole)
    implements AutoCloseable {
  /**
   * More days than are made on the spot where they are not rolled up yet, so that all of them are
   * answered only when they are; {@code -Dtrend.days=365} for a year.
   */
  static final int DAYS = Integer.getInteger("trend.days", 45);

  static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String BAND = "demo-0001";
  private static final int READINGS_A_MESSAGE = 1_000;
  private static final int LATE_DAYS = 20;

  static TrendZoomStand open(String store, Path folder, Map<String, String> more) throws Exception {
    Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(5));
    PulseFile whole = PulseFile.read(PulseFile.write(folder.resolve(store + ".csv"), end, DAYS));
    RealMosquitto broker = RealMosquitto.start(folder.resolve(store));
    Map<String, String> settings = new HashMap<>(more);
    settings.put("SILVERBELL_BROKER_URL", "tcp://127.0.0.1:" + broker.port());
    settings.put("SILVERBELL_REQUESTS_PER_SECOND", "1000");
    ServiceProcess service =
        new ServiceProcess("trend-zoom", settings).filled().asShipped().start();
    TrendZoomStand stand =
        new TrendZoomStand(store, broker, service, Asked.of(service.url(), end), whole);
    stand.upload(stand.inTime());
    return stand;
  }

  Instant lateSince() {
    return asked.end.minus(Duration.ofDays(LATE_DAYS));
  }

  PulseFile inTime() {
    return whole.inTime(lateSince());
  }

  void awaitRolledUp() {
    PulseFile file = inTime();
    int days = file.byDay(asked.zone).size();
    Awaitility.await("every day is rolled up in " + store)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> asked.days(DAYS).size() == days && asked.count() == file.beats().size());
  }

  @Override
  public void close() {
    service.close();
    broker.close();
  }

  /**
   * The newest first, for days are rolled up from the newest to the oldest, each when it has been
   * quiet for long enough: once the oldest is, all are.
   */
  void upload(PulseFile file) throws Exception {
    try (PlainClient band = new PlainClient(broker.port(), "trend-zoom", null)) {
      for (String message : file.messages(READINGS_A_MESSAGE).reversed()) {
        band.say("silverbell/v1/bands/" + BAND + "/vitals", message);
      }
    }
  }

  /** How many readings the store has taken, as the service counts them. */
  double kept() {
    return SignedIn.nobody(service.url())
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("silverbell_store_batch_readings_sum"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  static long count(List<JsonObject> pieces) {
    return pieces.stream().mapToLong(it -> it.getLong("count")).sum();
  }

  /** What the doctor asks of the band's wearer. */
  record Asked(SignedIn doctor, String person, ZoneId zone, Instant end) {
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
      return TrendZoomStand.count(days(DAYS));
    }

    private Stream<JsonObject> items(String path) {
      SignedIn.Answer answer = doctor.get(path);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      return answer.json().getJsonArray("items").stream().map(JsonObject.class::cast);
    }
  }
}
