package care.silverbell.faults;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.testing.RealMosquitto;
import care.silverbell.testing.PlainClient;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bad night: 500 bands are pressed within ten seconds, a short message takes five seconds, no
 * call can be placed, and phones on bad lines keep the page open and read nothing. Every call is on
 * the page of whoever looks, plans keep their seconds, nobody is sent a message twice.
 */
@Tag("alone")
class StormIT {
  private static final int BANDS = 500;
  private static final int PHONES = Integer.getInteger("storm.phones", 20);
  private static final Duration PRESSED_WITHIN = Duration.ofSeconds(10);
  private static final Duration SLOW = Duration.ofSeconds(5);

  /** After the last press, its stand-in's 30th second, the message's five, and a little. */
  private static final Duration PLANS_RUN = Duration.ofSeconds(41);

  /** What is promised is 250 ms, {@code -Dstorm.bar=250}; build machines are busy. */
  private static final double BAR_MILLIS = Integer.getInteger("storm.bar", 1_000);

  /** Of A and the family, and of the stand-in. */
  private static final List<Duration> SECONDS = List.of(Duration.ZERO, Duration.ofSeconds(30));

  /** What is promised is a second, {@code -Dstorm.late=1000}. */
  private static final long LATEST_MILLIS = Integer.getInteger("storm.late", 3_000);

  /** What is promised is two seconds until the provider has it, {@code -Dstorm.leaves=2000}. */
  private static final double LEAVES_MILLIS = Integer.getInteger("storm.leaves", 5_000);

  private static final long MOST_MEGABYTES = 900;

  @Test
  void everyCallIsOnThePagePlansKeepTheirSecondsAndNobodyIsToldTwice(@TempDir Path folder)
      throws Exception {
    List<Socket> phones = new ArrayList<>();
    try (RealMosquitto broker = RealMosquitto.start(folder.resolve("mosquitto"));
        SlowTelephones telephones = new SlowTelephones(SLOW);
        ServiceProcess service =
            new ServiceProcess("storm", settings(broker, telephones))
                .filled()
                .asShipped()
                .start()) {
      SignedIn admin = SignedIn.as(service.url(), "admin");
      List<String> bands = ManyBands.onWrists(admin, BANDS);
      warmUp(service, broker, bands.subList(0, ManyBands.DEMO));
      PressLog log = new PressLog();
      try (Screen _ = Screen.open(service.url(), log)) {
        for (int i = 0; i < PHONES; i++) {
          phones.add(DeafPhone.of(service, "desk"));
        }
        Thread.sleep(1_000);
        long began = System.nanoTime();
        pressAll(broker, bands, "storm", PRESSED_WITHIN, log);
        Awaitility.await("every call is on the page")
            .atMost(Duration.ofMinutes(1))
            .untilAsserted(() -> assertThat(log.unseen(Long.MIN_VALUE, Long.MAX_VALUE)).isEmpty());
        Thread.sleep(PLANS_RUN);
        PressLog.Waits waits = log.between(began, Long.MAX_VALUE);
        SignedIn desk = SignedIn.as(service.url(), "desk");
        Steps steps = Steps.of(desk);
        Histogram left = messagesLeft(desk);
        System.out.printf(
            "a storm with slow messages, no calls and %d phones that read nothing: %s; %d steps, the latest %d ms; %d messages, %d of these calls, with the provider after %.0f ms (p50), %.0f ms (p99), %.0f ms (most) of their step, %d at a time at most, %d calls tried; %d MB%n",
            PHONES,
            waits,
            steps.number,
            steps.latest,
            telephones.messages().size(),
            left.getTotalCount(),
            millis(left.getValueAtPercentile(50)),
            millis(left.getValueAtPercentile(99)),
            millis(left.getMaxValue()),
            telephones.mostUnderWay(),
            telephones.calls(),
            megabytes(service));

        assertThat(waits.percentile(99)).isLessThan(BAR_MILLIS);
        assertThat(steps.number).isEqualTo(SECONDS.size() * BANDS);
        assertThat(steps.latest).as("the latest step, ms").isLessThanOrEqualTo(LATEST_MILLIS);
        assertThat(telephones.messages().values()).as("none twice").containsOnly(1);
        assertThat(telephones.mostUnderWay()).as("bounded").isBetween(2, 1_024);
        assertThat(left.getTotalCount()).isGreaterThan(2L * BANDS);
        assertThat(millis(left.getMaxValue()))
            .as("the latest message, ms until the provider has it")
            .isLessThan(LEAVES_MILLIS);
        assertThat(megabytes(service)).isLessThan(MOST_MEGABYTES);
        assertThat(open(admin, "channel-down"))
            .as("the operator is told once that no call can be placed")
            .hasSize(1);
        showsAll(admin);
      }
    } finally {
      for (Socket phone : phones) {
        phone.close();
      }
    }
  }

  private static Map<String, String> settings(RealMosquitto broker, SlowTelephones telephones) {
    return Map.of(
        "SILVERBELL_BROKER_URL",
        "tcp://127.0.0.1:" + broker.port(),
        "SILVERBELL_VOICE_GATEWAY",
        "generic",
        "SILVERBELL_VOICE_URL",
        telephones.url("/voice"),
        "SILVERBELL_VOICE_SECRET",
        "a-secret-of-the-company",
        "SILVERBELL_SMS_GATEWAY",
        "generic",
        "SILVERBELL_SMS_URL",
        telephones.url("/sms"),
        "SILVERBELL_SMS_SECRET",
        "a-secret-of-the-company",
        "SILVERBELL_REQUESTS_PER_SECOND",
        "1000");
  }

