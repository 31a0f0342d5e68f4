package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.sim.wire.Sample;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Who sees what of whom at the running service: each role, own and other's, before, during and
 * after an incident, with a consent given and revoked, on the pages and on the live stream.
 */
@Tag("core")
class VisibilityIT {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final AtomicInteger HEART_RATES = new AtomicInteger(70);

  /** What the API answers about one person, a row a route: admin, doctor, grid, family, desk. */
  private static final String CALM =
      """
      /api/people/{}              | 200 200 200 200 200
      /api/people/{}/latest       | 200 200 200 200 200
      /api/people/{}/heart-rate   | 403 200 403 403 403
      /api/people/{}/spo2         | 403 200 403 403 403
      /api/people/{}/temperature  | 403 200 403 403 403
      /api/people/{}/steps        | 403 200 403 403 403
      /api/people/{}/blood-pressure | 403 200 403 403 403
      /api/people/{}/track        | 403 403 403 403 403
      /api/people/{}/access-log   | 200 403 403 200 403
      /api/people/{}/back-tests/0 | 403 404 403 403 403
      /api/people/{}/zones/back-tests/0 | 404 403 403 403 404
      /api/people/{}/day/back-tests/0 | 403 404 403 403 404
      /api/people/{}/contacts     | 200 200 200 200 200
      /api/people/{}/consents     | 200 200 200 200 200
      /api/people/{}/changes      | 200 403 403 403 200
      /api/people/{}/photo        | 404 404 404 404 404
      /api/people/{}/trend        | 403 200 403 403 403
      /api/people/{}/days         | 403 200 403 403 403
      /api/people/{}/incidents    | 200 200 200 200 200
      /api/people/{}/findings     | 200 200 200 200 200
      /api/people/{}/month-report | 403 200 403 200 403
      /api/needs-a-look           | 403 200 403 403 403
      """;

  private static final String DURING =
      """
      /api/people/{}              | 200 200 200 200 200
      /api/people/{}/latest       | 200 200 200 200 200
      /api/people/{}/heart-rate   | 403 200 200 403 200
      /api/people/{}/blood-pressure | 403 200 200 403 200
      /api/people/{}/track        | 403 403 200 200 200
      /api/people/{}/access-log   | 200 403 403 200 403
      """;

  private static final String OTHERS =
      """
      /api/people/{}              | 200 404 404 404 200
      /api/people/{}/latest       | 200 404 404 404 200
      /api/people/{}/heart-rate   | 403 404 404 404 403
      /api/people/{}/track        | 403 404 404 404 403
      /api/people/{}/access-log   | 200 404 404 404 403
      /api/people/{}/back-tests/0 | 403 404 403 403 403
      /api/people/{}/zones/back-tests/0 | 404 403 403 403 404
      /api/people/{}/day/back-tests/0 | 403 404 403 403 404
      /api/people/{}/contacts     | 200 404 404 404 200
      /api/people/{}/consents     | 200 404 404 404 200
      /api/people/{}/changes      | 200 403 403 403 200
      /api/people/{}/trend        | 403 404 404 404 403
      /api/people/{}/incidents    | 200 404 404 404 200
      /api/people/{}/findings     | 200 404 404 404 200
      /api/people/{}/month-report | 403 404 403 404 403
      """;

  private static final String CONSENTED =
      """
      /api/people/{}/heart-rate   | 403 200 200 200 403
      /api/people/{}/track        | 403 403 200 200 403
      /api/people/{}/trend        | 403 200 200 200 403
      """;

  private static final String CALM_KEYS =
      """
      admin  | name address phone conditions- howToGetIn- heartRate- position- atHome-
      doctor | name address phone conditions howToGetIn- heartRate position- atHome-
      grid   | name address phone conditions- howToGetIn- heartRate- position- atHome
      family | name address phone conditions- howToGetIn heartRate- position- atHome
      desk   | name address phone conditions howToGetIn heartRate- position- atHome-
      """;

  private static final String KEYS_DURING =
      """
      admin  | name address phone conditions- howToGetIn- heartRate- position- atHome-
      doctor | name address phone conditions howToGetIn- heartRate position- atHome-
      grid   | name address phone conditions howToGetIn heartRate position atHome
      family | name address phone conditions- howToGetIn heartRate- position atHome
      desk   | name address phone conditions howToGetIn heartRate position atHome
      """;

