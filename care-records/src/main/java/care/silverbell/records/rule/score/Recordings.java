package care.silverbell.records.rule.score;

import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of recordings: {@code hr/} and {@code track/} with a CSV file each person or outing,
 * {@code steps/} by the minute, and beside them the tables of what is true of them. All times are
 * epoch milliseconds.
 */
final class Recordings {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private final Path folder;

  Recordings(Path folder) {
    this.folder = folder;
  }

  /** Whether anything in the folder can be scored. */
  boolean any() {
    return Files.isDirectory(folder.resolve("hr")) || Files.isDirectory(folder.resolve("track"));
  }

  /** The names of the recordings of one kind, without their ending. */
  List<String> names(String kind) {
    Path of = folder.resolve(kind);
    if (!Files.isDirectory(of)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(of)) {
      return files
          .map(it -> "" + it.getFileName())
          .filter(it -> it.endsWith(".csv"))
          .map(it -> it.substring(0, it.length() - 4))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + of, e);
    }
  }

  /** Heart rates in order, each with the steps since midnight where steps were recorded too. */
  List<Reading> vitals(String name) {
    PersonId person = personOf(name);
    TreeMap<Long, Integer> rates = new TreeMap<>();
    for (Map<String, String> row : rows("hr/" + name + ".csv")) {
      rates.put(number(row, "epoch_ms"), (int) number(row, "bpm"));
    }
    NavigableMap<Long, Integer> steps = stepsSinceMidnight(name);
    TreeMap<Long, Reading> readings = new TreeMap<>();
    rates.forEach((at, rate) -> readings.put(at, vitals(person, at, rate, steps)));
    for (long at : steps.keySet()) {
      readings.computeIfAbsent(at, it -> vitals(person, it, null, steps));
    }
    return List.copyOf(readings.values());
  }

  private static Vitals vitals(
      PersonId person, long at, @Nullable Integer rate, NavigableMap<Long, Integer> steps) {
    Integer count = null;
    if (!steps.isEmpty()) {
      Map.Entry<Long, Integer> newest = steps.floorEntry(at);
      boolean today =
          newest != null && Math.floorDiv(newest.getKey(), DAY) == Math.floorDiv(at, DAY);
      count = newest != null && today ? newest.getValue() : 0;
    }
    return new Vitals(
        person,
        Moment.of(Instant.ofEpochMilli(at)),
        new Signs(rate, null, null, null, null, count, null, null));
  }

  private static final long DAY = Duration.ofDays(1).toMillis();

  /** A minute's steps are known when it is over. */
  private NavigableMap<Long, Integer> stepsSinceMidnight(String name) {
    NavigableMap<Long, Integer> steps = new TreeMap<>();
    if (!Files.exists(folder.resolve("steps/" + name + ".csv"))) {
      return steps;
    }
    long day = Long.MIN_VALUE;
    int sum = 0;
    for (Map<String, String> row : rows("steps/" + name + ".csv")) {
      long at = number(row, "epoch_ms") + A_MINUTE.toMillis() - 1;
      if (Math.floorDiv(at, DAY) != day) {
        day = Math.floorDiv(at, DAY);
        sum = 0;
      }
      sum += (int) number(row, "steps");
      steps.put(at, sum);
    }
    return steps;
  }

  /** Fixes in order. */
  List<Reading> track(String name) {
    PersonId person = personOf(name);
    List<Reading> fixes = new ArrayList<>();
    for (Map<String, String> row : rows("track/" + name + ".csv")) {
      fixes.add(
          new Location(
              person,
              Moment.of(Instant.ofEpochMilli(number(row, "epoch_ms"))),
              new Position(decimal(row, "lat"), decimal(row, "lon"), null, null)));
    }
    return fixes;
  }

  /** The rows of a table beside the recordings; none where there is no such table. */
  List<Map<String, String>> table(String name) {
    return Files.exists(folder.resolve(name)) ? rows(name) : List.of();
  }

  private List<Map<String, String>> rows(String name) {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(name), StandardCharsets.UTF_8);
      List<String> heading = Arrays.asList(lines.getFirst().split(",", -1));
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < cells.length && i < heading.size(); i++) {
          row.put(heading.get(i), cells[i]);
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
  }

  static PersonId personOf(String name) {
    return new PersonId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  static String text(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  static long number(Map<String, String> row, String column) {
    return Math.round(decimal(row, column));
  }

  static double decimal(Map<String, String> row, String column) {
    return Double.parseDouble(text(row, column));
  }

  static Instant at(Map<String, String> row, String column) {
    return Instant.ofEpochMilli(number(row, column));
  }
}
