package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.journey.WornBand;
import care.silverbell.records.person.ResidentId;
import care.silverbell.sim.wire.Sample;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An elder with everybody who has to do with them, and another who is nobody to these. */
final class VisibleTown implements AutoCloseable {
  static final List<String> ROLES = List.of("admin", "doctor", "grid", "family", "desk");
  static final String PASSWORD = "a-long-enough-word-7";
  static final Duration WORN_FOR = Duration.ofDays(3);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final AtomicInteger WOMEN = new AtomicInteger();

  private final SignedIn admin = RunningService.as("admin");
  private final Map<String, SignedIn> callers = new LinkedHashMap<>();
  private final Map<String, String> residentIds = new HashMap<>();
  private final String name;
  private final WornBand band;

  /** The elder. */
  final String own;

  /** Where the elder lives. */
  final String cell;

  /** In a cell below the grid worker's, and on nobody else's list. */
  final String below;

  /** Of another cell. */
  final String other;

  VisibleTown(String name) {
    this.name = name;
    cell = cell(name, null);
    String lower = cell(name + " below", cell);
    account("doctor", new JsonObject());
    account("grid", new JsonObject().put("cell", cell));
    own = person("own", cell, name + "-doctor");
    below = person("below", lower, null);
    other = person("other", cell(name + " elsewhere", null), null);
    account("family", new JsonObject().put("people", new JsonArray().add(own)));
    account("desk", new JsonObject());
    callers.put("admin", admin);
    String secret =
        admin
            .post("/api/bands", new JsonObject().put("serial", name + "-band"))
            .json()
            .getString("secret");
    ok(
        200,
        admin.put(
            "/api/bands/" + name + "-band/wearer",
            new JsonObject().put("person", own).put("since", "" + Instant.now().minus(WORN_FOR))));
    band = WornBand.on(RunningService.mqttPort(), name + "-band", secret);
  }

  /** The beginning of all its names. */
  String name() {
    return name;
  }

  /** The whole number of one of its elders; nobody is ever answered it. */
  String residentId(String person) {
    return Objects.requireNonNull(residentIds.get(person), person);
  }

  SignedIn as(String role) {
    SignedIn caller = callers.get(role);
    if (caller == null) {
      throw new IllegalArgumentException(role);
    }
    return caller;
  }

  /** The elder is outside of home, with a heart rate; returns when it is stored. */
  void say(int heartRate) {
    Instant now = Instant.now();
    band.say(
        List.of(
            new Sample.Vitals(now, heartRate, null, null, null, null, null, true, true),
            new Sample.Fix(now, 37.6, 121.4, 10.0, "gps")));
    await("the reading is stored")
        .atMost(LONG)
        .until(() ->
            as("doctor")
                .get("/api/people/" + own + "/heart-rate")
                .body()
                .contains("\"value\":" + heartRate));
  }

  /** The band uploads what it measured. */
  void say(List<? extends Sample> samples) {
    band.say(List.copyOf(samples));
  }

  /** Another elder of the doctor's, who wears a band that never said anything. */
  String another(String who) {
    String person =
        person(
            who,
            admin.get("/api/people/" + own).json().getJsonObject("cell").getString("id"),
            name + "-doctor");
    String serial = name + "-" + who;
    ok(201, admin.post("/api/bands", new JsonObject().put("serial", serial)));
    ok(
        200,
        admin.put(
            "/api/bands/" + serial + "/wearer",
            new JsonObject()
                .put("person", person)
                .put("since", "" + Instant.now().minus(WORN_FOR))));
    return person;
  }

  /** The elder's heart has beaten so of late, a value a minute, at rest. */
  void sayOfLate(int minutes, int heartRate) {
    Instant from = Instant.now().minus(Duration.ofMinutes(minutes + 5L));
    band.say(
        IntStream.range(0, minutes)
            .mapToObj(it ->
                new Sample.Vitals(
                    from.plusSeconds(60L * it),
                    heartRate,
                    null,
                    null,
                    null,
                    null,
                    null,
                    true,
                    true))
            .toList());
  }

  /** Presses; answers the incident's id. */
  String press() {
    String id = name + "-" + System.nanoTime();
    band.press(id);
    await().atMost(LONG).until(() -> band.stages(id).contains("received"));
    return as("grid").openIncidents().stream()
        .map(JsonObject.class::cast)
        .filter(it -> (name + "-band").equals(it.getString("band")))
        .findFirst()
        .orElseThrow()
        .getString("id");
  }

  void resolve(String incident) {
    ok(
        200,
        as("grid")
            .post(
                "/api/incidents/" + incident + "/resolve",
                new JsonObject().put("outcome", "helped")));
  }

  /** The elder lets family and grid see readings and position; answers the consents' ids. */
  List<String> consentToAll() {
    return Stream.of("family", "grid")
        .flatMap(whom -> Stream.of("readings", "position").map(what -> consent(whom, what)))
        .toList();
  }

  /** Somebody of that role opens the person's file with a reason. */
  void open(String role, String person) {
    JsonObject asked = new JsonObject().put("person", person).put("reason", "她在路上晕倒，需要病史");
    ok(201, as(role).post("/api/break-glass", asked));
  }

  /** What a search card is made of where nobody was asked first. */
  static JsonObject card() {
    return new JsonObject().put("clothes", "蓝外套").put("call", "13800000000").put("why", "天快黑了");
  }

  /** The elder lets them see that; answers the consent's id. */
  String consent(String whom, String what) {
    JsonObject consent =
        new JsonObject().put("toWhom", whom).put("what", what).put("givenBy", "herself");
    return ok(201, admin.post("/api/people/" + own + "/consents", consent)).json().getString("id");
  }

  /** A consent of the elder's is taken back. */
  void revoke(String consent) {
    ok(
        200,
        admin.post("/api/people/" + own + "/consents/" + consent + "/revoke", new JsonObject()));
  }

  static SignedIn.Answer ok(int status, SignedIn.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    return answer;
  }

  @Override
  public void close() {
    band.close();
  }

  private String cell(String cellName, @org.jspecify.annotations.Nullable String parent) {
    return ok(
            201,
            admin.post("/api/grid", new JsonObject().put("name", cellName).put("parent", parent)))
        .json()
        .getString("id");
  }

  private void account(String role, JsonObject more) {
    String account = name + "-" + role;
    ok(
        201,
        admin.post(
            "/api/accounts",
            more.put("account", account)
                .put("name", account)
                .put("role", role)
                .put("password", PASSWORD)));
    callers.put(role, SignedIn.as(RunningService.url(), account, PASSWORD));
  }

  private String person(String who, String cell, @org.jspecify.annotations.Nullable String doctor) {
    String digits = "11010619410302%03d".formatted(2 * WOMEN.getAndIncrement());
    String residentId = digits + ResidentId.checkDigit(digits);
    String person =
        ok(
                201,
                admin.post(
                    "/api/people",
                    new JsonObject()
                        .put("name", name + " " + who)
                        .put("residentId", residentId)
                        .put("sex", "female")
                        .put("birthDate", "1941-03-02")
                        .put("address", "幸福路 1 号")
                        .put("house", new JsonObject().put("lat", 37.5391).put("lon", 121.3914))
                        .put("cell", cell)
                        .put("risk", "high")
                        .put("doctor", doctor)
                        .put("conditions", new JsonArray().add("高血压"))
                        .put("howToGetIn", "门禁 0412")
                        .put("phone", "13800000000")))
            .json()
            .getString("id");
    residentIds.put(person, residentId);
    return person;
  }
}
