package care.silverbell.sim.replay;

import java.nio.file.Path;

/** A file that is no recording at all, or not there. */
public final class BadRecording extends RuntimeException {
  public BadRecording(Path file, String why) {
    super(file + ": " + why);
  }
}
