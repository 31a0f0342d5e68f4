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

/** A journey through a service in a process of its own, which it may kill ({@code kill -9}). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServiceStory {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  final ServiceProcess service;

  /**
   * @param name begins the name of the folder it writes to
   */
  ServiceStory(String name) {
    service = new ServiceProcess(name, Map.of()).filled();
  }

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

  /** What is open of that kind, as the account sees it. */
  Optional<JsonObject> open(String account, String kind) {
    return api(account).openIncidents().stream()
        .map(JsonObject.class::cast)
        .filter(it -> kind.equals(it.getString("kind")))
        .findFirst();
  }

  /** The same as the desk sees it. */
  Optional<JsonObject> open(String kind) {
    return open("desk", kind);
  }

  /** The person whom account {@code family} may see: she wears band {@code demo-0001}. */
  JsonObject mother() {
    return api("family").get("/api/people").json().getJsonArray("items").getJsonObject(0);
  }

  JsonObject awaitOpen(String kind) {
    return await().atMost(PATIENCE).until(() -> open(kind), Optional::isPresent).orElseThrow();
  }

  static List<JsonObject> lines(JsonObject incident, String what) {
    return incident.getJsonArray("timeline").stream()
        .map(JsonObject.class::cast)
        .filter(it -> what.equals(it.getString("what")))
        .toList();
  }
}
