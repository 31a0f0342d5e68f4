package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every route of the running service stands in a table with who may call it, so that a new route
 * without a rule that somebody thought about fails the build.
 */
class RouteRulesIT {
  private static final String TABLE = "/policy/routes.txt";

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

  private static List<String> table() throws IOException {
    try (InputStream in = RouteRulesIT.class.getResourceAsStream(TABLE)) {
      assertThat(in).as(TABLE).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .sorted()
          .toList();
    }
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
