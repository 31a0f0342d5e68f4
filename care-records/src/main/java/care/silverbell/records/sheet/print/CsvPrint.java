package care.silverbell.records.sheet.print;

import care.silverbell.records.sheet.Defused;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Prints a table as CSV in UTF-8, with the mark by which spreadsheets know that it is. */
public final class CsvPrint {
  private CsvPrint() {}

  /** Prints it row by row; closes the stream. */
  public static void print(Table table, OutputStream out) throws IOException {
    try (CSVPrinter printer =
        new CSVPrinter(
            new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)),
            CSVFormat.EXCEL)) {
      printer.getOut().append('\uFEFF');
      printer.printRecord(table.headings());
      for (List<String> row : table.rows()) {
        printer.printRecord(row.stream().map(Defused::defused).toList());
      }
    }
  }
}
