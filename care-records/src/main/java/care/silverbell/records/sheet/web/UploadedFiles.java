package care.silverbell.records.sheet.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a sheet lies while it is taken in or handed out. It names people, so none is to stay: what
 * a process that was killed left there is deleted when the next one starts.
 */
final class UploadedFiles {
  private static final Logger log = LoggerFactory.getLogger(UploadedFiles.class);

  private static final String PREFIX = "silverbell-sheet-";
  private static final String SUFFIX = ".part";

  /** Longer than any upload or import takes: another instance may be in the middle of one. */
  private static final Duration LEFT_AFTER = Duration.ofHours(1);

  private UploadedFiles() {}

  /** The folder they lie in. */
  static Path folder() {
    return Path.of(Objects.requireNonNull(System.getProperty("java.io.tmpdir")));
  }

  /** A file of its own that nobody else may read. */
  static Path fresh() {
    try {
      return Files.createTempFile(folder(), PREFIX, SUFFIX);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("{} cannot be deleted", file, e);
    }
  }

  /** Deletes what nobody has written to for an hour. */
  static void deleteLeft(Path folder, Instant now) {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
      for (Path file : left) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(LEFT_AFTER))) {
          delete(file);
        }
      }
    } catch (IOException e) {
      log.warn("{} may hold sheets that were left there", folder, e);
    }
  }
}
