package care.silverbell.records.sheet.print;

import care.silverbell.records.sheet.Defused;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Prints tables as an XLSX workbook. Every cell is text, so that no telephone or resident id number
 * is ever rounded.
 */
public final class XlsxPrint {
  private static final int FLUSHED_EVERY = 500;
  private static final double WIDTH = 16;

  private XlsxPrint() {}

  /** Prints one sheet after another; closes the stream. */
  public static void print(Iterable<Table> tables, OutputStream out) throws IOException {
    try (out;
        Workbook workbook = new Workbook(out, "Silverbell", "1.0")) {
      for (Table table : tables) {
        sheet(workbook, table);
      }
    }
  }

  private static void sheet(Workbook workbook, Table table) throws IOException {
    Worksheet sheet = workbook.newWorksheet(table.name());
    int columns = table.headings().size();
    for (int column = 0; column < columns; column++) {
      sheet.width(column, WIDTH);
      sheet.style(column).format("@").set();
      sheet.value(0, column, table.headings().get(column));
    }
    sheet.range(0, 0, 0, columns - 1).style().bold().fillColor("DDE7F0").set();
    sheet.freezePane(0, 1);
    int number = 1;
    for (List<String> row : table.rows()) {
      for (int column = 0; column < row.size(); column++) {
        if (!row.get(column).isEmpty()) {
          sheet.inlineString(number, column, Defused.defused(row.get(column)));
        }
      }
      number++;
      if (number % FLUSHED_EVERY == 0) {
        sheet.flush();
      }
    }
    sheet.finish();
  }
}
