package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A grid of four levels and one of five, drawn within each other, come in by a sheet: a house finds
 * the deepest cell, each level sees what is below it and is asked in its turn, and a cell that is
 * moved takes its people with it.
 */
class DeepTreeIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String PASSWORD = "a-long-enough-word-7";

  private final SignedIn admin = RunningService.as("admin");
  private final String name = "t" + UUID.randomUUID().toString().substring(0, 6);
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, SignedIn> workers = new HashMap<>();

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void everyLevelSeesAndIsAskedAlsoAfterACellWasMoved(int depth) {
    bringIn(grid(depth));
    bringIn(staff(depth));
    bringIn(people(depth));
    RunningService.items(admin, "/api/grid")
        .filter(it -> it.getString("code", "").startsWith(name))
        .forEach(it -> ids.put(it.getString("code").substring(name.length()), it.getString("id")));
    assertThat(ids).hasSize(depth + 1);
    ids.keySet().forEach(this::worker);
    String person =
        RunningService.items(admin, "/api/people?q=" + name)
            .findFirst()
            .orElseThrow()
            .getString("id");

    assertThat(admin.get("/api/people/" + person).json().getJsonObject("cell").getString("id"))
        .isEqualTo(ids.get("-" + depth));
    seesOnly(person, levels(depth, "-2"));
    awaitAbove(person, namesAbove(depth, "-2"));

    JsonObject moved = new JsonObject().put("name", "moved").put("parent", ids.get("-2b"));
    assertThat(admin.put("/api/grid/" + ids.get("-3"), moved).status()).isEqualTo(200);
    seesOnly(person, levels(depth, "-2b"));
    awaitAbove(person, namesAbove(depth, "-2b"));
  }

  private void awaitAbove(String person, List<String> names) {
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(above(person)).containsExactlyElementsOf(names));
  }

  /** The cells that the person is in, the second level being that one. */
  private static List<String> levels(int depth, String second) {
    return IntStream.rangeClosed(1, depth).mapToObj(it -> it == 2 ? second : "-" + it).toList();
  }

  private List<String> namesAbove(int depth, String second) {
    return levels(depth, second).reversed().stream().skip(1).map(it -> name + it).toList();
  }

  private void seesOnly(String person, List<String> cells) {
    workers.forEach((cell, worker) ->
        await(cell)
            .atMost(LONG)
            .untilAsserted(() ->
                assertThat(worker.get("/api/people/" + person).status())
                    .as(cell)
                    .isEqualTo(cells.contains(cell) ? 200 : 404)));
    assertThat(
            RunningService.items(
                Objects.requireNonNull(workers.get("-1")), "/api/people?limit=500"))
        .anyMatch(it -> it.getString("id").equals(person));
  }

  /** Who would be asked above, level by level. */
  private List<String> above(String person) {
    JsonObject asked =
        admin.post("/api/response-plans/simulate", new JsonObject().put("person", person)).json();
    return asked.getJsonArray("steps").stream()
        .map(JsonObject.class::cast)
        .flatMap(step -> step.getJsonArray("who").stream())
        .map(JsonObject.class::cast)
        .filter(it -> it.getString("role").equals("above"))
        // The plan has more levels than the tree.
        .filter(it -> !"no-such-level".equals(it.getString("nobody")))
        .map(it -> it.getString("name"))
        .distinct()
        .toList();
  }

  private void worker(String cell) {
    String account = name + cell;
    JsonObject made =
        new JsonObject()
            .put("account", account)
            .put("name", account)
            .put("role", "grid")
            .put("cell", ids.get(cell))
            .put("password", PASSWORD);
    SignedIn.Answer answer = admin.post("/api/accounts", made);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    workers.put(cell, SignedIn.as(RunningService.url(), account, PASSWORD));
  }

  /** One below the other and within it, and another second one. */
  private String grid(int depth) {
    List<String> lines = new ArrayList<>(List.of("code,name,level,parent code,outline"));
    // The deepest comes first: a sheet may have its lines in any order.
    for (int level = depth; level >= 1; level--) {
      String parent = level == 1 ? "" : name + "-" + (level - 1);
      lines.add(
          "%1$s-%2$d,%1$s-%2$d,level %2$d,%3$s,\"%4$s\""
              .formatted(name, level, parent, square(depth, level).replace("\"", "\"\"")));
    }
    lines.add("%1$s-2b,%1$s-2b,level 2,%1$s-1,".formatted(name));
    return String.join("\n", lines);
  }

  private static String square(int depth, int level) {
    double west = 60 + 2 * depth + 0.1 * level;
    double south = -20 + 0.1 * level;
    double east = 61.9 + 2 * depth - 0.1 * level;
    double north = -18.1 - 0.1 * level;
    return "{\"type\":\"Polygon\",\"coordinates\":[[[%1$s,%2$s],[%3$s,%2$s],[%3$s,%4$s],[%1$s,%4$s],[%1$s,%2$s]]]}"
        .formatted(west, south, east, north);
  }

  /** One for each cell. */
  private String staff(int depth) {
    List<String> lines = new ArrayList<>(List.of("code,name,role,phone,cell codes"));
    List<String> cells = new ArrayList<>(levels(depth, "-2"));
    cells.add("-2b");
    cells.forEach(
        it -> lines.add("%1$s%2$s,%1$s%2$s,grid worker,13800000000,%1$s%2$s".formatted(name, it)));
    return String.join("\n", lines);
  }

  private String people(int depth) {
    return """
    code,name,sex,birth date,address,latitude,longitude,risk
    %1$s,%1$s,female,1941-03-02,1,-19.05,%2$s,key
    """
        .formatted(name, 60.95 + 2 * depth);
  }

  private void bringIn(String sheet) {
    String job =
        await()
            .atMost(LONG)
            .until(
                () ->
                    Optional.of(
                            RunningService.call(
                                "POST",
                                "/api/import?name=a.csv",
                                sheet,
                                RunningService.bearer("admin")))
                        .filter(it -> it.statusCode() == 202)
                        .map(it -> new JsonObject(it.body()).getString("id")),
                Optional::isPresent)
            .orElseThrow();
    JsonObject ended =
        await()
            .atMost(LONG)
            .until(
                () -> admin.get("/api/import/" + job).json(),
                it -> !it.getString("state").equals("running"));
    assertThat(ended.getString("state")).as(ended.encode()).isEqualTo("done");
  }
}
