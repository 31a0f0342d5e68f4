package care.silverbell.ingest.telemetry;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of the spool. A record is its length, its CRC-32C and its bytes. The files are not
 * channels, because interrupting a thread closes its channel for everybody.
 */
final class SpoolSegment implements Closeable {
  static final int HEADER_BYTES = 8;
  private static final Logger log = LoggerFactory.getLogger(SpoolSegment.class);
  private static final String SUFFIX = ".spool";

  /** Longer records are not found again behind damaged bytes, where any four may be a length. */
  private static final int LOOKED_FOR_BYTES = 1 << 20;

  private final Path file;
  private final long number;
  private final AtomicLong length;

  /** Null in a segment of an earlier run, and once this one is closed: nothing is added then. */
  private @Nullable RandomAccessFile out;

  private SpoolSegment(Path file, long number, long length, @Nullable RandomAccessFile out) {
    this.file = file;
    this.number = number;
    this.length = new AtomicLong(length);
    this.out = out;
  }

  static boolean isSegment(Path file) {
    return file.getFileName().toString().matches("\\d+\\" + SUFFIX);
  }

  static SpoolSegment create(Path folder, long number) throws IOException {
    Path file = folder.resolve("%019d%s".formatted(number, SUFFIX));
    var out = new RandomAccessFile(file.toFile(), "rw");
    try {
      syncFolder(folder);
      return new SpoolSegment(file, number, 0, out);
    } catch (IOException e) {
      out.close();
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /**
   * Opens a segment of an earlier run.
   *
   * @param newest whether that run was perhaps stopped in the middle of its last record, which was
   *     acknowledged to nobody and is cut
   */
  static SpoolSegment reopen(Path file, boolean newest) throws IOException {
    String name = file.getFileName().toString();
    long number = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    try (var in = new RandomAccessFile(file.toFile(), "rw")) {
      long whole = newest ? endOfLastWhole(in) : in.length();
      if (whole < in.length()) {
        log.warn("{} ends within a record: its last {} bytes are cut", file, in.length() - whole);
        in.setLength(whole);
        in.getFD().sync();
      }
      return new SpoolSegment(file, number, whole, null);
    }
  }

  /** Where a record begins that is cut off by the end of the file; that end where none is. */
  private static long endOfLastWhole(RandomAccessFile in) throws IOException {
    long end = in.length();
    long at = 0;
    while (at < end) {
      byte[] record = next(in, at, end);
      long length = record != null ? HEADER_BYTES + record.length : damaged(in, at, end).length;
      if (record == null && at + length == end && isCutOff(in, at, end)) {
        return at;
      }
      at += length;
    }
    return end;
  }

  private static boolean isCutOff(RandomAccessFile in, long offset, long end) throws IOException {
    if (end - offset < HEADER_BYTES) {
      return true;
    }
    in.seek(offset);
    return in.readInt() > end - offset - HEADER_BYTES;
  }

  long number() {
    return number;
  }

  /** Bytes of whole records. */
  long length() {
    return length.get();
  }

  /** Adds a record; on disk only after {@link #sync}. The caller holds the spool's lock. */
  void append(byte[] record) throws IOException {
    RandomAccessFile open = out;
    if (open == null) {
      throw new IOException(file + " is closed");
    }
    ByteBuffer framed = ByteBuffer.allocate(HEADER_BYTES + record.length);
    framed.putInt(record.length).putInt(crc(record, 0, record.length)).put(record);
    try {
      open.seek(length());
      open.write(framed.array());
    } catch (IOException e) {
      open.setLength(length());
      throw e;
    }
    length.addAndGet(framed.capacity());
  }

  /** Puts on disk what was added; nothing to do once the segment is closed. */
  synchronized void sync() throws IOException {
    if (out != null) {
      out.getFD().sync();
    }
  }

  /**
   * Some of the records from an offset on, and where the next ones begin.
   *
   * @param damaged stretches among them in which no sound record stands
   */
  record Batch(SpoolSegment segment, List<byte[]> records, List<byte[]> damaged, long end) {}

  /**
   * Reads records from the offset until there are so many bytes of them; at least one, or a damaged
   * stretch.
   */
  Batch read(long offset, int bytes) throws IOException {
    List<byte[]> records = new ArrayList<>();
    List<byte[]> damaged = new ArrayList<>();
    long at = offset;
    long end = length();
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      while (at < end && at - offset < bytes) {
        byte[] record = next(in, at, end);
        if (record == null) {
          byte[] stretch = damaged(in, at, end);
          log.error("{} is damaged from byte {} on, {} bytes long", file, at, stretch.length);
          damaged.add(stretch);
          at += stretch.length;
        } else {
          records.add(record);
          at += HEADER_BYTES + record.length;
        }
      }
    }
    return new Batch(this, records, damaged, at);
  }

  /** The bytes from an offset at which no sound record stands to the next one, or to the end. */
  private static byte[] damaged(RandomAccessFile in, long offset, long end) throws IOException {
    byte[] rest = new byte[Math.toIntExact(end - offset)];
    in.seek(offset);
    in.readFully(rest);
    int next = 1;
    while (next < rest.length && !isSoundAt(rest, next)) {
      next++;
    }
    return Arrays.copyOf(rest, next);
  }

  private static boolean isSoundAt(byte[] bytes, int offset) {
    int left = bytes.length - offset - HEADER_BYTES;
    if (left <= 0) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(bytes, offset, HEADER_BYTES);
    int size = header.getInt();
    return size > 0
        && size <= Math.min(left, LOOKED_FOR_BYTES)
        && crc(bytes, offset + HEADER_BYTES, size) == header.getInt();
  }

  /** The record at the offset; null if there is no whole and sound one before the end. */
  private static byte @Nullable [] next(RandomAccessFile in, long offset, long end)
      throws IOException {
    if (end - offset < HEADER_BYTES) {
      return null;
    }
    in.seek(offset);
    byte[] header = new byte[HEADER_BYTES];
    in.readFully(header);
    ByteBuffer read = ByteBuffer.wrap(header);
    int size = read.getInt();
    int crc = read.getInt();
    if (size <= 0 || size > end - offset - HEADER_BYTES) {
      return null;
    }
    byte[] record = new byte[size];
    in.readFully(record);
    return crc(record, 0, size) == crc ? record : null;
  }

  private static int crc(byte[] bytes, int offset, int size) {
    var crc = new CRC32C();
    crc.update(bytes, offset, size);
    return (int) crc.getValue();
  }

  void delete() throws IOException {
    close();
    Files.deleteIfExists(file);
  }

  @Override
  public synchronized void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }

  /** A file's name is safe only when its folder is on disk; only a channel can put it there. */
  private static void syncFolder(Path folder) throws IOException {
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
