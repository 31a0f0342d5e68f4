package care.silverbell.sim.replay;

import java.nio.file.Path;

/** A line of a recording that cannot be used, and why. */
public record BadRow(Path file, long line, String why) {
  @Override
  public String toString() {
    return "%s line %d: %s".formatted(file, line, why);
  }
}
