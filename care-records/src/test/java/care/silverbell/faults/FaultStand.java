package care.silverbell.faults;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.testing.RealInflux;
import care.silverbell.ingest.testing.RealMosquitto;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * The service on real parts with its load: a broker, an InfluxDB, the PostgreSQL inside, bands that
 * say readings and bands that are pressed, and a page that is open.
 */
final class FaultStand implements AutoCloseable {
  /** The MQTT library prints each lost connection; here they are lost on purpose. */
  private static final Logger MQTT_LIBRARY = Logger.getLogger("org.eclipse.paho.mqttv5.client");

  private static final int PRESSED_BANDS = 40;

  /** Several times what a band and its sending again ever need. */
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  final RealMosquitto broker;
  final RealInflux influx;
  final ServiceProcess service;
  final PressingBands presses;
  final Readings readings;
  final KeptReadings kept;
  final Screen screen;
  private final List<String> story = new ArrayList<>();
  private long phaseBegan;

  /** Starts everything; returns when the load is on and the page open. */
  FaultStand(Path folder, FaultSizes sizes) throws Exception {
    MQTT_LIBRARY.setLevel(Level.OFF);
    broker = RealMosquitto.start(folder.resolve("mosquitto"));
    influx = RealInflux.start();
    service =
        new ServiceProcess(
                "nothing-lost",
                Map.of(
                    "SILVERBELL_BROKER_URL",
                    "tcp://127.0.0.1:" + broker.port(),
                    "SILVERBELL_INFLUX_URL",
                    influx.url()))
            .filled()
            .asShipped()
            .start();
    // demo-0001 and demo-0002 are left alone, as in the demo.
    List<String> bands = IntStream.rangeClosed(3, 100).mapToObj("demo-%04d"::formatted).toList();
    kept = new KeptReadings(influx, wearers(service.url()));
    readings = Readings.start(broker.port(), sizes.readingsPerSecond(), bands);
    presses =
        PressingBands.start(
            broker.port(), bands.subList(0, PRESSED_BANDS), sizes.pressesPerSecond());
    screen = Screen.open(service.url(), presses.log());
    phaseBegan = System.nanoTime();
  }

  private static Map<String, String> wearers(String url) {
    Map<String, String> wearers = new TreeMap<>();
    for (Object item :
        SignedIn.as(url, "admin").get("/api/bands?limit=500").json().getJsonArray("items")) {
      JsonObject band = (JsonObject) item;
      wearers.put(band.getString("serial"), band.getJsonObject("wearer").getString("id"));
    }
    return wearers;
  }

  /** Kills the service and starts it again. */
  void killService() {
    service.kill();
    service.start();
  }

  /** Lets the load run. */
  void running(Duration time) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
  }

  /** Ends a phase: waits for its presses, and keeps a line of it for the summary. */
  PressLog.Waits phase(String name) {
    long began = phaseBegan;
    long ended = System.nanoTime();
    Awaitility.await("what was pressed is seen")
        .atMost(A_MINUTE)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(presses.log().unseen(began, ended)).isEmpty());
    PressLog.Waits waits = presses.log().between(began, ended);
    story.add("%-44s %5.0f s  %s".formatted(name, (ended - began) / 1e9, waits));
    phaseBegan = System.nanoTime();
    return waits;
  }

  /** Ends the load and waits until nothing more comes into the store; answers readings made. */
  int quiet() throws InterruptedException {
    presses.stop();
    int made = readings.stop();
    Awaitility.await("every press is seen and confirmed")
        .atMost(A_MINUTE)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> {
          assertThat(presses.log().unseen(Long.MIN_VALUE, Long.MAX_VALUE)).isEmpty();
          assertThat(presses.unconfirmed()).isEmpty();
        });
    Awaitility.await("the broker has every reading")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> readings.acknowledged() == made);
    Stillness stillness = new Stillness(made);
    Awaitility.await("the store has what was said")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(stillness::reached);
    return made;
  }

  /** Adds a line to the summary. */
  void say(String line) {
    story.add(line);
  }

  /** The summary. */
  String story() {
    return "\n" + String.join("\n", story) + "\n";
  }

  /** All is there, or nothing has come for ten seconds. */
  private final class Stillness {
    private static final int SECONDS = 10;
    private final int made;
    private long before = -1;
    private int still;

    Stillness(int made) {
      this.made = made;
    }

    boolean reached() {
      long now = kept.count();
      still = now == before ? still + 1 : 0;
      before = now;
      return now == made || still >= SECONDS;
    }
  }

  @Override
  public void close() throws Exception {
    try (broker;
        influx;
        service;
        readings;
        presses;
        screen) {
      story.clear();
    }
  }
}
