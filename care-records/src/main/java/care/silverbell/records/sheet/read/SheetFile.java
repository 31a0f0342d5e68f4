package care.silverbell.records.sheet.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A file that somebody sent: what it is says its content, never its name. */
public final class SheetFile {
  /** No file may be larger, in bytes. */
  public static final long LARGEST = 20L * 1_048_576;

  private static final int ENOUGH_TO_TELL = 1_024;

  private SheetFile() {}

  /**
   * The sheets in it.
   *
   * @param name as its sender calls it; used in messages only
   * @throws Unreadable if it is not a spreadsheet, or does harm
   */
  public static List<RawSheet> read(Path file, String name) throws Unreadable {
    byte[] beginning = beginning(file);
    String text = new String(beginning, StandardCharsets.ISO_8859_1);
    if (beginning.length == 0) {
      throw new Unreadable("文件是空的；请选择有数据的文件", "the file is empty; choose one with rows in it");
    }
    if (text.startsWith("PK\u0003\u0004")) {
      return XlsxFile.read(file);
    }
    if (text.startsWith("\u00D0\u00CF\u0011\u00E0")) {
      throw new Unreadable(
          "这是旧版 .xls 或加了密码的表格；请去掉密码并另存为 .xlsx",
          "this is an old .xls, or has a password; save it as .xlsx without one");
    }
    refuseOthers(text, name);
    return List.of(CsvFile.read(file));
  }

  private static void refuseOthers(String text, String name) throws Unreadable {
    String plain = text.strip().toLowerCase(Locale.ROOT).replaceFirst("^ï»¿", "");
    if (plain.startsWith("<!doctype") || plain.startsWith("<html") || plain.startsWith("<table")) {
      throw new Unreadable(
          "这是网页，不是表格；请用 Excel 或 WPS 打开后另存为 .xlsx",
          "this is a web page and no spreadsheet; open it in the spreadsheet program and save it as"
              + " .xlsx");
    }
    if (plain.startsWith("<?xml") || plain.startsWith("%pdf") || text.indexOf('\0') >= 0) {
      throw new Unreadable(
          "认不出这种文件；请选择 .xlsx 或 UTF-8 的 .csv",
          "this kind of file is not known; choose .xlsx, or .csv in UTF-8");
    }
    if (name.toLowerCase(Locale.ROOT).endsWith(".xlsx")) {
      throw new Unreadable(
          "文件名是 .xlsx，内容却不是；请用 Excel 或 WPS 另存为 .xlsx",
          "the file is named .xlsx but is none; save it as .xlsx from the spreadsheet program");
    }
  }

  private static byte[] beginning(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(ENOUGH_TO_TELL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
