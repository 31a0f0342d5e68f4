package care.silverbell.sim.town;

import care.silverbell.sim.band.BandIdentity;
import care.silverbell.sim.resident.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of bands, one a line: {@code serial,secret[,lat,lon]}. */
public final class BandList {
  private BandList() {}

  /**
   * Reads the file; empty lines, lines that begin with {@code #} and a header {@code serial,…} are
   * passed over.
   *
   * @throws IllegalArgumentException naming the line that cannot be used
   * @throws IOException where the file cannot be read
   */
  public static List<TownBand> read(Path file) throws IOException {
    List<TownBand> bands = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("#") && !text.startsWith("serial,")) {
        bands.add(band(text, "%s line %d".formatted(file, number)));
      }
    }
    return bands;
  }

  private static TownBand band(String line, String where) {
    String[] cells = line.split(",", -1);
    if (cells.length != 2 && cells.length != 4) {
      throw new IllegalArgumentException(where + ": not serial,secret[,lat,lon]: " + cells[0]);
    }
    try {
      BandIdentity identity = new BandIdentity(cells[0].strip(), cells[1].strip());
      return cells.length == 2
          ? new TownBand(identity, null)
          : new TownBand(
              identity, new Place(Double.parseDouble(cells[2]), Double.parseDouble(cells[3])));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
  }
}
