package care.silverbell.records;

import care.silverbell.records.OpenApiDocument.Operation;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which routes have shown somebody, and which of them have left a line in the access log. */
final class ShownPeople {
  private final Set<String> people = new TreeSet<>();
  private final Map<String, Seen> seen = new TreeMap<>();

  /** Of one route, in all of its good answers. */
  private record Seen(boolean logged, boolean unlogged) {}

  /** Whose ids and names are looked for in answers. */
  void know(Map<String, String> names) {
    for (String name : List.of("own", "elder", "other")) {
      String id = String.valueOf(names.get(name));
      people.add(id);
      JsonObject file = RunningService.as("admin").get("/api/people/" + id).json();
      people.add(file.getString("name"));
    }
  }

  /** A good answer, and whether a look was logged with it. */
  void note(Operation operation, boolean logged, String body) {
    boolean unlogged = !logged && people.stream().anyMatch(body::contains);
    seen.merge(
        operation.toString(),
        new Seen(logged, unlogged),
        (a, b) -> new Seen(a.logged || b.logged, a.unlogged || b.unlogged));
  }

  /** Where the table of routes says otherwise; empty where all is as it says. */
  List<String> faults() throws IOException {
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, Seen> entry : seen.entrySet()) {
      String says = RouteTable.looks(entry.getKey()).orElse("nothing");
      Seen does = entry.getValue();
      boolean right =
          switch (says) {
            case "logged" -> does.logged && !does.unlogged;
            case "nobody" -> !does.unlogged;
            default -> says.equals("own-words");
          };
      if (!right) {
        faults.add(
            "routes.txt says that %s shows %s, but %s".formatted(entry.getKey(), says, does));
      }
    }
    return faults;
  }
}
