package care.silverbell.ingest.telemetry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * How far the oldest segment of the spool has been handed on, kept in a small file. It need not be
 * true to the last: where it is lost or damaged the segment is handed on again from its start.
 */
final class SpoolPlace {
  private static final int NUMBERS_BYTES = 16;
  private static final int BYTES = NUMBERS_BYTES + 4;

  private final Path file;

  SpoolPlace(Path file) {
    this.file = file;
  }

  void keep(SpoolSegment segment, long offset) throws IOException {
    ByteBuffer place = ByteBuffer.allocate(BYTES).putLong(segment.number()).putLong(offset);
    Files.write(file, place.putInt(crc(place.array())).array());
  }

  void forget() throws IOException {
    Files.deleteIfExists(file);
  }

  /** The offset kept for this segment; 0 where there is none that can be believed. */
  long within(SpoolSegment segment) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    byte[] read = Files.readAllBytes(file);
    if (read.length != BYTES) {
      return 0;
    }
    ByteBuffer place = ByteBuffer.wrap(read);
    long number = place.getLong();
    long offset = place.getLong();
    boolean sound = place.getInt() == crc(read);
    return sound && number == segment.number() && offset <= segment.length() ? offset : 0;
  }

  private static int crc(byte[] place) {
    var crc = new CRC32C();
    crc.update(place, 0, NUMBERS_BYTES);
    return (int) crc.getValue();
  }
}
