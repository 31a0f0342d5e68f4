package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.journey.WornBand;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask what, and what is said to those who ask for what cannot be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final List<String> ROLES = List.of("admin", "doctor", "grid", "family", "nobody");

  private final Map<String, SignedIn> callers = new LinkedHashMap<>();

  /** What stands in a path for a thing that everybody may see, and one that only admin may. */
  private final Map<String, String> names = new LinkedHashMap<>();

  @BeforeAll
  void signIn() {
    ROLES.forEach(role -> callers.put(role, RunningService.as(role)));
    names.put("{own}", RunningService.mother());
    names.put("{other}", stranger());
    String secret =
        caller("admin")
            .post("/api/bands", new JsonObject().put("serial", "others-band"))
            .json()
            .getString("secret");
    wear("others-band", names.get("{other}"));
    names.put("{ownIncident}", incidentOf("demo-0001", "silverbell"));
    names.put("{otherIncident}", incidentOf("others-band", secret));
  }

  @ParameterizedTest
  @CsvSource({
    // method, path, admin, doctor, grid, family, nobody
    "GET, /api/me, 200, 200, 200, 200, 401",
    "GET, /api/people, 200, 200, 200, 200, 401",
    "GET, /api/people/{own}, 200, 200, 200, 200, 401",
    "GET, /api/people/{other}, 200, 404, 404, 404, 401",
    "POST, /api/people, 400, 403, 403, 403, 401",
    "PUT, /api/people/{own}, 428, 428, 403, 403, 401",
    "GET, /api/people/{own}/latest, 200, 200, 200, 200, 401",
    "GET, /api/people/{other}/latest, 200, 404, 404, 404, 401",
    "GET, /api/people/{own}/contacts, 200, 200, 200, 200, 401",
    "GET, /api/people/{other}/contacts, 200, 404, 404, 404, 401",
    "PUT, /api/people/{own}/contacts, 428, 403, 403, 403, 401",
    "GET, /api/people/{own}/changes, 200, 403, 403, 403, 401",
    "GET, /api/people/{other}/changes, 200, 403, 403, 403, 401",
    "GET, /api/people/{own}/consents, 200, 200, 200, 200, 401",
    "GET, /api/people/{other}/consents, 200, 404, 404, 404, 401",
    "POST, /api/people/{own}/consents, 400, 403, 403, 403, 401",
    "POST, /api/people/{own}/consents/x/revoke, 404, 403, 403, 403, 401",
    "GET, /api/people/{own}/photo, 404, 404, 404, 404, 401",
    "GET, /api/people/{other}/photo, 404, 404, 404, 404, 401",
    "PUT, /api/people/{own}/photo, 400, 403, 403, 403, 401",
    "POST, /api/people/{own}/resident-id, 400, 403, 403, 403, 401",
    "GET, /api/people/{own}/heart-rate, 403, 200, 200, 200, 401",
    "GET, /api/people/{other}/heart-rate, 403, 404, 404, 404, 401",
    "GET, /api/people/{own}/spo2, 403, 200, 200, 200, 401",
    "GET, /api/people/{other}/spo2, 403, 404, 404, 404, 401",
    "GET, /api/people/{own}/temperature, 403, 200, 200, 200, 401",
    "GET, /api/people/{other}/temperature, 403, 404, 404, 404, 401",
    "GET, /api/people/{own}/steps, 403, 200, 200, 200, 401",
    "GET, /api/people/{other}/steps, 403, 404, 404, 404, 401",
    "GET, /api/people/{own}/blood-pressure, 403, 200, 200, 200, 401",
    "GET, /api/people/{other}/blood-pressure, 403, 404, 404, 404, 401",
    "GET, /api/people/{own}/track, 403, 403, 200, 200, 401",
    "GET, /api/people/{other}/track, 403, 404, 404, 404, 401",
    "GET, /api/bands, 200, 403, 403, 403, 401",
    "POST, /api/bands, 400, 403, 403, 403, 401",
    "PUT, /api/bands/demo-0001/wearer, 400, 403, 403, 403, 401",
    "GET, /api/bands/demo-0001, 200, 403, 403, 403, 401",
    "PUT, /api/bands/demo-0001, 400, 403, 403, 403, 401",
    "POST, /api/bands/never-registered/secret, 404, 403, 403, 403, 401",
    "GET, /api/band-profiles, 200, 403, 403, 403, 401",
    "GET, /api/routes, 200, 403, 403, 403, 401",
    "GET, /openapi.yaml, 200, 200, 200, 200, 200",
    "GET, /asyncapi.yaml, 200, 200, 200, 200, 200",
    "GET, /api/incidents?state=open, 200, 200, 200, 200, 401",
    "GET, /api/incidents/{ownIncident}, 200, 200, 200, 200, 401",
    "GET, /api/incidents/{otherIncident}, 200, 404, 404, 404, 401",
    "POST, /api/incidents/{ownIncident}/acknowledge, 200, 200, 200, 200, 401",
    "POST, /api/incidents/{otherIncident}/acknowledge, 200, 404, 404, 404, 401",
    "POST, /api/incidents/{ownIncident}/depart, 200, 200, 200, 200, 401",
    "POST, /api/incidents/{otherIncident}/depart, 200, 404, 404, 404, 401",
    "POST, /api/incidents/{ownIncident}/arrive, 200, 200, 200, 200, 401",
    "POST, /api/incidents/{otherIncident}/arrive, 200, 404, 404, 404, 401",
    "POST, /api/incidents/{ownIncident}/resolve, 400, 400, 400, 400, 401",
    "POST, /api/incidents/{otherIncident}/resolve, 400, 404, 404, 404, 401",
    "POST, /api/incidents/{ownIncident}/note, 400, 400, 400, 400, 401",
    "POST, /api/incidents/{otherIncident}/note, 400, 404, 404, 404, 401",
    "GET, /api/rejected, 200, 403, 403, 403, 401",
    "POST, /api/rejected/0/replay, 404, 403, 403, 403, 401",
    "GET, /api/nothing, 404, 404, 404, 404, 404",
    "POST, /mqtt/authenticate, 401, 401, 401, 401, 401",
    "POST, /mqtt/authorize, 401, 401, 401, 401, 401",
    "GET, /health/live, 200, 200, 200, 200, 200",
    "GET, /health/ready, 200, 200, 200, 200, 200",
    "GET, /metrics, 200, 200, 200, 200, 200"
  })
  void everyRoleGetsWhatIsItsOwn(
      String method, String path, int admin, int doctor, int grid, int family, int nobody) {
    List<Integer> expected = List.of(admin, doctor, grid, family, nobody);
    for (String role : ROLES) {
      SignedIn.Answer answer = ask(caller(role), method, named(path));
      assertThat(answer.status())
          .as("%s %s as %s: %s", method, path, role, answer.body())
          .isEqualTo(expected.get(ROLES.indexOf(role)));
      if (answer.status() >= 400) {
        isProblem(answer.status(), answer.contentType(), answer.body());
      }
    }
  }

  @Test
  void theLiveStreamIsForThoseWhoAreSignedInAndShowsOnlyTheirOwn() throws Exception {
    SignedIn.Answer refused = caller("nobody").get("/api/live");
    isProblem(refused.status(), refused.contentType(), refused.body());
    assertThat(refused.status()).isEqualTo(401);

    Set<String> seen = java.util.concurrent.ConcurrentHashMap.newKeySet();
    try (AutoCloseable _ = caller("family").live(null, (_, data) -> seen.add(data))) {
      await()
          .atMost(LONG)
          .until(() -> seen.stream().anyMatch(data -> data.contains(named("{ownIncident}"))));
      assertThat(seen).noneMatch(data -> data.contains(named("{otherIncident}")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[]", "[1]", "\"text\"", "7", "null x", "{\"account\":7,\"password\":{}}"})
  void aBodyThatIsNoJsonObjectIsABadRequest(String body) {
    for (String path : List.of("/api/session", "/api/people", "/api/bands")) {
      HttpResponse<String> answer =
          RunningService.call("POST", path, body, RunningService.bearer("admin"));
      assertThat(answer.statusCode()).as("%s %s: %s", path, body, answer.body()).isEqualTo(400);
      isProblem(answer);
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    HttpResponse<String> answer =
        RunningService.call(
            "POST",
            "/api/people",
            "{\"name\":\"" + "x".repeat(1_100_000) + "\"}",
            RunningService.bearer("admin"));
    assertThat(answer.statusCode()).isEqualTo(413);
    isProblem(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "404, /api/people/not-an-id",
    "404, /api/people/%00",
    "404, /api/people/00000000-0000-0000-0000-000000000000",
    "404, /api/people/not-an-id/latest",
    "404, /api/incidents/not-an-id",
    "404, /api/incidents/00000000-0000-0000-0000-000000000000",
    "400, /api/incidents?state=closed",
    "400, /api/incidents?limit=0",
    "400, /api/incidents?limit=501",
    "400, /api/people?limit=99999999999999999999",
    "400, /api/people?limit=-1",
    "400, /api/people?limit=many",
    "400, /api/people?cursor=second",
    "400, /api/people?cursor=-1",
    "200, /api/people?cursor=2147483647",
    "200, /api/people?q=%00",
    "200, /api/people?q=%27%20or%201=1--",
    "400, /api/people/{own}/heart-rate?from=yesterday",
    "400, /api/people/{own}/heart-rate?from=2026-01-01",
    "400, /api/people/{own}/heart-rate?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
    "400, /api/people/{own}/heart-rate?from=-999999999-01-01T00:00:00Z",
    "400, /api/people/{own}/heart-rate?to=%2B999999999-12-31T23:59:59Z",
    "400, /api/people/{own}/heart-rate?every=5",
    "400, /api/people/{own}/heart-rate?every=0m",
    "400, /api/people/{own}/heart-rate?every=99999d",
    "400, /api/people/{own}/heart-rate?from=2020-01-01T00:00:00Z&every=1s",
    "400, /api/people/{own}/track?from=-999999999-01-01T00:00:00Z",
    "200, /api/people/{own}/heart-rate?from=2026-01-01T00:00:00%2B08:00&every=9999d"
  })
  void whatCannotBeMeantIsSaidAndNeverBreaksAnything(int status, String path) {
    SignedIn.Answer answer = caller("grid").get(named(path));
    assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(status);
    if (status >= 400) {
      isProblem(answer.status(), answer.contentType(), answer.body());
    }
  }

  @Test
  void thePagesOfPeopleHoldEverybodyOnce() {
    List<String> ids = new ArrayList<>();
    @Nullable String cursor = "";
    while (cursor != null) {
      String path = "/api/people?limit=400" + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
      JsonObject page = caller("admin").get(path).json();
      page.getJsonArray("items").forEach(it -> ids.add(((JsonObject) it).getString("id")));
      cursor = page.getString("next");
    }
    assertThat(ids).hasSizeGreaterThanOrEqualTo(1_752).doesNotHaveDuplicates();
  }

  @Test
  void aSearchFindsByBandAndNameAndTakesSignsOfPatternsAsTheyAre() {
    JsonObject wearer = found("demo-0007").getFirst();
    assertThat(found("demo-0007")).hasSize(1);
    assertThat(found("DEMO-0007")).hasSize(1);
    assertThat(found(wearer.getString("name")))
        .extracting(it -> it.getString("id"))
        .contains(wearer.getString("id"));
    assertThat(found("%25")).isEmpty();
    assertThat(found("demo_0007")).isEmpty();
  }

  private List<JsonObject> found(String words) {
    return RunningService.items(
            caller("admin"),
            "/api/people?limit=500&q="
                + (words.contains("%")
                    ? words
                    : java.net.URLEncoder.encode(words, java.nio.charset.StandardCharsets.UTF_8)))
        .toList();
  }

  private SignedIn caller(String role) {
    SignedIn caller = callers.get(role);
    if (caller == null) {
      throw new IllegalArgumentException(role);
    }
    return caller;
  }

  private String named(String path) {
    String named = path;
    for (Map.Entry<String, String> name : names.entrySet()) {
      named = named.replace(name.getKey(), name.getValue());
    }
    return named;
  }

  private static SignedIn.Answer ask(SignedIn caller, String method, String path) {
    return switch (method) {
      case "GET" -> caller.get(path);
      case "POST" -> caller.post(path, new JsonObject());
      case "PUT" -> caller.put(path, new JsonObject());
      default -> throw new IllegalArgumentException(method);
    };
  }

  /** Somebody whom only the administrator may see. */
  private String stranger() {
    Set<String> seen = new HashSet<>();
    for (String role : List.of("doctor", "grid", "family")) {
      seen.addAll(
          RunningService.items(caller(role), "/api/people?limit=500")
              .map(it -> it.getString("id"))
              .collect(Collectors.toSet()));
    }
    return RunningService.items(caller("admin"), "/api/people?limit=500")
        .map(it -> it.getString("id"))
        .filter(id -> !seen.contains(id))
        .findFirst()
        .orElseThrow();
  }

  private void wear(String band, @Nullable String person) {
    assertThat(
            caller("admin")
                .put(
                    "/api/bands/" + band + "/wearer",
                    new JsonObject().put("person", person).put("replace", true))
                .status())
        .isEqualTo(200);
  }

  private String incidentOf(String serial, String secret) {
    try (WornBand band = WornBand.on(RunningService.mqttPort(), serial, secret)) {
      band.press("api-1");
      await().atMost(LONG).until(() -> band.stages("api-1").contains("received"));
    }
    return RunningService.items(caller("admin"), "/api/incidents?state=open")
        .filter(incident -> serial.equals(incident.getString("band")))
        .map(incident -> incident.getString("id"))
        .findFirst()
        .orElseThrow();
  }

  private static void isProblem(HttpResponse<String> answer) {
    isProblem(
        answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""), answer.body());
  }

  private static void isProblem(int status, String contentType, String body) {
    assertThat(contentType).as(body).startsWith("application/problem+json");
    JsonObject problem = new JsonObject(body);
    assertThat(problem.getString("type")).isNotBlank();
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("detail")).isNotBlank().isNotEqualTo("null");
  }
}