  /** A service that has been up for a while, and whose machine code is made. */
  private static void warmUp(ServiceProcess service, RealMosquitto broker, List<String> bands)
      throws Exception {
    PressLog log = new PressLog();
    try (Screen _ = Screen.open(service.url(), log)) {
      pressAll(broker, bands, "warm", PRESSED_WITHIN.dividedBy(2), log);
      Awaitility.await("the first calls are on the page")
          .atMost(Duration.ofMinutes(1))
          .until(() -> log.unseen(Long.MIN_VALUE, Long.MAX_VALUE).isEmpty());
    }
    SignedIn desk = SignedIn.as(service.url(), "desk");
    for (JsonObject call : open(desk, "call")) {
      String path = "/api/incidents/" + call.getString("id") + "/resolve";
      assertThat(desk.post(path, new JsonObject().put("outcome", "test")).status()).isEqualTo(200);
    }
  }

  /** By a schedule that waits for nothing: what is late counts from when it was due. */
  private static void pressAll(
      RealMosquitto broker, List<String> bands, String name, Duration within, PressLog log)
      throws Exception {
    try (PlainClient sender = new PlainClient(broker.port(), name, null)) {
      long began = System.nanoTime();
      for (int i = 0; i < bands.size(); i++) {
        long due = began + within.toNanos() * i / bands.size();
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        String band = bands.get(i);
        log.made(band, name + i, due);
        sender.say("silverbell/v1/bands/" + band + "/call", "{\"id\":\"" + name + i + "\"}");
      }
    }
  }

  /** A page that is opened only now shows every open call, and stays open. */
  private static void showsAll(SignedIn admin) throws Exception {
    Set<String> shown = new ConcurrentSkipListSet<>();
    Set<String> ended = new ConcurrentSkipListSet<>();
    try (AutoCloseable _ =
        admin.live(
            null,
            (event, data) -> {
              if (event.equals("incident")) {
                String band = new JsonObject(data).getString("band");
                if (band != null) {
                  shown.add(band);
                }
              } else if (event.equals("closed")) {
                ended.add("the stream");
              }
            })) {
      Awaitility.await("every call is shown")
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(shown).hasSize(BANDS));
      assertThat(ended).isEmpty();
    }
  }

  /** All that is open of that kind, page by page. */
  private static List<JsonObject> open(SignedIn caller, String kind) {
    List<JsonObject> open = new ArrayList<>();
    String from = "";
    do {
      JsonObject page = caller.get("/api/incidents?state=open&limit=500" + from).json();
      page.getJsonArray("items").forEach(it -> open.add((JsonObject) it));
      from = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
    } while (!from.isEmpty());
    return open.stream().filter(it -> it.getString("kind").equals(kind)).toList();
  }

  /**
   * How long after its step the provider had each short message of a call, in nanoseconds; going
   * round the calls that cannot be placed is part of it. Each has been sent.
   */
  private static Histogram messagesLeft(SignedIn desk) {
    Histogram left = new Histogram(3);
    for (JsonObject incident : open(desk, "call")) {
      for (Object told :
          desk.get("/api/incidents/" + incident.getString("id") + "/notices").array()) {
        JsonObject notice = (JsonObject) told;
        if (notice.getInteger("step") > SECONDS.size()) {
          continue; // begun while this is read
        }
        Instant step = Instant.parse(notice.getString("at"));
        notice.getJsonArray("dispatches").stream()
            .map(JsonObject.class::cast)
            .filter(it -> it.getString("channel").equals("sms"))
            .map(it -> Duration.between(step, sent(it)).minus(SLOW))
            .forEach(waited -> left.recordValue(Math.max(0, waited.toNanos())));
      }
    }
    return left;
  }

  private static Instant sent(JsonObject dispatch) {
    return dispatch.getJsonArray("events").stream()
        .map(JsonObject.class::cast)
        .filter(it -> it.getString("what").equals("sent"))
        .map(it -> Instant.parse(it.getString("at")))
        .min(Comparator.naturalOrder())
        .orElseThrow(() -> new AssertionError("never sent: " + dispatch));
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  /** What the process holds in memory, all in all. */
  private static long megabytes(ServiceProcess service) throws Exception {
    return Files.readAllLines(Path.of("/proc", Long.toString(service.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** Steps that were taken for calls, and how late the latest was, in milliseconds. */
  private record Steps(int number, long latest) {
    static Steps of(SignedIn desk) {
      int number = 0;
      long latest = 0;
      for (JsonObject incident : open(desk, "call")) {
        Map<Integer, Instant> taken = new TreeMap<>();
        for (Object told :
            desk.get("/api/incidents/" + incident.getString("id") + "/notices").array()) {
          JsonObject notice = (JsonObject) told;
          taken.put(notice.getInteger("step"), Instant.parse(notice.getString("at")));
        }
        Instant opened = Instant.parse(incident.getString("openedAt"));
        for (int step = 1; step <= SECONDS.size(); step++) {
          Instant planned = opened.plus(SECONDS.get(step - 1));
          Instant at = taken.get(step);
          assertThat(at).as("step %d of %s", step, incident.getString("band")).isNotNull();
          number++;
          latest = Math.max(latest, Duration.between(planned, at).toMillis());
        }
      }
      return new Steps(number, latest);
    }
  }
}
