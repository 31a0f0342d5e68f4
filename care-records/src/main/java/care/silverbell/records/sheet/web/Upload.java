package care.silverbell.records.sheet.web;

import care.silverbell.records.http.Problem;
import care.silverbell.records.sheet.read.SheetFile;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A file that is being sent: kept on disk as it comes, and no further than it may be. */
final class Upload {
  /** A sender who stalls must not keep others from importing for good. */
  private static final int LONGEST_MINUTES = 10;

  private final Path file;
  private final Promise<Void> done = Promise.promise();
  private long bytes;
  private boolean over;

  private Upload(Path file) {
    this.file = file;
  }

  /**
   * Takes a request's body, which must have been paused.
   *
   * @return a file of its own, whatever the sender calls it
   * @throws Problem 413 when it is larger than it may be; the rest is not kept
   */
  static Path take(HttpServerRequest request) {
    Path file = UploadedFiles.fresh();
    boolean taken = false;
    try (OutputStream out = Files.newOutputStream(file)) {
      Upload upload = new Upload(file);
      request.handler(piece -> upload.keep(piece.getBytes(), out));
      request.endHandler(_ -> upload.done.tryComplete());
      request.exceptionHandler(upload.done::tryFail);
      if (request.response().closed()) {
        // They hung up while they were looked up: nobody will tell the handlers.
        upload.done.tryFail(Problem.badRequest("the connection was closed before the file came"));
      }
      request.resume();
      upload
          .done
          .future()
          .timeout(LONGEST_MINUTES, TimeUnit.MINUTES)
          .recover(e -> Future.failedFuture(e instanceof TimeoutException ? tooSlow() : e))
          .await();
      taken = true;
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!taken) {
        UploadedFiles.delete(file);
      }
    }
  }

  private static Problem tooSlow() {
    return Problem.badRequest("the file did not come within " + LONGEST_MINUTES + " minutes");
  }

  private void keep(byte[] piece, OutputStream out) {
    bytes += piece.length;
    if (over) {
      return;
    }
    if (bytes > SheetFile.LARGEST) {
      over = true;
      done.tryFail(Problem.tooLarge("the file is larger than 20 MiB; split it"));
      return;
    }
    try {
      out.write(piece);
    } catch (IOException e) {
      over = true;
      done.tryFail(new UncheckedIOException(file + " cannot be written", e));
    }
  }
}