  @Test
  void anIncidentOpensWhatRespondersNeedAndItsEndShutsItAgain() throws Exception {
    try (VisibleTown town = new VisibleTown("vis-incident")) {
      town.say(HEART_RATES.incrementAndGet());
      answers(town, town.own, CALM);
      keys(town, CALM_KEYS);
      live(town, "doctor: heartRate");

      String incident = town.press();
      answers(town, town.own, DURING);
      keys(town, KEYS_DURING);
      live(
          town,
          "doctor: heartRate",
          "grid: heartRate position",
          "family: position",
          "desk: heartRate position");
      incidentKeys(
          town,
          incident,
          "grid: position readings",
          "family: position",
          "doctor: readings",
          "desk: position readings");

      town.resolve(incident);
      answers(town, town.own, CALM);
      keys(town, CALM_KEYS);
      live(town, "doctor: heartRate");
      incidentKeys(town, incident, "doctor: readings");
    }
  }

  @Test
  void anIncidentShowsHowTheyGotThereAndNotWhereTheyUsedToGo() {
    try (VisibleTown town = new VisibleTown("vis-track")) {
      Instant now = Instant.now();
      List<Sample> fixes = new ArrayList<>();
      for (int minutes : new int[] {180, 60, 10}) {
        fixes.add(new Sample.Fix(now.minus(Duration.ofMinutes(minutes)), 37.6, 121.4, 10.0, "gps"));
      }
      town.say(fixes);
      String path = "/api/people/" + town.own + "/track?from=" + now.minus(Duration.ofDays(30));
      String incident = town.press();
      await()
          .atMost(LONG)
          .untilAsserted(() ->
              assertThat(town.as("family").get(path).array()).as("the last half hour").hasSize(1));
      for (String role : List.of("grid", "desk")) {
        assertThat(town.as(role).get(path).array()).as(role).hasSize(1);
      }
      String consent = consent(town, "position");
      assertThat(town.as("family").get(path).array()).as("which she allows").hasSize(3);
      revoke(town, consent);
      town.resolve(incident);
    }
  }

  @Test
  void aSearchIsOpenToThoseWhoGoAndShutWithItsEnd() {
    try (VisibleTown town = new VisibleTown("vis-search")) {
      String own = Planted.search(UUID.fromString(town.own));
      String other = Planted.search(UUID.fromString(town.other));
      String path = "/api/incidents/{}/search";
      answers(town, own, path + " | 403 403 200 200 200");
      answers(town, other, path + " | 403 403 404 404 200");
      JsonObject card = VisibleTown.card();
      String link =
          VisibleTown.ok(
                  201, town.as("family").post("/api/incidents/" + own + "/search-cards", card))
              .json()
              .getString("link");
      String shown = "/s/" + link.substring(link.lastIndexOf('/') + 1);
      SignedIn stranger = SignedIn.nobody(RunningService.url());
      String text = VisibleTown.ok(200, stranger.get(shown)).body();
      assertThat(text)
          .contains("蓝外套", "vis-search own")
          .doesNotContain("高血压", "幸福路", "0412", "13800000000</dd>");
      assertThat(town.as("grid").post("/api/incidents/" + other + "/search-cards", card).status())
          .isEqualTo(404);

      town.resolve(own);

      answers(town, own, path + " | 403 403 403 403 403");
      assertThat(stranger.get(shown).status()).isEqualTo(410);
      assertThat(stranger.get(shown).body()).doesNotContain("vis-search own", "蓝外套");
    }
  }

  @Test
  void aConsentOpensWhatItSaysToWhomItSaysUntilItIsRevoked() throws Exception {
    try (VisibleTown town = new VisibleTown("vis-consent")) {
      town.say(HEART_RATES.incrementAndGet());
      List<String> consents = new ArrayList<>();
      for (String whom : List.of("family", "grid")) {
        for (String what : List.of("readings", "position")) {
          consents.add(
              VisibleTown.ok(
                      201,
                      town.as("admin")
                          .post(
                              "/api/people/" + town.own + "/consents",
                              new JsonObject()
                                  .put("toWhom", whom)
                                  .put("what", what)
                                  .put("givenBy", "herself")))
                  .json()
                  .getString("id"));
        }
      }
      answers(town, town.own, CONSENTED);
      live(town, "doctor: heartRate", "grid: heartRate position", "family: heartRate position");
      assertThat(town.as("family").get("/api/people/" + town.own).json().containsKey("conditions"))
          .isFalse();

      for (String consent : consents) {
        VisibleTown.ok(
            200,
            town.as("admin")
                .post(
                    "/api/people/" + town.own + "/consents/" + consent + "/revoke",
                    new JsonObject()));
      }
      answers(town, town.own, CALM);
      live(town, "doctor: heartRate");
    }
  }

