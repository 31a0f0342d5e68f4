package care.silverbell.sim.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody's band, watch or Holter wrote down, from one CSV file.
 *
 * @param rows what can be used, in the order of the file
 * @param bad what cannot
 */
public record Recording(Path file, List<Row> rows, List<BadRow> bad) {
  /** What a file may begin with; further columns, such as a label, are passed over. */
  public static final String HEADERS = "epoch_ms,bpm · epoch_ms,lat,lon[,bpm] · epoch_ms,steps";

  /** The ends of what a heart can do; beyond them it is the recorder. */
  private static final int MOST_BEATS = 350;

  private static final int MOST_STEPS_A_MINUTE = 400;

  /** One moment of a recording. */
  public sealed interface Row {
    /** When, by the recorder's clock. */
    Instant at();
  }

  /** Beats per minute. */
  record HeartRate(Instant at, int beatsPerMinute) implements Row {}

  /**
   * A position in degrees, WGS-84.
   *
   * @param beatsPerMinute null where the recorder measured no pulse
   */
  record Position(Instant at, double lat, double lon, @Nullable Integer beatsPerMinute)
      implements Row {}

  /** Steps in the minute that begins then. */
  record Steps(Instant at, int steps) implements Row {}

  /**
   * Reads a whole file. Bad rows do not stop the reading, so that all of them can be named.
   *
   * @throws BadRecording where the file is missing, cannot be read or has an unknown header
   */
  public static Recording read(Path file) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String header = lines.readLine();
      Columns columns = Columns.of(file, header == null ? "" : header);
      List<Row> rows = new ArrayList<>();
      List<BadRow> bad = new ArrayList<>();
      long number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          read(columns, line, new BadRow(file, number, ""), rows, bad);
        }
      }
      return new Recording(file, rows, bad);
    } catch (NoSuchFileException e) {
      throw new BadRecording(file, "there is no such file");
    } catch (CharacterCodingException e) {
      throw new BadRecording(file, "it is not text in UTF-8");
    } catch (IOException e) {
      throw new BadRecording(file, "it cannot be read (" + e.getMessage() + ")");
    }
  }

  private static void read(
      Columns columns, String line, BadRow where, List<Row> rows, List<BadRow> bad) {
    try {
      rows.add(columns.row(line.split(",", -1)));
    } catch (BadCell e) {
      bad.add(new BadRow(where.file(), where.line(), e.getMessage()));
    }
  }

  /** Where in a line stands what; -1 for what the file does not have. */
  private record Columns(int time, int bpm, int lat, int lon, int steps) {
    static Columns of(Path file, String header) {
      List<String> names =
          Arrays.stream(header.replace("\uFEFF", "").split(",")).map(String::strip).toList();
      Columns columns =
          new Columns(
              names.indexOf("epoch_ms"),
              names.indexOf("bpm"),
              names.indexOf("lat"),
              names.indexOf("lon"),
              names.indexOf("steps"));
      boolean something = columns.bpm >= 0 || columns.steps >= 0 || columns.isTrack();
      if (columns.time < 0 || !something) {
        throw new BadRecording(
            file,
            "line 1 must name the columns, one of %s; it says '%s'".formatted(HEADERS, header));
      }
      return columns;
    }

    boolean isTrack() {
      return lat >= 0 && lon >= 0;
    }

    Row row(String[] cells) throws BadCell {
      Instant at = time(cell(cells, time, "epoch_ms"));
      if (isTrack()) {
        String pulse = bpm >= 0 && bpm < cells.length ? cells[bpm].strip() : "";
        return new Position(
            at,
            number(cell(cells, lat, "lat"), "lat", -90, 90),
            number(cell(cells, lon, "lon"), "lon", -180, 180),
            pulse.isEmpty() ? null : beats(pulse));
      }
      if (bpm >= 0) {
        return new HeartRate(at, beats(cell(cells, bpm, "bpm")));
      }
      return new Steps(
          at, (int) number(cell(cells, steps, "steps"), "steps", 0, MOST_STEPS_A_MINUTE));
    }

    private static int beats(String cell) throws BadCell {
      return (int) Math.round(number(cell, "bpm", 1, MOST_BEATS));
    }

    private static String cell(String[] cells, int column, String name) throws BadCell {
      if (column >= cells.length) {
        throw new BadCell("%s is missing".formatted(name));
      }
      return cells[column].strip();
    }

    private static Instant time(String cell) throws BadCell {
      try {
        return Instant.ofEpochMilli(Long.parseLong(cell));
      } catch (NumberFormatException | DateTimeException e) {
        throw new BadCell("epoch_ms is '%s', not a whole number".formatted(cell));
      }
    }

    private static double number(String cell, String name, double least, double most)
        throws BadCell {
      try {
        double value = Double.parseDouble(cell);
        if (value >= least && value <= most) {
          return value;
        }
        throw new BadCell("%s is %s, not from %.0f to %.0f".formatted(name, cell, least, most));
      } catch (NumberFormatException e) {
        throw new BadCell("%s is '%s', not a number".formatted(name, cell));
      }
    }
  }

  /** What is wrong with one cell; never leaves this class. */
  private static final class BadCell extends Exception {
    BadCell(String why) {
      super(why, null, false, false);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
