package care.silverbell.records;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of the contract's table, src/test/resources/contract/*.cases; before the body may stand
 * {@code If-Match:} and a version.
 */
record ContractCase(
    int status,
    String who,
    String method,
    String path,
    @Nullable String version,
    @Nullable String body) {
  private static final Path CASES = Path.of("src", "test", "resources", "contract");
  private static final String IF_MATCH = "If-Match:";

  static ContractCase of(String line) {
    String[] parts = line.split("\\s+", 5);
    String rest = parts.length < 5 ? null : parts[4];
    String version = null;
    if (rest != null && rest.startsWith(IF_MATCH)) {
      String[] both = rest.substring(IF_MATCH.length()).split(" ", 2);
      version = both[0];
      rest = both[1];
    }
    return new ContractCase(
        Integer.parseInt(parts[0]), parts[1], parts[2], parts[3], version, rest);
  }

  /** The whole table, file by file. */
  static List<ContractCase> all() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      List<ContractCase> cases = new ArrayList<>();
      for (Path file : files.filter(it -> it.toString().endsWith(".cases")).sorted().toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(ContractCase::of)
            .forEach(cases::add);
      }
      return cases;
    }
  }

  /** With the names of the running service's things in the place of what is written for them. */
  ContractCase named(Map<String, String> names) {
    return new ContractCase(
        status,
        named(who, names),
        method,
        named(path, names),
        version == null ? null : named(version, names),
        body == null ? null : named(body, names));
  }

  private static String named(String text, Map<String, String> names) {
    String named = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      named = named.replace("${" + name.getKey() + "}", name.getValue());
    }
    return named;
  }

  /** As it is sent to the service there. */
  HttpRequest.Builder request(String url) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (version != null) {
      request.header("If-Match", "\"" + version + "\"");
    }
    return switch (who) {
      case "nobody" -> request.header("Content-Type", "application/json");
      case "form" -> request.header("Content-Type", "application/x-www-form-urlencoded");
      case "broker" -> request.header("Authorization", "Bearer " + RunningService.BROKER_TOKEN);
      default -> request.headers(headers(who));
    };
  }

  /** One of the demo's, or {@code bearer:} and a token; the case of the scheme does not matter. */
  private static String[] headers(String who) {
    return who.startsWith("bearer:")
        ? new String[] {
          "Authorization", who.replaceFirst(":", " "), "Content-Type", "application/json"
        }
        : RunningService.bearer(who);
  }
}
