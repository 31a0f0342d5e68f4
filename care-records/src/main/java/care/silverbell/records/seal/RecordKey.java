package care.silverbell.records.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secret of 32 bytes that numbers are sealed with, from the settings or from a file. */
public final class RecordKey {
  private static final Logger log = LoggerFactory.getLogger(RecordKey.class);
  private static final int BYTES = 32;
  private static final String FILE = "record.key";

  private final byte[] bytes;

  private RecordKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads the key as it is set.
   *
   * @param base64 32 bytes in Base64
   * @throws IllegalArgumentException if it is anything else; the text itself is not repeated
   */
  public static RecordKey of(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.strip());
      if (bytes.length == BYTES) {
        return new RecordKey(bytes);
      }
    } catch (IllegalArgumentException e) {
      // said below, without the text
    }
    throw new IllegalArgumentException("32 bytes in Base64, as `openssl rand -base64 32` makes");
  }

  /**
   * The key that is set, or else the one of the file in the folder.
   *
   * @param set the setting; null where there is none
   * @return empty where there is neither
   * @throws IllegalStateException if the file does not hold a key
   */
  static Optional<RecordKey> find(@Nullable RecordKey set, Path folder) {
    if (set != null) {
      return Optional.of(set);
    }
    Path file = folder.resolve(FILE);
    try {
      return Files.exists(file)
          ? Optional.of(of(Files.readString(file, StandardCharsets.US_ASCII)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          file + " is not a key (" + e.getMessage() + "): put it back from a copy", e);
    }
  }

  /** Makes a key and keeps it in the folder, in a file that only its owner may read. */
  static RecordKey make(Path folder) {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      try (var channel =
          Files.newByteChannel(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              ownersOnly())) {
        channel.write(StandardCharsets.US_ASCII.encode(Base64.getEncoder().encodeToString(bytes)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
    log.warn(
        "{} was made: people's resident id numbers are sealed with it. KEEP A COPY of it elsewhere;"
            + " whoever loses it loses the numbers",
        file.toAbsolutePath());
    return new RecordKey(bytes);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "RecordKey[…]";
  }

  private static FileAttribute<?>[] ownersOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
