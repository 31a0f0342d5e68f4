package care.silverbell.sim.bench.part;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where the programs of the machine are; brokers and stores often stand outside a user's PATH. */
public final class ProgramPath {
  private static final List<String> PLACES =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin");

  private ProgramPath() {}

  /**
   * @param given the path the user named, or empty to look for it
   * @param packageName what to install to have it
   */
  public static Path of(String name, Optional<Path> given, String packageName) throws CannotStart {
    if (given.isPresent()) {
      if (!Files.isExecutable(given.get())) {
        throw new CannotStart(given.get() + " is not a program that can be run");
      }
      return given.get();
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream((path + ":" + String.join(":", PLACES)).split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new CannotStart(
                "%s is not on this machine: install the package %s, or say where it is with --%s"
                    .formatted(name, packageName, name)));
  }
}