  @Test
  void whatIsTakenBackFromTheFamilyInAnOpenCallIsShutAtOnceOnPagesThatAreOpenToo()
      throws Exception {
    try (VisibleTown town = new VisibleTown("vis-taken")) {
      town.say(HEART_RATES.incrementAndGet());
      String position = consent(town, "position");
      String calls = consent(town, "calls");
      String incident = town.press();
      incidentKeys(
          town,
          incident,
          "grid: position readings",
          "family: position",
          "doctor: readings",
          "desk: position readings");

      untilClosed(town, () -> revoke(town, position));
      answers(
          town,
          town.own,
          DURING.replace(
              "/track        | 403 403 200 200 200", "/track        | 403 403 200 403 200"));
      incidentKeys(
          town, incident, "grid: position readings", "doctor: readings", "desk: position readings");
      live(town, "doctor: heartRate", "grid: heartRate position", "desk: heartRate position");

      untilClosed(town, () -> revoke(town, calls));
      String path = "/api/incidents/" + incident;
      assertThat(town.as("family").get(path).status()).isEqualTo(404);
      assertThat(town.as("family").get(path + "/notices").status()).isEqualTo(404);
      assertThat(town.as("family").post(path + "/acknowledge", new JsonObject()).status())
          .isEqualTo(404);
      assertThat(town.as("family").openIncidents()).isEmpty();
      String person = "/api/people/" + town.own;
      assertThat(town.as("family").get(person + "/incidents").status()).isEqualTo(403);
      assertThat(town.as("family").get(person + "/findings").status()).isEqualTo(403);
      assertThat(town.as("family").get(person + "/month-report").status()).isEqualTo(403);
      assertThat(town.as("family").get("/api/people/" + town.own).status()).isEqualTo(200);
      assertThat(town.as("grid").get(path).status()).isEqualTo(200);
      Set<String> shown = ConcurrentHashMap.newKeySet();
      try (AutoCloseable _ =
          town.as("family")
              .live(
                  null,
                  (event, data) -> {
                    if (data.contains(incident)) {
                      shown.add(event);
                    }
                  })) {
        VisibleTown.ok(
            200, town.as("grid").post(path + "/note", new JsonObject().put("note", "在路上")));
        Thread.sleep(1_000);
        assertThat(shown).isEmpty();
      }
      assertThat(
              town.as("admin")
                  .post(
                      "/api/people/" + town.own + "/consents",
                      new JsonObject()
                          .put("toWhom", "grid")
                          .put("what", "calls")
                          .put("givenBy", "herself"))
                  .status())
          .isEqualTo(400);
      var _ = consent(town, "calls");
      assertThat(town.as("family").get(path).status()).isEqualTo(200);
      town.resolve(incident);
    }
  }

  /** The family's open page is closed by that, so that it reads anew what is still its to see. */
  private static void untilClosed(VisibleTown town, Runnable change) throws Exception {
    Set<String> events = ConcurrentHashMap.newKeySet();
    try (AutoCloseable _ = town.as("family").live(null, (event, _) -> events.add(event))) {
      await().atMost(LONG).until(() -> events.contains("incident"));
      change.run();
      await().atMost(Duration.ofSeconds(2)).until(() -> events.contains("closed"));
    }
  }

  private static String cellOf(VisibleTown town, String person) {
    return VisibleTown.ok(200, town.as("admin").get("/api/people/" + person))
        .json()
        .getJsonObject("cell")
        .getString("id");
  }

  private static String consent(VisibleTown town, String what) {
    return VisibleTown.ok(
            201,
            town.as("admin")
                .post(
                    "/api/people/" + town.own + "/consents",
                    new JsonObject()
                        .put("toWhom", "family")
                        .put("what", what)
                        .put("givenBy", "herself")))
        .json()
        .getString("id");
  }

  private static void revoke(VisibleTown town, String consent) {
    VisibleTown.ok(
        200,
        town.as("admin")
            .post(
                "/api/people/" + town.own + "/consents/" + consent + "/revoke", new JsonObject()));
  }

