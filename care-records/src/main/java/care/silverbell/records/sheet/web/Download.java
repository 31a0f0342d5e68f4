package care.silverbell.records.sheet.web;

import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is handed out: printed to disk first, where only we read it, so that a large one
 * fills no memory and one that fails halfway is answered as a failure.
 */
final class Download {
  private Download() {}

  interface Printing {
    void to(OutputStream out) throws IOException;
  }

  /** Prints and sends it; it is gone from disk afterwards. */
  static @Nullable Object of(
      HttpServerResponse response, String type, String name, Printing printing) {
    try {
      Path file = UploadedFiles.fresh();
      try {
        try (OutputStream out = Files.newOutputStream(file)) {
          printing.to(out);
        }
        response
            .putHeader("Content-Type", type)
            .putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"")
            .putHeader("Cache-Control", "no-store")
            .sendFile(file.toString())
            .await();
        return null;
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
