package care.silverbell.records;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Who is answered what on which route, in each state; written for people to read, in {@code
 * policy/sight.txt}, where the head says how.
 *
 * @param rows routes with a person's data
 * @param nobodys GET routes that answer nothing of any person
 */
record SightTable(List<Row> rows, List<String> nobodys) {
  private static final String FILE = "/policy/sight.txt";
  private static final String NOBODYS = "nobody: ";

  /** Who may open a file with a reason and sees nothing of it otherwise. */
  private static final Set<String> ONLY_READERS = Set.of("doctor", "grid");

  /**
   * One line.
   *
   * @param method GET or a writing one
   * @param path as the service names the route
   * @param field whose presence the cells speak of; empty where they are statuses
   * @param cells what each role of {@link VisibleTown#ROLES} is answered, by state
   */
  record Row(String method, String path, String field, Map<String, List<String>> cells) {
    /** What that role is answered in that state; as of one's own where the line says no other. */
    String expected(String state, String role) {
      if (state.equals("opened") && ONLY_READERS.contains(role)) {
        return "403";
      }
      int column = VisibleTown.ROLES.indexOf(role);
      String stands =
          switch (state) {
            case "below" -> role.equals("family") || role.equals("doctor") ? "other" : "own";
            case "opened" -> "other";
            default -> state;
          };
      List<String> line = cells.get(stands);
      return Objects.requireNonNull(line == null ? cells.get("own") : line).get(column);
    }

    boolean isOfAnIncident() {
      return path.startsWith("/api/incidents");
    }

    String route() {
      return method + " " + path;
    }
  }

  static SightTable read() {
    List<Row> rows = new ArrayList<>();
    List<String> nobodys = new ArrayList<>();
    for (String line : lines()) {
      if (line.startsWith(NOBODYS)) {
        nobodys.add("GET " + line.substring(NOBODYS.length()));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        rows.add(row(line));
      }
    }
    return new SightTable(List.copyOf(rows), List.copyOf(nobodys));
  }

  private static Row row(String line) {
    List<String> parts = List.of(line.strip().split(" *\\| *"));
    List<String> subject = List.of(parts.getFirst().split(" "));
    Map<String, List<String>> cells = new LinkedHashMap<>();
    for (String part : parts.subList(1, parts.size())) {
      List<String> words = List.of(part.split(" "));
      if (words.size() != 1 + VisibleTown.ROLES.size()) {
        throw new IllegalArgumentException("not a cell for each role: " + line);
      }
      cells.put(words.getFirst(), words.subList(1, words.size()));
    }
    if (!cells.containsKey("own")) {
      throw new IllegalArgumentException("one's own must be said: " + line);
    }
    return new Row(
        subject.getFirst(), subject.get(1), subject.size() > 2 ? subject.get(2) : "", cells);
  }

  private static List<String> lines() {
    try (InputStream in = Objects.requireNonNull(SightTable.class.getResourceAsStream(FILE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