  @Test
  void othersPeopleAreNobodyAndACellBelowIsTheGridWorkersOwn() {
    try (VisibleTown town = new VisibleTown("vis-others")) {
      answers(town, town.other, OTHERS);
      assertThat(town.as("grid").get("/api/people/" + town.below).status()).isEqualTo(200);
      assertThat(town.as("doctor").get("/api/people/" + town.below).status()).isEqualTo(404);
      assertThat(town.as("family").get("/api/people/" + town.below).status()).isEqualTo(404);
      assertThat(listed(town, "grid")).containsExactlyInAnyOrder(town.own, town.below);
      assertThat(listed(town, "doctor")).containsExactly(town.own);
      assertThat(listed(town, "family")).containsExactly(town.own);
      String cell = "/api/grid/" + cellOf(town, town.other);
      assertThat(town.as("admin").get(cell).status()).isEqualTo(200);
      assertThat(town.as("family").get(cell).status()).isEqualTo(404);
    }
  }

  @Test
  void aFileThatCannotWaitIsOpenedWithAReasonThatTheFamilyReads() {
    try (VisibleTown town = new VisibleTown("vis-glass")) {
      String path = "/api/people/" + town.other;
      JsonObject asked = new JsonObject().put("person", town.other).put("reason", "她在路上晕倒，需要病史");
      assertThat(town.as("family").post("/api/break-glass", asked).status()).isEqualTo(403);
      assertThat(
              town.as("doctor").post("/api/break-glass", asked.copy().put("reason", "x")).status())
          .isEqualTo(400);
      assertThat(town.as("doctor").get(path).status()).isEqualTo(404);

      VisibleTown.ok(201, town.as("doctor").post("/api/break-glass", asked));

      JsonObject file = VisibleTown.ok(200, town.as("doctor").get(path)).json();
      assertThat(file.containsKey("conditions")).isTrue();
      assertThat(town.as("doctor").get(path + "/track").status()).isEqualTo(200);
      JsonObject taken = new JsonObject().put("doctor", "vis-glass-doctor");
      assertThat(town.as("doctor").put(path, taken).status())
          .as("an hour's reading becomes no list")
          .isEqualTo(403);
      assertThat(town.as("grid").get(path).status()).isEqualTo(404);
      JsonObject log = town.as("admin").get(path + "/access-log").json();
      assertThat(log.encode())
          .contains("她在路上晕倒")
          .contains("break-glass")
          .contains("vis-glass-doctor");
      assertThat(town.as("admin").get("/api/break-glass").body()).contains("她在路上晕倒");
    }
  }

  @Test
  void everyLookIsInTheLogThatTheFamilyReads() {
    try (VisibleTown town = new VisibleTown("vis-log")) {
      String path = "/api/people/" + town.own;
      var _ = town.as("doctor").get(path);
      var _ = town.as("doctor").get(path);
      var _ = town.as("grid").get(path + "/latest");
      var _ = town.as("grid").get(path + "/track");
      var _ = town.as("family").get(path + "/access-log");
      VisibleTown.ok(200, town.as("admin").get("/api/export/people.csv"));
      VisibleTown.ok(200, town.as("admin").get("/api/bands?limit=500"));

      JsonArray lines =
          VisibleTown.ok(200, town.as("family").get(path + "/access-log"))
              .json()
              .getJsonArray("items");
      List<String> looks =
          lines.stream()
              .map(JsonObject.class::cast)
              .map(it -> it.getString("account") + " " + it.getString("what"))
              .toList();
      assertThat(looks)
          .contains(
              "vis-log-doctor file",
              "vis-log-grid latest",
              "vis-log-family access-log",
              "admin export",
              "admin band")
          .doesNotContain("vis-log-grid track"); // it was refused, so nothing was seen
      int times =
          lines.stream()
              .map(JsonObject.class::cast)
              .filter(it -> it.getString("account").equals("vis-log-doctor"))
              .mapToInt(it -> it.getInteger("times"))
              .sum();
      assertThat(times).isEqualTo(2);
    }
  }

