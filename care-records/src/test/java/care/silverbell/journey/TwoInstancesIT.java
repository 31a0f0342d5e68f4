package care.silverbell.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two services on one database: what is done at one is on the pages that are open at the other, and
 * a page is told of a call by whichever of them takes the notice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoInstancesIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final long BAR_MILLIS = Integer.getInteger("instances.bar", 3_000);

  /** Far less than the ten seconds after which each reads anew in any case. */
  private static final long AT_ONCE = 700;

  private static final int TIMES = 20;
  private static final int RACES = 10;

  private final TestDatabase test = TestDatabase.create();
  private final ServiceProcess first = service("first");
  private final ServiceProcess second = service("second");

  private ServiceProcess service(String name) {
    return new ServiceProcess(
        name,
        Map.of(
            "SILVERBELL_DATABASE_URL",
            test.settings().url(),
            "SILVERBELL_DATABASE_USERNAME",
            Objects.requireNonNull(test.settings().username()),
            "SILVERBELL_DATABASE_PASSWORD",
            Objects.requireNonNull(test.settings().password()),
            "SILVERBELL_RECORD_KEY",
            Base64.getEncoder().encodeToString(new byte[32]),
            "SILVERBELL_CANARY",
            "false",
            "SILVERBELL_REQUESTS_PER_SECOND",
            "10000"));
  }

  @BeforeAll
  void start() {
    first.start();
    second.start();
  }

  @AfterAll
  void stop() {
    first.close();
    second.close();
    test.close();
  }

  /** What a page was sent of incidents, and when. */
  private static final class Page implements AutoCloseable {
    private record Told(JsonObject incident, long nanos) {}

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final AutoCloseable stream;

    Page(ServiceProcess where, String account) {
      stream =
          SignedIn.as(where.url(), account)
              .live(
                  null,
                  (event, data) -> {
                    if (event.equals("incident")) {
                      told.add(new Told(new JsonObject(data), System.nanoTime()));
                    }
                  });
    }

    /** When it was first sent that incident in that state, having been pressed so often. */
    Optional<Long> sent(String id, String state, int presses) {
      return told.stream()
          .filter(it ->
              it.incident.getString("id").equals(id)
                  && it.incident.getString("state").equals(state)
                  && it.incident.getInteger("presses") >= presses)
          .map(Told::nanos)
          .findFirst();
    }

    @Override
    public void close() throws Exception {
      stream.close();
    }
  }

  @Test
  @Order(1)
  void whatIsDoneAtOneIsOnThePagesAtTheOtherWithinASecond() throws Exception {
    List<Long> millis = new ArrayList<>();
    try (WornBand band = WornBand.on(first.mqttPort(), "demo-0001", "silverbell");
        Page here = new Page(first, "desk");
        Page there = new Page(second, "desk")) {
      Thread.sleep(1_000);
      String id = press(band, first, 1);
      millis.add(untilSent(there, id, "open", 1));
      for (int presses = 2; presses <= TIMES; presses++) {
        long before = System.nanoTime();
        band.press("two-" + presses);
        millis.add(untilSent(there, id, "open", presses, before));
      }
      long before = System.nanoTime();
      act(second, id, "acknowledge");
      millis.add(untilSent(here, id, "acknowledged", 1, before));
      before = System.nanoTime();
      act(first, id, "arrive");
      millis.add(untilSent(there, id, "arrived", 1, before));
      resolve(second, id);
      assertThat(untilSent(here, id, "resolved", 1)).isNotNegative();
    }
    Collections.sort(millis);
    System.out.printf(
        "two instances: from a change at one to the page at the other, %d times: p50 %d ms, most %d ms%n",
        millis.size(), millis.get(millis.size() / 2), millis.getLast());
    assertThat(millis.getLast()).isLessThan(BAR_MILLIS);
  }

  @Test
  @Order(2)
  void aPageNoticeIsDeliveredByTheOneThatHasThePageWhicheverTakesIt() throws Exception {
    try (WornBand band = WornBand.on(first.mqttPort(), "demo-0001", "silverbell")) {
      String id;
      try (Page there = new Page(second, "desk")) {
        Thread.sleep(1_000);
        id = press(band, first, 1);
        await().atMost(LONG).until(() -> !pageStates(id).isEmpty() && settled(id));
        await().atMost(LONG).until(() -> there.sent(id, "open", 1).isPresent());
        assertThat(pageStates(id)).containsOnly("delivered");
        await().atMost(LONG).until(() -> delivered(first) + delivered(second) > 0);
        System.out.printf(
            "two instances: page notices delivered by the one with the press %.0f, by the one with the page %.0f%n",
            delivered(first), delivered(second));
      }
      // Nobody has a page open any more.
      Thread.sleep(1_000);
      int before = pageStates(id).size();
      band.press("nobody-looks");
      await().atMost(LONG).until(() -> pageStates(id).size() > before && settled(id));
      assertThat(pageStates(id).subList(before, pageStates(id).size())).containsOnly("failed");
      resolve(first, id);
    }
  }

  @Test
  @Order(3)
  void whoLostItsConnectionReadsWhatItHasMissed() throws Exception {
    try (WornBand band = WornBand.on(first.mqttPort(), "demo-0001", "silverbell");
        Page there = new Page(second, "desk")) {
      Thread.sleep(1_000);
      String id = press(band, first, 1);
      long unused = untilSent(there, id, "open", 1);
      assertThat(unused).isNotNegative();
      var cut =
          test.database()
              .query(
                  "cutting",
                  "select pg_terminate_backend(pid) from pg_stat_activity where datname ="
                      + " current_database() and application_name = 'silverbell-listening'");
      assertThat(cut.size()).isEqualTo(2);
      long before = System.nanoTime();
      act(first, id, "acknowledge");
      long millis = untilSent(there, id, "acknowledged", 1, before);
      System.out.printf(
          "two instances: both connections cut, the change was there after %d ms%n", millis);
      assertThat(millis).isLessThan(3_000);
      resolve(first, id);
    }
  }

  @Test
  @Order(4)
  void ofTwoWhoAcceptAtTheSameMomentAtEitherOneHasItAndTheOtherIsTold() throws Exception {
    Map<String, ServiceProcess> both = Map.of("grid", first, "family", second);
    Map<String, String> names = new TreeMap<>();
    both.forEach((who, at) ->
        names.put(who, SignedIn.as(at.url(), who).get("/api/me").json().getString("name")));
    Set<String> winners = new TreeSet<>();
    try (WornBand band = WornBand.on(first.mqttPort(), "demo-0001", "silverbell")) {
      for (int i = 0; i < RACES; i++) {
        String id = press(band, first, 1);
        await().atMost(LONG).until(() -> notices(id).size() >= 3);
        CyclicBarrier together = new CyclicBarrier(both.size());
        List<Future<SignedIn.Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
          both.forEach((who, at) -> {
            SignedIn page = SignedIn.as(at.url(), who);
            answers.add(
                threads.submit(() -> {
                  var _ = together.await();
                  return page.post("/api/incidents/" + id + "/acknowledge", new JsonObject());
                }));
          });
        }
        Set<String> having = new TreeSet<>();
        for (Future<SignedIn.Answer> answer : answers) {
          assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(200);
          having.add(answer.get().json().getString("answeredBy"));
        }
        assertThat(having).as("both are told of the same one").hasSize(1);
        String winner = having.iterator().next();
        String loser =
            names.values().stream().filter(it -> !it.equals(winner)).findFirst().orElseThrow();
        winners.add(winner);
        assertThat(acknowledged(id)).containsExactly(winner);
        await("the other is told by a notice, too")
            .atMost(LONG)
            .until(() ->
                notices(id).stream()
                    .anyMatch(it ->
                        it.getString("purpose").equals("tell")
                            && it.getString("name").equals(loser)));
        resolve(second, id);
      }
    }
    System.out.printf("two instances: %d races, won by %s%n", RACES, winners);
  }

  /** Who acknowledged it, by its timeline. */
  private List<String> acknowledged(String id) {
    return objects(
            SignedIn.as(first.url(), "desk")
                .get("/api/incidents/" + id)
                .json()
                .getJsonArray("timeline"))
        .stream()
        .filter(it -> it.getString("what").equals("acknowledged"))
        .map(it -> it.getString("by"))
        .toList();
  }

  @Test
  @Order(5)
  void aBandThatChangesWristsAtOneRingsForItsNewWearerAtTheOtherAtOnce() throws Exception {
    SignedIn admin = SignedIn.as(first.url(), "admin");
    SignedIn desk = SignedIn.as(second.url(), "desk");
    List<String> people =
        objects(admin.get("/api/people?limit=200&cursor=1000").json().getJsonArray("items"))
            .stream()
            .filter(it -> it.getString("band") == null)
            .map(it -> it.getString("id"))
            .limit(2)
            .toList();
    String secret =
        admin
            .post("/api/bands", new JsonObject().put("serial", "moves"))
            .json()
            .getString("secret");
    Thread.sleep(AT_ONCE);
    try (WornBand band = WornBand.on(second.mqttPort(), "moves", secret)) {
      for (String person : people) {
        wear(admin, null);
        wear(admin, person);
        Thread.sleep(AT_ONCE);
        band.press("moves-" + person);
        JsonObject incident =
            await()
                .atMost(LONG)
                .until(
                    () ->
                        desk.openIncidents().stream()
                            .map(JsonObject.class::cast)
                            .filter(it -> "moves".equals(it.getString("band")))
                            .findFirst()
                            .orElse(new JsonObject()),
                    it -> !it.isEmpty());
        assertThat(incident.getJsonObject("person").getString("id")).isEqualTo(person);
        resolve(first, incident.getString("id"));
      }
    }
  }

  private static void wear(SignedIn admin, @Nullable String person) {
    assertThat(
            admin.put("/api/bands/moves/wearer", new JsonObject().put("person", person)).status())
        .isEqualTo(200);
  }

  @Test
  @Order(6)
  void aPageAtAnInstanceThatWasKilledCountsAsNotOpen() throws Exception {
    try (WornBand band = WornBand.on(first.mqttPort(), "demo-0001", "silverbell");
        Page there = new Page(second, "desk")) {
      Thread.sleep(1_000);
      second.kill();
      String id = press(band, first, 1);
      await().atMost(LONG).until(() -> !pageStates(id).isEmpty() && settled(id));
      assertThat(pageStates(id)).containsOnly("failed");
      resolve(first, id);
    }
  }

  private static String press(WornBand band, ServiceProcess at, int times) {
    band.press("two-" + System.nanoTime());
    SignedIn desk = SignedIn.as(at.url(), "desk");
    return await()
        .atMost(LONG)
        .until(
            () ->
                desk.openIncidents().stream()
                    .map(JsonObject.class::cast)
                    .filter(it -> it.getInteger("presses") >= times)
                    .map(it -> it.getString("id"))
                    .findFirst()
                    .orElse(""),
            it -> !it.isEmpty());
  }

  private static void act(ServiceProcess at, String id, String deed) {
    assertThat(
            SignedIn.as(at.url(), "grid")
                .post("/api/incidents/" + id + "/" + deed, new JsonObject())
                .status())
        .isEqualTo(200);
  }

  private static void resolve(ServiceProcess at, String id) {
    assertThat(
            SignedIn.as(at.url(), "desk")
                .post(
                    "/api/incidents/" + id + "/resolve", new JsonObject().put("outcome", "helped"))
                .status())
        .isEqualTo(200);
  }

  private static long untilSent(Page page, String id, String state, int presses) {
    return untilSent(page, id, state, presses, System.nanoTime());
  }

  private static long untilSent(Page page, String id, String state, int presses, long since) {
    long at =
        await()
            .atMost(LONG)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> page.sent(id, state, presses), Optional::isPresent)
            .orElseThrow();
    return Math.max(0, (at - since) / 1_000_000);
  }

  /** The states of the desk's page notices, in order. */
  private List<String> pageStates(String id) {
    List<String> states = new ArrayList<>();
    for (JsonObject notice : notices(id)) {
      if (notice.getString("name").equals(deskName())) {
        objects(notice.getJsonArray("dispatches")).stream()
            .filter(it -> it.getString("channel").equals("page"))
            .forEach(it -> states.add(it.getString("state")));
      }
    }
    return states;
  }

  private boolean settled(String id) {
    return pageStates(id).stream().noneMatch(it -> it.equals("queued") || it.equals("sending"));
  }

  private String deskName() {
    return SignedIn.as(first.url(), "desk").get("/api/me").json().getString("name");
  }

  private List<JsonObject> notices(String id) {
    return objects(
        SignedIn.as(first.url(), "desk").get("/api/incidents/" + id + "/notices").array());
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static double delivered(ServiceProcess at) {
    return SignedIn.nobody(at.url())
        .get("/metrics")
        .body()
        .lines()
        .filter(it -> it.startsWith("silverbell_notices_total") && it.contains("channel=\"page\""))
        .filter(it -> it.contains("result=\"delivered\""))
        .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
        .sum();
  }
}
