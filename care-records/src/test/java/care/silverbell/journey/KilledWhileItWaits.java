package care.silverbell.journey;

import static org.awaitility.Awaitility.await;

import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A service in a process of its own, to be killed ({@code kill -9}) while something waits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KilledWhileItWaits {
  static final Duration LONG = Duration.ofSeconds(60);

  final ServiceProcess service = new ServiceProcess("waits", Map.of());

  @BeforeAll
  void start() {
    service.start();
  }

  @AfterAll
  void stop() {
    service.close();
  }

  SignedIn api(String account) {
    return SignedIn.as(service.url(), account);
  }

  WornBand band(String serial) {
    return WornBand.on(service.mqttPort(), serial, "silverbell");
  }

  Optional<JsonObject> open(String kind) {
    return api("desk")
        .get("/api/incidents?state=open&limit=100")
        .json()
        .getJsonArray("items")
        .stream()
        .map(JsonObject.class::cast)
        .filter(it -> kind.equals(it.getString("kind")))
        .findFirst();
  }

  JsonObject awaitOpen(String kind) {
    return await().atMost(LONG).until(() -> open(kind), Optional::isPresent).orElseThrow();
  }

  static List<JsonObject> lines(JsonObject incident, String what) {
    return incident.getJsonArray("timeline").stream()
        .map(JsonObject.class::cast)
        .filter(it -> what.equals(it.getString("what")))
        .toList();
  }
}
