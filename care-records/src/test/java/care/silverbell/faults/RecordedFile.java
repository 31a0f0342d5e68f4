package care.silverbell.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A recording as it lies on disk, read without the simulator, so that both cannot make the same
 * mistake.
 */
record RecordedFile(Path path, List<Row> rows) {

  /** One line: a time and what the file has a column for, degrees and beats per minute. */
  record Row(Instant at, OptionalDouble lat, OptionalDouble lon, OptionalInt bpm) {
    private Row moved(Duration by) {
      return new Row(at.plus(by), lat, lon, bpm);
    }
  }

  /** Reads it; the first line names the columns. */
  static RecordedFile read(Path path) {
    try (Stream<String> lines = Files.lines(path)) {
      List<String> all = lines.filter(line -> !line.isBlank()).toList();
      List<String> header = List.of(all.getFirst().split(","));
      List<Row> rows = new ArrayList<>();
      for (String line : all.subList(1, all.size())) {
        rows.add(row(header, line.split(",", -1)));
      }
      return new RecordedFile(path, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(List<String> header, String[] cells) {
    OptionalDouble bpm = number(header, cells, "bpm");
    return new Row(
        Instant.ofEpochMilli(Long.parseLong(cells[header.indexOf("epoch_ms")])),
        number(header, cells, "lat"),
        number(header, cells, "lon"),
        bpm.isPresent()
            ? OptionalInt.of((int) Math.round(bpm.getAsDouble()))
            : OptionalInt.empty());
  }

  private static OptionalDouble number(List<String> header, String[] cells, String name) {
    int column = header.indexOf(name);
    return column < 0 || column >= cells.length || cells[column].isBlank()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(cells[column]));
  }

  /** The same, with its last row at that moment. */
  RecordedFile endingAt(Instant end) {
    Duration by = Duration.between(rows.getLast().at(), end);
    return new RecordedFile(path, rows.stream().map(row -> row.moved(by)).toList());
  }
}
