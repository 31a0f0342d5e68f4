package care.silverbell.ingest.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs and data a test needs and a machine may lack. What is missing is skipped and said aloud
 * at the end of the build; with {@code -Dsilverbell.nothing-skipped=true} it fails the test.
 */
public final class MachineParts {
  /** Where the reasons are gathered, one line each, for the end of the build. */
  private static final Path SKIPPED = Path.of("target", "skipped.txt");

  private static final List<String> PLACES =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  private MachineParts() {}

  /**
   * The program's path; where the machine has none, the calling test is skipped (or fails, see
   * above).
   *
   * @param name of the executable, such as {@code influxd}
   * @param packageName what to install to have it
   */
  public static Path program(String name, String packageName) {
    Optional<Path> found =
        Arrays.stream(searchPath())
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      lack(name + " is not on this machine (package " + packageName + ")");
    }
    return found.orElseThrow();
  }

  /** Skips or fails the calling test because the machine lacks something. */
  public static void lack(String reason) {
    if (Boolean.getBoolean("silverbell.nothing-skipped")) {
      Assertions.fail("nothing may be skipped in this run, but " + reason);
    }
    try {
      Files.createDirectories(SKIPPED.getParent());
      Files.writeString(
          SKIPPED, reason + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("keeping what was skipped", e);
    }
    Assumptions.abort(reason);
  }

  private static String[] searchPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return (path + ":" + String.join(":", PLACES)).split(":");
  }
}
