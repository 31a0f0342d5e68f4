package care.silverbell.ingest.telemetry;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that appends to a spool from several threads and says each record aloud once it is
 * safe; made to be killed.
 */
final class SpoolAppender {
  static final int THREADS = 4;

  private SpoolAppender() {}

  /** Arguments: the folder, and a name for this run. */
  public static void main(String[] arguments) {
    var spool = new Spool(Path.of(arguments[0]), Long.MAX_VALUE, (_, _) -> {});
    for (int i = 0; i < THREADS; i++) {
      String thread = arguments[1] + "-" + i + "-";
      Thread.ofPlatform().start(() -> append(spool, thread));
    }
  }

  private static void append(Spool spool, String thread) {
    PrintStream aloud = System.out;
    for (int i = 0; ; i++) {
      String record = thread + i;
      spool.append(padded(record).getBytes(StandardCharsets.UTF_8));
      aloud.println(record);
    }
  }

  /** Long enough for a kill to fall into the middle of a write now and then. */
  static String padded(String record) {
    return record + " ".repeat(20_000);
  }
}
