package care.silverbell.records.sheet.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Looks through a spreadsheet's parcel before it is parsed: how many parts, how large they really
 * become, and that none of them declares entities.
 */
final class ZipGuard {
  private static final int MOST_PARTS = 1_000;
  private static final long MOST_BYTES = 200L * 1_048_576;

  /** Above this size a part may not have been packed more tightly than {@link #MOST_TIGHTLY}. */
  private static final long SMALL = 1_048_576;

  private static final long MOST_TIGHTLY = 100;
  private static final byte[] DOCTYPE = {'<', '!', 'D', 'O', 'C', 'T', 'Y', 'P', 'E'};

  private final byte[] piece = new byte[65_536];
  private long bytes;

  private ZipGuard() {}

  /**
   * Looks through it.
   *
   * @throws Unreadable if it is not a spreadsheet, or one that would do harm
   */
  static void look(Path file) throws Unreadable {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_PARTS) {
        throw harmful();
      }
      if (zip.getEntry("xl/workbook.xml") == null) {
        throw new Unreadable(
            "这是压缩包，不是 Excel 表格；请用 Excel 或 WPS 另存为 .xlsx",
            "this is a zip file and no spreadsheet; save it as .xlsx from the spreadsheet program");
      }
      ZipGuard guard = new ZipGuard();
      Set<String> names = new HashSet<>();
      for (ZipEntry part : Collections.list(zip.entries())) {
        if (!names.add(part.getName())) {
          throw harmful();
        }
        guard.inflate(zip, part);
      }
    } catch (IOException e) {
      throw new Unreadable(
          "文件已损坏，打不开；请重新另存为 .xlsx", "the file is damaged; save it as .xlsx once more");
    }
  }

  private void inflate(ZipFile zip, ZipEntry part) throws IOException, Unreadable {
    long packed = Math.max(1, part.getCompressedSize());
    long unpacked = 0;
    int matched = 0;
    try (InputStream in = zip.getInputStream(part)) {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        unpacked += read;
        bytes += read;
        if (bytes > MOST_BYTES || (unpacked > SMALL && unpacked / packed > MOST_TIGHTLY)) {
          throw harmful();
        }
        if (part.getName().endsWith(".xml") || part.getName().endsWith(".rels")) {
          matched = matched(read, matched);
        }
      }
    }
  }

  /** How much of {@code <!DOCTYPE} has been seen at the end of the piece. */
  private int matched(int length, int before) throws Unreadable {
    int matched = before;
    for (int place = 0; place < length; place++) {
      if (piece[place] == DOCTYPE[matched]) {
        matched++;
      } else {
        matched = piece[place] == DOCTYPE[0] ? 1 : 0;
      }
      if (matched == DOCTYPE.length) {
        throw harmful();
      }
    }
    return matched;
  }

  private static Unreadable harmful() {
    return new Unreadable(
        "文件解开后过大或含有可疑内容，没有读取；请用 Excel 或 WPS 重新另存为 .xlsx",
        "the file unpacks to far too much or holds what no spreadsheet holds, and was not read;"
            + " save it as .xlsx once more");
  }
}
