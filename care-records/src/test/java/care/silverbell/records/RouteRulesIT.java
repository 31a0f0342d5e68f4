package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every route of the running service stands in a table with who may call it, so that a new route
 * without a rule that somebody thought about fails the build.
 */
@Tag("core")
class RouteRulesIT {
  @Test
  void everyRouteIsInTheTableWithItsRule() throws IOException {
    List<String> served =
        RunningService.items(RunningService.as("admin"), "/api/routes")
            .map(RouteRulesIT::line)
            .sorted()
            .toList();
    assertThat(served).containsExactlyElementsOf(table());
  }

  @Test
  void whatIsAboutAPersonAlwaysAsksForAPartOfTheFile() throws IOException {
    assertThat(table())
        .filteredOn(line -> line.contains("/api/people/:id"))
        .isNotEmpty()
        .allMatch(line -> !line.endsWith(" -"));
  }

  @Test
  void everyRouteSaysWhatItShowsOfPeople() throws IOException {
    assertThat(RouteTable.rows())
        .isNotEmpty()
        .allMatch(it -> Set.of("logged", "nobody", "own-words").contains(it.looks()))
        .filteredOn(it -> it.rule().startsWith("GET /api/people"))
        .allMatch(it -> it.looks().equals("logged"));
  }

  private static List<String> table() throws IOException {
    return RouteTable.rows().stream().map(RouteTable.Row::rule).sorted().toList();
  }

  /** "GET /api/people/:id admin,desk,… identity". */
  private static String line(JsonObject route) {
    JsonArray roles = route.getJsonArray("roles");
    String who =
        roles.isEmpty()
            ? "anybody"
            : roles.stream().map(Object::toString).collect(Collectors.joining(","));
    String aspect = route.getString("aspect");
    return String.join(
        " ",
        route.getString("method"),
        route.getString("path"),
        who,
        aspect == null ? "-" : aspect);
  }
}
