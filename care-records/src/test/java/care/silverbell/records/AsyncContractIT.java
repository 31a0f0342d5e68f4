package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.journey.CommandLineBand;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The AsyncAPI document against the running service: each of its example messages is as its own
 * schema says, is sent to the embedded broker with the time of now, and has the effect it should.
 */
class AsyncContractIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String SERIAL = "async-1";

  /** The time that the examples tell as now. */
  private static final long THEN = 1_763_798_400_000L;

  private final SignedIn admin = RunningService.as("admin");
  private final SignedIn doctor = RunningService.as("doctor");
  private final String yaml = RunningService.call("GET", "/asyncapi.yaml", null).body();
  private final OpenApiDocument schemas = new OpenApiDocument(yaml);
  private final JsonObject document = OpenApiDocument.json(yaml);
  private final Set<String> unsent = new TreeSet<>();

  @Test
  void everyChannelIsATopicThatABandMayUse() {
    Map<String, String> actions =
        document.getJsonObject("operations").stream()
            .map(it -> (JsonObject) it.getValue())
            .collect(
                Collectors.toMap(
                    it -> it.getJsonObject("channel").getString("$ref").replace("#/channels/", ""),
                    it -> it.getString("action")));
    assertThat(new TreeSet<>(actions.keySet()))
        .isEqualTo(new TreeSet<>(document.getJsonObject("channels").fieldNames()));
    actions.forEach((channel, action) -> {
      JsonObject asked =
          new JsonObject()
              .put("username", "demo-0001")
              .put("topic", topic(channel, "demo-0001"))
              .put("action", action.equals("receive") ? "publish" : "subscribe");
      String answer =
          RunningService.call(
                  "POST",
                  "/mqtt/authorize",
                  asked.encode(),
                  "Authorization",
                  "Bearer " + RunningService.BROKER_TOKEN)
              .body();
      assertThat(new JsonObject(answer).getBoolean("Ok")).as(channel).isTrue();
    });
  }

  @Test
  void everyExampleIsAsItsOwnSchemaSays() {
    for (String name : document.getJsonObject("channels").fieldNames()) {
      JsonArray examples = examples(name);
      assertThat(examples).as(name).isNotEmpty();
      for (int i = 0; i < examples.size(); i++) {
        Object payload = examples.getJsonObject(i).getValue("payload");
        assertThat(schemas.faults(message(name).getJsonObject("payload"), payload))
            .as(name + " " + payload)
            .isEmpty();
      }
    }
    assertThat(schemas.faults(message("status").getJsonObject("payload"), new JsonObject()))
        .isNotEmpty();
  }

  @Test
  void everyExampleThatABandSendsHasItsEffect() {
    String secret =
        admin.post("/api/bands", new JsonObject().put("serial", SERIAL)).json().getString("secret");
    String person =
        admin.get("/api/bands/demo-0040").json().getJsonObject("wearer").getString("id");
    JsonObject wearer = new JsonObject().put("person", person).put("replace", true);
    assertThat(admin.put("/api/bands/" + SERIAL + "/wearer", wearer).status()).isEqualTo(200);
    CommandLineBand band = CommandLineBand.of(RunningService.mqttPort(), SERIAL).withSecret(secret);

    everyExampleOfABandIsUnsent();
    readingsAreStored(band, person);
    statusIsKept(band);
    try (CommandLineBand.Ear ear = band.listen()) {
      callsRing(band, ear, person);
    }
    assertThat(unsent).isEmpty();
    assertThat(rejections()).as("nothing of the examples is refused").isEmpty();
  }

  private void everyExampleOfABandIsUnsent() {
    for (String channel : document.getJsonObject("channels").fieldNames()) {
      for (int i = 0; !channel.equals("reply") && i < examples(channel).size(); i++) {
        unsent.add(channel + " " + i);
      }
    }
  }

  private void readingsAreStored(CommandLineBand band, String person) {
    sendAll(band, "vitals");
    await().atMost(LONG).until(() -> values(person, "heart-rate").contains(72.0));
    await().atMost(LONG).until(() -> values(person, "heart-rate").contains(74.0));
    assertThat(values(person, "spo2")).contains(97.0);
    assertThat(values(person, "temperature")).contains(36.4);
    assertThat(values(person, "steps")).contains(1_203.0);
    JsonObject pressure = doctor.get("/api/people/" + person + "/blood-pressure").json();
    assertThat(pressure.encode()).contains("128", "78");

    sendAll(band, "location");
    // The example on GCJ-02 is googollee/eviltransform's point in Beijing.
    await().atMost(LONG).until(() -> track(person).contains("39.9120 116.3778"));
  }

  private void statusIsKept(CommandLineBand band) {
    sendAll(band, "status");
    await().atMost(LONG).until(() -> Boolean.FALSE.equals(bandFile().getBoolean("online")));
    assertThat(bandFile().getInteger("battery")).isEqualTo(83);
    assertThat(bandFile().getString("firmware")).isEqualTo("1.2.0");
  }

  private void callsRing(CommandLineBand band, CommandLineBand.Ear ear, String person) {
    send(band, "call", 0, System.currentTimeMillis());
    await().atMost(LONG).until(() -> !ear.heard().isEmpty());
    JsonObject received = new JsonObject(ear.heard().getFirst());
    assertThat(received.getString("stage")).isEqualTo("received");
    assertThat(received.getString("callId")).isEqualTo("c-17");
    JsonObject call = awaitIncident(person, "call", _ -> true);
    assertThat(call.getJsonObject("position").getDouble("lat")).isEqualTo(37.5391);

    send(band, "cancel", 0, System.currentTimeMillis());
    awaitIncident(person, "call", it -> it.getString("cancelledByWearerAt") != null);
    send(band, "call", 1, System.currentTimeMillis());
    awaitIncident(person, "call", it -> it.getInteger("presses") == 2);
    send(band, "fall", 0, System.currentTimeMillis());
    awaitIncident(person, "fall", _ -> true);

    for (String deed : List.of("acknowledge", "depart", "arrive")) {
      act(call, deed, new JsonObject());
    }
    act(call, "resolve", new JsonObject().put("outcome", "test"));
    await().atMost(LONG).until(() -> stages(ear).contains("closed"));
    assertThat(stages(ear)).contains("received", "seen", "coming", "arrived", "closed");
    ear.heard()
        .forEach(reply ->
            assertThat(
                    schemas.faults(
                        message("reply").getJsonObject("payload"), Json.decodeValue(reply)))
                .as(reply)
                .isEmpty());
  }

  private JsonObject awaitIncident(String person, String kind, Predicate<JsonObject> is) {
    return await()
        .atMost(LONG)
        .until(
            () ->
                incidents(person).stream()
                    .filter(it -> it.getString("kind").equals(kind))
                    .filter(is)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private void act(JsonObject incident, String deed, JsonObject body) {
    String path = "/api/incidents/" + incident.getString("id") + "/" + deed;
    assertThat(admin.post(path, body).status()).isEqualTo(200);
  }

  /** Sends all of a channel's examples. */
  private void sendAll(CommandLineBand band, String channel) {
    for (int i = 0; i < examples(channel).size(); i++) {
      send(band, channel, i, System.currentTimeMillis() + 10L * i);
    }
  }

  /** Sends one of a channel's examples as it stands but for its times. */
  private void send(CommandLineBand band, String channel, int example, long now) {
    Object payload = examples(channel).getJsonObject(example).getValue("payload");
    CommandLineBand.Said said =
        band.publish(topic(channel, SERIAL), "-m", withTimes(Json.encode(payload), now));
    assertThat(said.code()).as(said.words()).isZero();
    unsent.remove(channel + " " + example);
  }

  private JsonArray examples(String channel) {
    return message(channel).getJsonArray("examples");
  }

  /**
   * Those of a list, which are a minute apart, stand a millisecond apart: the band is worn anew.
   */
  private static String withTimes(String payload, long now) {
    return payload
        .replace(Long.toString(THEN), Long.toString(now))
        .replace(Long.toString(THEN - 60_000), Long.toString(now - 1))
        .replace(Long.toString(THEN + 5_000), Long.toString(now));
  }

  private String topic(String channel, String serial) {
    return document
        .getJsonObject("channels")
        .getJsonObject(channel)
        .getString("address")
        .replace("{serial}", serial);
  }

  private JsonObject message(String name) {
    return document.getJsonObject("components").getJsonObject("messages").getJsonObject(name);
  }

  private JsonObject bandFile() {
    return admin.get("/api/bands/" + SERIAL).json();
  }

  private List<Double> values(String person, String sign) {
    return doctor.get("/api/people/" + person + "/" + sign).array().stream()
        .map(it -> ((JsonObject) it).getDouble("value"))
        .toList();
  }

  /** A track is shut to a doctor who gives no reason. */
  private List<String> track(String person) {
    SignedIn.Answer opened =
        doctor.post(
            "/api/break-glass",
            new JsonObject().put("person", person).put("reason", "the contract is held to it"));
    assertThat(opened.status()).as(opened.body()).isEqualTo(201);
    return doctor.get("/api/people/" + person + "/track").array().stream()
        .map(it -> (JsonObject) it)
        .map(it -> "%.4f %.4f".formatted(it.getDouble("lat"), it.getDouble("lon")))
        .toList();
  }

  private List<JsonObject> incidents(String person) {
    return RunningService.items(RunningService.as("desk"), "/api/incidents?state=open&limit=500")
        .filter(it -> it.getJsonObject("person") != null)
        .filter(it -> person.equals(it.getJsonObject("person").getString("id")))
        .toList();
  }

  private static List<String> stages(CommandLineBand.Ear ear) {
    return ear.heard().stream().map(it -> new JsonObject(it).getString("stage")).toList();
  }

  private List<JsonObject> rejections() {
    return RunningService.items(admin, "/api/rejected?limit=500")
        .filter(it -> SERIAL.equals(it.getString("band")))
        .toList();
  }
}
