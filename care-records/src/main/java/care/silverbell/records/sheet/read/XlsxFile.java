package care.silverbell.records.sheet.read;

import care.silverbell.records.sheet.read.RawSheet.RawRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** An XLSX workbook, read row by row; formulas count with the value they last had. */
final class XlsxFile {
  private static final ReadingOptions WITH_DATES = new ReadingOptions(true, true);
  private static final LocalDate A_TIME_HAS_NO_DATE = LocalDate.of(1900, 1, 1);

  private final Measure measure = new Measure();

  private XlsxFile() {}

  static List<RawSheet> read(Path file) throws Unreadable {
    ZipGuard.look(file);
    List<RawSheet> sheets = new ArrayList<>();
    XlsxFile reading = new XlsxFile();
    try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile(), WITH_DATES);
        Stream<Sheet> all = workbook.getSheets()) {
      for (Sheet sheet : all.toList()) {
        if (sheet.getVisibility() == SheetVisibility.VISIBLE) {
          sheets.add(reading.sheet(sheet));
        }
      }
      return sheets;
    } catch (IOException | RuntimeException e) {
      throw new Unreadable(
          "表格读不出来，可能已损坏；请用 Excel 或 WPS 重新另存为 .xlsx",
          "the spreadsheet cannot be read and may be damaged; save it as .xlsx once more");
    }
  }

  private RawSheet sheet(Sheet sheet) throws IOException, Unreadable {
    List<RawRow> rows = new ArrayList<>();
    try (Stream<Row> stream = sheet.openStream()) {
      for (Iterator<Row> each = stream.iterator(); each.hasNext(); ) {
        RawRow row = row(each.next());
        if (!row.isBlank()) {
          rows.add(row);
        }
      }
    }
    return new RawSheet(sheet.getName(), rows);
  }

  private RawRow row(Row row) throws Unreadable {
    measure.row(row.getCellCount());
    List<String> cells = new ArrayList<>(row.getCellCount());
    for (int column = 0; column < row.getCellCount(); column++) {
      Cell cell = row.getCell(column);
      cells.add(cell == null ? "" : measure.cell(text(cell)));
    }
    return new RawRow(row.getRowNum(), cells);
  }

  private static String text(Cell cell) {
    return switch (cell.getType()) {
      case EMPTY -> "";
      case STRING, ERROR, BOOLEAN -> raw(cell);
      case NUMBER -> number(cell);
      case FORMULA -> formula(cell);
    };
  }

  private static String raw(Cell cell) {
    String text = cell.getText();
    return text == null ? "" : text;
  }

  /** Its last value; a day shows as the number that it is, unless the format says more. */
  private static String formula(Cell cell) {
    String raw = cell.getRawValue();
    return raw == null ? "" : raw;
  }

  private static String number(Cell cell) {
    String format = cell.getDataFormatString();
    if (format != null && isDate(format)) {
      LocalDateTime at = cell.asDate();
      if (!at.toLocalDate().isAfter(A_TIME_HAS_NO_DATE)) {
        return minutes(at.toLocalTime());
      }
      boolean midnight = at.toLocalTime().equals(LocalTime.MIDNIGHT);
      return midnight
          ? at.toLocalDate().toString()
          : at.toLocalDate() + " " + minutes(at.toLocalTime());
    }
    BigDecimal number = cell.asNumber().stripTrailingZeros();
    return number.toPlainString();
  }

  /** Spreadsheets keep times as fractions of a day, which fall just beside the minute. */
  private static String minutes(LocalTime time) {
    return time.plusSeconds(30).truncatedTo(java.time.temporal.ChronoUnit.MINUTES).toString();
  }

  /** Whether a number's format shows a day or a time; what stands in quotes or brackets is text. */
  private static boolean isDate(String format) {
    String plain = format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\[[^]]*]|\\\\.", "");
    return !plain.contains("general") && plain.matches(".*[ymdhs年月日].*");
  }
}
