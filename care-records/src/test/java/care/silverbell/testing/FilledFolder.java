package care.silverbell.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The data of a service that has filled its folder with the demo sub-district and was then stopped.
 * To fill one takes five seconds, to copy it less than one: the first who asks fills it, for the
 * tests of all JVMs that run on the same jar.
 */
final class FilledFolder {
  private static final Path SERVICES = Path.of("target", "services");

  /** What PostgreSQL leaves behind where it was not stopped in order. */
  private static final String LEFT_BEHIND = "postmaster.pid";

  private static final OpenOption[] LOCK = {StandardOpenOption.CREATE, StandardOpenOption.WRITE};

  private static final CopyOption[] AS_IT_IS = {
    StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS
  };

  /**
   * On a slow machine the canary has pressed by then, and whoever counts presses finds one more.
   */
  private static final Map<String, String> QUIET = Map.of("SILVERBELL_CANARY", "false");

  private FilledFolder() {}

  /** Copies what must be the same: the database, and the key of what is sealed in it. */
  static synchronized void copyInto(Path data) {
    try (FileChannel file = FileChannel.open(SERVICES.resolve("filled.lock"), LOCK);
        FileLock _ = file.lock()) {
      Path filled = filled();
      Files.copy(filled.resolve("record.key"), data.resolve("record.key"), AS_IT_IS);
      Path cluster = filled.resolve("postgres").resolve("cluster");
      Path copy = Files.createDirectories(data.resolve("postgres")).resolve("cluster");
      for (Path from : filesOf(cluster)) {
        Files.copy(from, copy.resolve(cluster.relativize(from)), AS_IT_IS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path filled() throws IOException {
    long jar = Files.getLastModifiedTime(ServiceProcess.JAR).toMillis();
    Path told = SERVICES.resolve("filled-" + jar);
    if (!Files.exists(told)) {
      try (ServiceProcess first = new ServiceProcess("filled", QUIET).start()) {
        Files.writeString(told, first.folder().toString());
      }
    }
    return Path.of(Files.readString(told)).resolve("data");
  }

  /** Folders before what lies in them. */
  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(it -> !it.endsWith(LEFT_BEHIND)).toList();
    }
  }
}
