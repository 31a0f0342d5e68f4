package care.silverbell.records;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The table of routes, src/test/resources/policy/routes.txt. */
final class RouteTable {
  private static final Path TABLE = Path.of("src", "test", "resources", "policy", "routes.txt");
  private static final int COLUMNS = 5;

  private RouteTable() {}

  /**
   * A line.
   *
   * @param rule method, path, who may, and what of the person in the path must be theirs to see
   * @param looks what it shows of people: {@code logged}, {@code nobody}, or {@code own-words},
   *     what its caller has just written
   */
  record Row(String rule, String looks) {
    boolean isOf(String operation) {
      return rule.replaceAll(":([A-Za-z]+)", "{$1}").startsWith(operation + " ");
    }
  }

  static List<Row> rows() throws IOException {
    return Files.readAllLines(TABLE, StandardCharsets.UTF_8).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(RouteTable::row)
        .toList();
  }

  /** What the route says it shows of people. */
  static Optional<String> looks(String operation) throws IOException {
    return rows().stream().filter(it -> it.isOf(operation)).map(Row::looks).findFirst();
  }

  private static Row row(String line) {
    List<String> columns = Arrays.asList(line.split(" "));
    if (columns.size() != COLUMNS) {
      throw new IllegalStateException("not " + COLUMNS + " columns: " + line);
    }
    return new Row(String.join(" ", columns.subList(0, COLUMNS - 1)), columns.getLast());
  }
}
