package care.silverbell.records.sheet.read;

import care.silverbell.records.sheet.read.RawSheet.RawRow;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file: UTF-8 or GB18030, with commas, semicolons or tabs. */
final class CsvFile {
  private static final Charset GB18030 = Charset.forName("GB18030");

  private CsvFile() {}

  static RawSheet read(Path file) throws Unreadable {
    String text = text(file);
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter(text))
            .setIgnoreEmptyLines(false)
            .setTrailingData(true)
            .get();
    Measure measure = new Measure();
    List<RawRow> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      for (CSVRecord line : parser) {
        RawRow row = row(measure, line);
        if (!row.isBlank()) {
          rows.add(row);
        }
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new Unreadable(
          "CSV 中有引号没有成对；请用表格软件重新另存", "a quotation mark is not closed; save the CSV once more");
    }
    return new RawSheet("", rows);
  }

  private static RawRow row(Measure measure, CSVRecord line) throws Unreadable {
    measure.row(line.size());
    int number = Math.toIntExact(line.getRecordNumber());
    List<String> cells = new ArrayList<>(line.size());
    for (int column = 0; column < line.size(); column++) {
      cells.add(measure.cell(line.get(column)));
    }
    return new RawRow(number, cells);
  }

  private static String text(Path file) throws Unreadable {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Charset charset : List.of(StandardCharsets.UTF_8, GB18030)) {
      try {
        String text =
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
      } catch (CharacterCodingException e) {
        // the next one, then
      }
    }
    throw new Unreadable(
        "认不出 CSV 的文字编码；请另存为“CSV UTF-8”", "the CSV's encoding is not known; save it as CSV UTF-8");
  }

  /** The one of the three that the headings have most of. */
  private static char delimiter(String text) {
    String headings = text.lines().findFirst().orElse("").replaceAll("\"[^\"]*\"", "");
    char most = ',';
    for (char each : new char[] {';', '\t'}) {
      if (count(headings, each) > count(headings, most)) {
        most = each;
      }
    }
    return most;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(it -> it == wanted).count();
  }
}