  @Test
  void whoeverHoldsALinkIsInTheLogAndSoIsTheReasonForTheNumber() {
    try (VisibleTown town = new VisibleTown("vis-link")) {
      String search = Planted.search(UUID.fromString(town.own));
      JsonObject card = VisibleTown.card();
      String link =
          VisibleTown.ok(
                  201, town.as("grid").post("/api/incidents/" + search + "/search-cards", card))
              .json()
              .getString("link");
      SignedIn stranger = SignedIn.nobody(RunningService.url());
      VisibleTown.ok(200, stranger.get("/s/" + link.substring(link.lastIndexOf('/') + 1)));
      VisibleTown.ok(200, stranger.get("/a/" + Planted.link(search)));
      String path = "/api/people/" + town.own;
      for (String reason : List.of("办理补贴", "核对户籍")) {
        var _ = town.as("desk").post(path + "/resident-id", new JsonObject().put("reason", reason));
      }

      List<String> lines =
          VisibleTown.ok(200, town.as("family").get(path + "/access-log"))
              .json()
              .getJsonArray("items")
              .stream()
              .map(JsonObject.class::cast)
              .map(it ->
                  it.getString("account")
                      + " "
                      + it.getString("what")
                      + " "
                      + it.getString("reason"))
              .toList();
      assertThat(lines)
          .contains(
              "null search-card null",
              "null answer-link null",
              "vis-link-desk resident-id 办理补贴",
              "vis-link-desk resident-id 核对户籍");
      town.resolve(search);
      assertThat(stranger.get("/s/" + link.substring(link.lastIndexOf('/') + 1)).status())
          .isEqualTo(410);
    }
  }

  private static void answers(VisibleTown town, String person, String table) {
    for (String row : table.strip().split("\n")) {
      String path = row.substring(0, row.indexOf('|')).strip().replace("{}", person);
      List<String> expected = List.of(row.substring(row.indexOf('|') + 1).strip().split(" "));
      List<String> seen =
          VisibleTown.ROLES.stream().map(role -> "" + town.as(role).get(path).status()).toList();
      assertThat(seen).as(path).isEqualTo(expected);
    }
  }

  /** A key with a minus must be missing, any other must be there. */
  private static void keys(VisibleTown town, String table) {
    for (String row : table.strip().split("\n")) {
      String role = row.substring(0, row.indexOf('|')).strip();
      JsonObject seen = town.as(role).get("/api/people/" + town.own).json();
      seen.mergeIn(town.as(role).get("/api/people/" + town.own + "/latest").json());
      for (String key : row.substring(row.indexOf('|') + 1).strip().split(" ")) {
        assertThat(seen.containsKey(key.replace("-", "")))
            .as("%s sees %s", role, key)
            .isEqualTo(!key.endsWith("-"));
      }
    }
  }

  /** Roles that are not named see neither. */
  private static void incidentKeys(VisibleTown town, String incident, String... expected) {
    for (String role : VisibleTown.ROLES) {
      JsonObject seen = VisibleTown.ok(200, town.as(role).get("/api/incidents/" + incident)).json();
      assertThat(seenOf(seen, "position", "readings"))
          .as("of the incident as %s", role)
          .isEqualTo(expectedOf(role, expected));
    }
  }

  /** What of the next reading is on each role's live stream; roles that are not named see none. */
  private static void live(VisibleTown town, String... expected) throws Exception {
    List<AutoCloseable> streams = new ArrayList<>();
    java.util.Map<String, Set<String>> seen = new ConcurrentHashMap<>();
    try {
      for (String role : VisibleTown.ROLES) {
        Set<String> keys = seen.computeIfAbsent(role, _ -> ConcurrentHashMap.newKeySet());
        streams.add(
            town.as(role)
                .live(
                    null,
                    (event, data) -> {
                      if (event.equals("reading") && data.contains(town.own)) {
                        keys.addAll(seenOf(new JsonObject(data), "heartRate", "position"));
                      }
                    }));
      }
      town.say(HEART_RATES.incrementAndGet());
      for (String role : VisibleTown.ROLES) {
        await("what is shown to " + role)
            .atMost(LONG)
            .until(() -> seen.getOrDefault(role, Set.of()).containsAll(expectedOf(role, expected)));
      }
      Thread.sleep(1_500); // another round, for those who should see nothing
      for (String role : VisibleTown.ROLES) {
        assertThat(new TreeSet<>(seen.getOrDefault(role, Set.of())))
            .as("live as %s", role)
            .isEqualTo(new TreeSet<>(expectedOf(role, expected)));
      }
    } finally {
      for (AutoCloseable stream : streams) {
        stream.close();
      }
    }
  }

  private static Set<String> seenOf(JsonObject json, String... keys) {
    return Arrays.stream(keys).filter(json::containsKey).collect(Collectors.toSet());
  }

  private static Set<String> expectedOf(String role, String... expected) {
    return Arrays.stream(expected)
        .filter(it -> it.startsWith(role + ": "))
        .flatMap(it -> Arrays.stream(it.substring(role.length() + 2).split(" ")))
        .collect(Collectors.toSet());
  }

  private static List<String> listed(VisibleTown town, String role) {
    return RunningService.items(town.as(role), "/api/people?limit=500")
        .map(it -> it.getString("id"))
        .toList();
  }
}
